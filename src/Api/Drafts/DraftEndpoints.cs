using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>Reading one draft.</summary>
internal sealed class DraftEndpoints(
    DraftQueries queries, DraftVisibility visibility, Reads reads, NextSteps steps, LocalTimes times,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DraftEndpoints>();
        routes.MapRead("/drafts/{id}", context => endpoints.ReadTagged(context, Operation.GetDraft, endpoints.Whole)).Described(DraftDocuments.Whole());
        routes.MapRead("/drafts/{id}/journal", context => endpoints.ReadTagged(context, Operation.GetJournal, endpoints.Journal)).Described(DraftDocuments.Journal());
        routes.MapRead("/drafts/{id}/versions/{n}", context => endpoints.ReadTagged(context, Operation.GetVersion, endpoints.Version)).Described(DraftDocuments.Version());
        routes.MapRead("/drafts/{id}/versions/{n}/changes", context => endpoints.ReadTagged(context, Operation.GetVersionChanges, endpoints.Changes)).Described(DraftDocuments.Changes());
    }

    /// <summary>Finds the draft, if the caller may read it; answers 304 where the caller has seen this state.</summary>
    private async Task<IResult> ReadTagged(HttpContext context, Operation query, Func<HttpContext, DraftHead, Task<IResult>> answer)
    {
        if (!DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id)
            || await queries.Find(id, context.Actor(), context.RequestAborted) is not { } draft)
            return DraftProblems.NoSuchDraft;

        if (visibility.RefuseContent(query, context.Actor(), draft) is { } refusal)
            return new RefusalAnswer(refusal);

        if (context.Request.RouteValues.ContainsKey("n") && Versions.Named(context, draft.Version) is null)
            return Problems.NotFound(new("The draft has no such version.", "У проекта нет такой версии."));

        return context.KnowsAlready(draft.LastLine) ? Results.Empty : await answer(context, draft);
    }

    private async Task<IResult> Whole(HttpContext context, DraftHead row)
    {
        var zone = times.ZoneOf(row.Authority);
        var draft = await queries.Whole(row.Id, row.LastLine, context.RequestAborted);
        var file = draft.Consideration;
        var answer = new DraftResponse(
            draft.Id, draft.Number, draft.Version, draft.Status, draft.Authority, draft.Unit, draft.Author, draft.Paperwork.OtherUnits, draft.Kind,
            draft.Content, draft.Note, SignatureIn(zone, draft.Paperwork.Signature), VisasIn(zone, draft.Paperwork),
            draft.PreparedAt.In(zone), draft.ChangedAt.In(zone), draft.RegisteredAt?.In(zone), draft.Executor, draft.ResponsibleUnit,
            new ConsiderationResponse(file.Meeting, file.Minutes, file.OpinionRequest, file.Opinion, file.OpinionIsAgreed, file.Remarks), ProfileIn(zone, draft.Profile),
            DeadlineResponse.Of(draft.Deadline, times), draft.Overdue, steps.For(context.Actor(), draft), steps.Resolutions(context.Actor(), draft),
            DraftWarnings.Of(draft, clock.GetUtcNow()).OrNull(), AttachedRunResponse.Of(draft.TrialRun, draft.Content, draft.Note));
        await reads.Note(context, Operation.GetDraft, row);
        return Answers.Ok(answer, DraftResponseJson.Default.DraftResponse);
    }

    private async Task<IResult> Journal(HttpContext context, DraftHead draft)
    {
        var query = new QueryParameters(context.Request.Query, "limit", "cursor");
        var (limit, after) = (Pages.Limit(query), TimelineCursors.Read(query, draft.Id.ToString()));
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var page = await queries.Lines(draft.Id, after, draft.LastLine, limit, context.RequestAborted);
        var answer = new JournalResponse(draft.Id, Timeline.Of(page.Rows, times.ZoneOf(draft.Authority)), TimelineCursors.Next(page, draft.Id.ToString()));
        await reads.Note(context, Operation.GetJournal, draft);
        return Answers.Ok(answer, DraftResponseJson.Default.JournalResponse);
    }

    private async Task<IResult> Version(HttpContext context, DraftHead row)
    {
        var zone = times.ZoneOf(row.Authority);
        var draft = await queries.Whole(row.Id, row.LastLine, context.RequestAborted);
        var answer = draft.Versions.FirstOrDefault(each => each.Version == Versions.Named(context, row.Version)) is { } version
            ? new VersionResponse(
                draft.Id, draft.Number, version.Version, version.Paperwork.OtherUnits, version.Kind, version.Content, version.Note,
                SignatureIn(zone, version.Paperwork.Signature), VisasIn(zone, version.Paperwork), version.RegisteredAt.In(zone), version.Remarks, version.Answers)
            : new VersionResponse(
                draft.Id, draft.Number, draft.Version, draft.Paperwork.OtherUnits, draft.Kind, draft.Content, draft.Note,
                SignatureIn(zone, draft.Paperwork.Signature), VisasIn(zone, draft.Paperwork), null, [], []);
        await reads.Note(context, Operation.GetVersion, row, $"version {answer.Version}");
        return Answers.Ok(answer, DraftResponseJson.Default.VersionResponse);
    }

    private async Task<IResult> Changes(HttpContext context, DraftHead row)
    {
        var query = new QueryParameters(context.Request.Query, "from", "cursor");
        var version = Versions.Named(context, row.Version)!.Value;
        var compared = VersionChanges.Compared(version, Versions.From(query, row.Version));
        var skip = ChangeCursors.Read(query, row.Id.ToString(), version, compared);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var draft = await queries.Whole(row.Id, row.LastLine, context.RequestAborted);
        await reads.Note(context, Operation.GetVersionChanges, row, $"version {version}");
        return Answers.Ok(VersionChanges.Of(draft, version, compared, skip), DraftResponseJson.Default.ChangesResponse);
    }

    private static ProfileResponse? ProfileIn(ZoneHistory zone, ProfileState? profile) => profile is null
        ? null
        : new ProfileResponse(
            profile.Content, profile.Note, profile.Units, profile.IsPrepared, [.. profile.Visas.Select(visa => visa with { GivenAt = visa.GivenAt.In(zone) })],
            SignatureIn(zone, profile.ExecutorSignature), SignatureIn(zone, profile.DivisionSignature), profile.Papers, SignatureIn(zone, profile.Approval),
            profile.Report, AttachedRunResponse.Of(profile.TrialRun, profile.Content, profile.Note));

    private static Signature? SignatureIn(ZoneHistory zone, Signature? signature) =>
        signature is null ? null : signature with { SignedAt = signature.SignedAt.In(zone) };

    private static ImmutableArray<Visa> VisasIn(ZoneHistory zone, PaperworkState paperwork) =>
        [.. paperwork.Visas.Select(visa => visa with { GivenAt = visa.GivenAt.In(zone) })];
}
