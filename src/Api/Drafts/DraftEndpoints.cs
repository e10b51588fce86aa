using System.Collections.Immutable;
using System.Globalization;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Drafts.Paperwork;

namespace RmsOrleans.Api.Drafts;

/// <summary>Reading one draft.</summary>
internal sealed class DraftEndpoints(DraftQueries queries, LocalTimes times)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DraftEndpoints>();
        routes.MapRead("/drafts/{id}", context => endpoints.ReadTagged(context, endpoints.Whole)).Described(DraftDocuments.Whole());
        routes.MapRead("/drafts/{id}/journal", context => endpoints.ReadTagged(context, endpoints.Journal)).Described(DraftDocuments.Journal());
        routes.MapRead("/drafts/{id}/versions/{n}", context => endpoints.ReadTagged(context, endpoints.Version)).Described(DraftDocuments.Version());
    }

    /// <summary>Finds the draft, if the caller may know of it; answers 304 where the caller has seen this state.</summary>
    private async Task ReadTagged(HttpContext context, Func<HttpContext, DraftRow, Task> answer)
    {
        if (!DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id)
            || await queries.Find(id, context.Actor(), context.RequestAborted) is not { } draft)
        {
            await context.Answer(DraftProblems.NoSuchDraft);
            return;
        }

        if (!HasVersion(draft, context.Request.RouteValues["n"]))
        {
            await context.Answer(Problems.NotFound("The draft has no such version."));
            return;
        }

        context.Response.Tag(draft.LastLine);
        if (context.Request.IsKnown(draft.LastLine))
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await answer(context, draft);
    }

    private async Task Whole(HttpContext context, DraftRow draft)
    {
        var zone = times.ZoneOf(draft.Authority);
        var (stored, author) = await queries.Content(draft.Id, draft.ContentLine, context.RequestAborted);
        var paperwork = draft.ReadPaperwork();
        var answer = new DraftAnswer(
            draft.Id, draft.Number, draft.Version, draft.Status, draft.Authority, paperwork.Unit, author, stored.OtherUnits, stored.Kind,
            stored.Content, stored.Note, SignatureIn(zone, paperwork), VisasIn(zone, paperwork),
            draft.PreparedAt.In(zone), draft.ChangedAt.In(zone), draft.RegisteredAt?.In(zone), draft.Executor, draft.ReadDeadline(zone), draft.Overdue,
            NextSteps.For(context.Actor(), draft.Authority, draft.Status, paperwork));
        await context.Answer(StatusCodes.Status200OK, answer, AnswerJson.Default.DraftAnswer);
    }

    private async Task Journal(HttpContext context, DraftRow draft)
    {
        var lines = await queries.Lines(draft.Id, draft.LastLine, context.RequestAborted);
        await context.Answer(StatusCodes.Status200OK, Timeline.Of(draft.Id, lines, times.ZoneOf(draft.Authority)), AnswerJson.Default.JournalAnswer);
    }

    /// <summary>The life of a draft has one version so far, so the present content is the version's.</summary>
    private async Task Version(HttpContext context, DraftRow draft)
    {
        var zone = times.ZoneOf(draft.Authority);
        var (stored, _) = await queries.Content(draft.Id, draft.ContentLine, context.RequestAborted);
        var paperwork = draft.ReadPaperwork();
        var answer = new VersionAnswer(
            draft.Id, draft.Number, draft.Version, stored.OtherUnits, stored.Kind, stored.Content, stored.Note, SignatureIn(zone, paperwork),
            VisasIn(zone, paperwork), draft.RegisteredAt?.In(zone));
        await context.Answer(StatusCodes.Status200OK, answer, AnswerJson.Default.VersionAnswer);
    }

    /// <param name="named">The version that the route names; null where it names none.</param>
    private static bool HasVersion(DraftRow draft, object? named) =>
        named is null
        || (int.TryParse(named as string, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version == draft.Version);

    private static Signature? SignatureIn(TimeZoneInfo zone, PaperworkFile paperwork) =>
        paperwork.Signature is { } signature ? signature with { SignedAt = signature.SignedAt.In(zone) } : null;

    private static ImmutableArray<Visa> VisasIn(TimeZoneInfo zone, PaperworkFile paperwork) =>
        [.. paperwork.Visas.Select(visa => visa with { GivenAt = visa.GivenAt.In(zone) })];
}
