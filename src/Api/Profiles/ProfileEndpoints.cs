using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>Reading profiles.</summary>
internal sealed class ProfileEndpoints(ProfileQueries queries, Reads reads)
{
    public static readonly Problem NoSuchProfile = Problems.NotFound(new("There is no such profile.", "Такого профиля нет."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ProfileEndpoints>();
        routes.MapRead("/profiles", endpoints.List).Described(ProfileDocuments.List());
        routes.MapRead("/profiles/{number}", context => endpoints.ReadTagged(context, Status)).Described(ProfileDocuments.Status());
        routes.MapRead("/profiles/{number}/journal", context => endpoints.ReadTagged(context, endpoints.Journal)).Described(ProfileDocuments.Journal());
        routes.MapRead("/profiles/{number}/versions/{n}", context => endpoints.ReadTagged(context, endpoints.Version)).Described(ProfileDocuments.Version());
        routes.MapRead("/profiles/{number}/versions/{n}/changes", context => endpoints.ReadTagged(context, endpoints.Changes)).Described(ProfileDocuments.Changes());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, ProfileFilters.Parameters);
        var (filter, limit, after) = ProfileFilters.Read(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await queries.Page(filter, context.Actor(), after, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var next = rows.Count > limit ? ProfileFilters.Cursor(filter, shown[^1].Number.Serial) : null;
        return Answers.Ok(new ProfileList([.. shown.Select(ProfileStatusResponse.Of)], next), ProfileResponseJson.Default.ProfileList);
    }

    /// <summary>Finds the profile, if the caller may know of it; answers 304 where the caller has seen this state.</summary>
    private async Task<IResult> ReadTagged(HttpContext context, Func<HttpContext, ProfileHead, Task<IResult>> answer)
    {
        if (!context.Request.TryReadNumber(out var number)
            || await queries.Find(number, context.Actor(), context.RequestAborted) is not { } profile)
            return NoSuchProfile;

        if (context.Request.RouteValues.ContainsKey("n") && Versions.Named(context, profile.Version) is null)
            return Problems.NotFound(new("The profile has no such version.", "У профиля нет такой версии."));

        return context.KnowsAlready(profile.LastLine) ? Results.Empty : await answer(context, profile);
    }

    private static Task<IResult> Status(HttpContext context, ProfileHead profile) =>
        Task.FromResult(Answers.Ok(
            ProfileStatusResponse.Of(profile) with { Possible = ProfileSteps.For(context.Actor(), profile.Status) }, ProfileResponseJson.Default.ProfileStatusResponse));

    private async Task<IResult> Journal(HttpContext context, ProfileHead profile)
    {
        var subject = profile.Number.ToString();
        var query = new QueryParameters(context.Request.Query, "limit", "cursor");
        var (limit, after) = (Pages.Limit(query), TimelineCursors.Read(query, subject));
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var page = await queries.Lines(profile.Id, after, profile.LastLine, limit, context.RequestAborted);
        var answer = new ProfileJournalResponse(profile.Number, Timeline.Of(page.Rows, MoscowDays.Zone), TimelineCursors.Next(page, subject));
        await reads.Note(context, Operation.GetProfileJournal, profile);
        return Answers.Ok(answer, ProfileResponseJson.Default.ProfileJournalResponse);
    }

    private async Task<IResult> Version(HttpContext context, ProfileHead profile)
    {
        var version = Versions.Named(context, profile.Version)!.Value;
        var line = await queries.Version(profile.Id, version, context.RequestAborted);
        var stored = StoredVersion.Read(line.Payload);
        var answer = new ProfileVersionResponse(
            profile.Number, version, line.At.In(MoscowDays.Zone), stored.Decision, stored.ValidFrom, stored.ValidTo, stored.Content, stored.Note);
        await reads.Note(context, Operation.GetProfileVersion, profile, $"version {version}");
        return Answers.Ok(answer, ProfileResponseJson.Default.ProfileVersionResponse);
    }

    private async Task<IResult> Changes(HttpContext context, ProfileHead profile)
    {
        var version = Versions.Named(context, profile.Version)!.Value;
        var query = new QueryParameters(context.Request.Query, "from", "cursor");
        var from = VersionChanges.Compared(version, Versions.From(query, profile.Version));
        var subject = profile.Number.ToString();
        var skip = ChangeCursors.Read(query, subject, version, from);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var after = await Stored(version);
        var page = from is { } compared ? ChangePage.Of(ProfileChanges.Between(await Stored(compared), after), skip) : ChangePage.None;
        var answer = new ProfileChangesResponse(
            profile.Number, version, from, after.Decision, page.Changes, ChangeCursors.Write(page.Next, subject, version, from));
        await reads.Note(context, Operation.GetProfileVersionChanges, profile, $"version {version}");
        return Answers.Ok(answer, ProfileResponseJson.Default.ProfileChangesResponse);

        async Task<StoredVersion> Stored(int each) => StoredVersion.Read((await queries.Version(profile.Id, each, context.RequestAborted)).Payload);
    }
}
