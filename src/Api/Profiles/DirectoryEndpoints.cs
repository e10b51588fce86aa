using RmsOrleans.Api.Json;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>
/// The electronic directory. The tag of what an authority reads is the latest revision that concerns it, so that a poll that finds nothing
/// new costs one look at an index.
/// </summary>
internal sealed class DirectoryEndpoints(IDirectoryAcknowledgements acknowledgements, DirectoryQueries queries, ProfileVisibility visibility, Reads reads, CommandBodies bodies)
{
    public static readonly Problem NotYours = Problems.Forbidden(new(
        "You may read the directory of your own authority and of those below it.",
        "Вы можете читать справочник своего таможенного органа и подчинённых ему органов."));

    /// <summary>In the order of revisions, or the newest first.</summary>
    internal static readonly ImmutableArray<string> Sorts = ["revision", "-revision"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DirectoryEndpoints>();
        routes.MapRead("/directory", endpoints.Changes).Described(DirectoryDocuments.Changes());
        routes.MapRead("/directory/snapshot", endpoints.Snapshot).Described(DirectoryDocuments.Snapshot());
        routes.Map(HttpMethods.Post, "/directory/acknowledgements", endpoints.Acknowledge).Described(DirectoryDocuments.Acknowledge());
        routes.MapRead("/directory/coverage", endpoints.Coverage).Described(DirectoryDocuments.Coverage());
    }

    private async Task<IResult> Changes(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "since", "before", "sort", "authority", "limit");
        var since = query.Value<long>("since", new("a revision, 0 or higher", "номер редакции, 0 или больше"), ReadRevision) ?? 0;
        var newestFirst = query.Value<bool>("sort", QueryParameters.OneOf(Sorts), ReadSort) ?? false;
        var before = query.Value<long>("before", new("a revision", "номер редакции"), ReadRevision);
        if (before is not null && !newestFirst)
            query.Refuse("before", $"This goes with sort={Sorts[1]}.", $"Указывается вместе с sort={Sorts[1]}.");
        var limit = Pages.Limit(query);
        var (up, tip, answered) = await Reader(context, Operation.ListDirectoryChanges, query);
        if (answered is not null)
            return answered;

        var upTo = Math.Min(tip, before - 1 ?? tip);
        var (rows, more) = since < upTo ? await queries.Changes(up, since, upTo, newestFirst, limit, context.RequestAborted) : new([], false);
        var last = newestFirst || rows.Count == 0 ? tip : rows[^1].Revision;
        if (rows.Count > 0)
            await reads.NoteDirectory(context, Operation.ListDirectoryChanges, $"as {up[0]}, revisions {rows.Min(row => row.Revision)} to {rows.Max(row => row.Revision)}");
        return Answers.Ok(new DirectoryChanges(up[0], last, more, [.. rows.Select(Item)]), ProfileResponseJson.Default.DirectoryChanges);
    }

    private async Task<IResult> Snapshot(HttpContext context)
    {
        var (up, tip, answered) = await Reader(context, Operation.GetDirectorySnapshot, new QueryParameters(context.Request.Query, "authority"));
        if (answered is not null)
            return answered;

        var first = await queries.Snapshot(up, 0, context.RequestAborted);
        if (first.Rows.Count > 0)
            await reads.NoteDirectory(context, Operation.GetDirectorySnapshot, $"as {up[0]}, revision {tip}");
        return new SnapshotResponse(up, tip, first, queries);
    }

    private async Task<IResult> Acknowledge(HttpContext context)
    {
        var (sent, problem) = await bodies.ReadPlain<Acknowledgement>(context);
        if (sent is null)
            return problem!;

        var outcome = await acknowledgements.Acknowledge(sent.Authority, sent.Revision, context.Actor());
        return outcome.IsRefused
            ? new RefusalAnswer(outcome.Refusal)
            : Answers.Ok(new AcknowledgedResponse(sent.Authority, outcome.Value.Revision, outcome.Value.Last), ProfileResponseJson.Default.AcknowledgedResponse);
    }

    private async Task<IResult> Coverage(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "before", "limit");
        var before = query.Value<long>("before", new("a revision", "номер редакции"), ReadRevision) ?? long.MaxValue;
        var limit = Pages.Limit(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var actor = context.Actor();
        if (!visibility.Reads(Operation.GetDirectoryCoverage, actor, actor.Authority))
            return NotYours;

        var within = PermissionTable.Of(Operation.GetDirectoryCoverage).OpensAll(actor) ? AuthorityCode.Fcs : actor.Authority;
        var rows = await queries.Coverage(within, before, limit, context.RequestAborted);
        var items = rows.GroupBy(row => row.Revision).Select(revision => Item(revision.First(), revision)).ToImmutableArray();
        var oldest = items.IsEmpty ? 0 : items[^1].Revision;
        return Answers.Ok(new CoverageResponse(items, oldest > 1 ? oldest : null), ProfileResponseJson.Default.CoverageResponse);
    }

    /// <summary>The authority that is read for with those above it, and its latest revision; or what is answered instead.</summary>
    private async Task<(ImmutableArray<AuthorityCode> Up, long Tip, IResult? Answered)> Reader(HttpContext context, Operation operation, QueryParameters query)
    {
        var actor = context.Actor();
        var authority = query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse) ?? actor.Authority;
        if (!query.Errors.IsEmpty)
            return ([], 0, Problems.BadInput(query.Errors));
        if (!visibility.Reads(operation, actor, authority) || visibility.UpFrom(authority) is not { IsEmpty: false } up)
            return ([], 0, NotYours);

        var tip = await queries.Tip(up, context.RequestAborted);
        return (up, tip, context.KnowsAlready(tip) ? Results.Empty : null);
    }

    private static bool ReadSort(string text, out bool newestFirst)
    {
        newestFirst = text == Sorts[1];
        return Sorts.Contains(text);
    }

    private static DirectoryItem Item(ChangeRow row) => new(
        row.Revision, row.At.In(MoscowDays.Zone), row.Change, row.Number, row.Version, row.Status, row.ValidFrom, row.ValidTo, row.Applies, row.Kind,
        row.Payload is { } payload && row.Applies ? StoredVersion.Read(payload).Content : null);

    private static RevisionCoverage Item(CoverageRow row, IEnumerable<CoverageRow> missing) => new(
        row.Revision, row.At.In(MoscowDays.Zone), row.Change, row.Number, row.Concerned, row.LoadedBy,
        [.. missing.Where(each => each.Authority is not null).Select(each => new SilentAuthority(
            each.Authority!.Value, each.Loaded, each.HeardAt?.In(MoscowDays.Zone)))]);

    private static bool ReadRevision(string text, out long value) => WholeNumber.TryReadCount(text, out value);
}
