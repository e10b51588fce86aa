using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Api.Registrations;

/// <summary>The status of what bears a number.</summary>
public sealed record RegistrationAnswer(
    RegistrationNumber Number,
    DraftId Draft,
    int Version,
    DraftStatus Status,
    DateTimeOffset PreparedAt,
    DateTimeOffset RegisteredAt,
    DateTimeOffset ChangedAt,
    DeadlineAnswer? Deadline,
    bool Overdue);

/// <summary>Status by number: one indexed read, no content, not logged.</summary>
internal sealed class RegistrationEndpoints(DraftQueries queries, LocalTimes times)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/registrations/{number}", routes.ServiceProvider.GetRequiredService<RegistrationEndpoints>().Status)
            .Described(RegisterDocuments.Registration());

    private async Task Status(HttpContext context)
    {
        if (!RegistrationNumber.TryParse(context.Request.RouteValues["number"] as string, out var number)
            || await queries.Find(number, context.Actor(), context.RequestAborted) is not { RegisteredAt: { } registeredAt } draft)
        {
            await context.Answer(Problems.NotFound("Nothing bears this number."));
            return;
        }

        context.Response.Tag(draft.LastLine);
        if (context.Request.IsKnown(draft.LastLine))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var zone = times.ZoneOf(draft.Authority);
        var answer = new RegistrationAnswer(
            number, draft.Id, draft.Version, draft.Status, draft.PreparedAt.In(zone), registeredAt.In(zone), draft.ChangedAt.In(zone),
            draft.ReadDeadline(zone), draft.Overdue);
        await context.Answer(StatusCodes.Status200OK, answer, AnswerJson.Default.RegistrationAnswer);
    }
}
