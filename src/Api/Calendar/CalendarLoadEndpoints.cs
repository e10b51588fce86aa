using System.Collections.Immutable;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Api.Calendar;

/// <summary>
/// What a load moves. <paramref name="Moves"/> lists the deadlines that were due first, at most a hundred. With <paramref name="Applied"/>
/// they are moved one after the other from now on, each with a line in its draft's journal.
/// </summary>
public sealed record CalendarLoadAnswer(int Year, long Revision, bool Applied, int OpenDeadlines, int MovedDeadlines, ImmutableArray<MoveAnswer> Moves);

public sealed record MoveAnswer(
    DraftId Draft, RegistrationNumber? Number, DeadlineKind Kind, AuthorityCode Responsible, DateTimeOffset DueBefore, DateTimeOffset DueAfter);

/// <summary>A year of the calendar is loaded by an operator, who sees before what it moves.</summary>
internal sealed class CalendarLoadEndpoints(ICalendarPreviews previews, ICalendarLoads loads)
{
    private const int FirstYear = 1992;
    private const int LastYear = 2199;

    public static readonly Problem Needed = Problems.PreconditionRequired(
        "Send the ETag of the calendar as you saw it in If-Match; with ?dryRun=true the answer has it, and says what would move.");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPut("/calendar/{year}", Admission.To(Operation.LoadCalendarYear, routes.ServiceProvider.GetRequiredService<CalendarLoadEndpoints>().Load))
            .Described(CalendarDocuments.Load());

    private async Task Load(HttpContext context)
    {
        if (!CalendarYears.TryRead(context, out var year) || year is < FirstYear or > LastYear)
        {
            await context.Answer(Problems.NotFound($"There is no calendar of this year; there are {FirstYear} to {LastYear}."));
            return;
        }

        if (await LoadConditions.Read(context, Needed) is { } conditions && await Read(context) is { } load)
            await Answer(context, year, load, conditions.Seen);
    }

    /// <summary>Null if the body cannot be read; the caller has been told why.</summary>
    private static async Task<LoadCalendarYear?> Read(HttpContext context)
    {
        if (!context.Request.HasContentType(ContentTypes.Json))
        {
            await context.Answer(Problems.UnsupportedMediaType(ContentTypes.Json));
            return null;
        }

        using var body = await RequestBody.Read(context);
        if (body.Problem is { } problem)
        {
            await context.Answer(problem);
            return null;
        }

        var read = JsonBody.Read<LoadCalendarYear>(body.Bytes);
        if (read.Errors.IsEmpty)
            return read.Value;

        await context.Answer(Problems.BadInput(read.Errors));
        return null;
    }

    /// <param name="seen">What the operator decided on; null if nothing is to be applied.</param>
    private async Task Answer(HttpContext context, int year, LoadCalendarYear load, Precondition? seen)
    {
        var preview = await previews.Preview(year, load, context.RequestAborted);
        if (preview.IsRefused)
        {
            await context.Answer(preview.Refusal);
            return;
        }

        var revision = preview.Value.Revision;
        if (seen is { } decidedOn)
        {
            var loaded = await loads.Load(year, load, context.Actor(), decidedOn.Among(revision));
            if (loaded.IsRefused)
            {
                await context.Answer(loaded.Refusal);
                return;
            }
            revision = loaded.Value.Revision;
        }

        context.Response.Tag(revision);
        var answer = new CalendarLoadAnswer(
            year, revision, Applied: seen is not null, preview.Value.Open, preview.Value.Moved, [.. preview.Value.Soonest.Select(Answer)]);
        await context.Answer(StatusCodes.Status200OK, answer, CalendarAnswerJson.Default.CalendarLoadAnswer);
    }

    private static MoveAnswer Answer(DeadlineMove move) => new(
        move.Draft, move.Number, move.Before.Kind, move.Before.Responsible, move.Before.DueAt, move.After.DueAt);
}
