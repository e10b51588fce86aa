using System.Buffers.Binary;
using System.Globalization;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Efficiency;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Efficiency;

/// <summary>What profiles are worth: of each that the caller may know of, what happened at the own authority and those below it.</summary>
internal sealed class EfficiencyEndpoints(
    EfficiencyQueries figures, ProfileTaskQueries tasks, ProfileQueries profiles, IProfileLooks looks, CommandBodies bodies, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>Without a first month a list looks so far back.</summary>
    private const int UsualMonths = 12;

    private static readonly Problem noSuchFlag = Problems.NotFound(new("There is no such flag.", "Такого признака нет."));

    private static readonly Phrase month = new("a month such as 2026-12", "месяц вида 2026-12");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<EfficiencyEndpoints>();
        routes.MapRead("/profiles/{number}/efficiency", endpoints.OfProfile).Described(EfficiencyDocuments.OfProfile());
        routes.Map(HttpMethods.Post, "/profiles/{number}/flags/{flag}/look", endpoints.Look).Described(EfficiencyDocuments.Look());
        routes.MapRead("/efficiency", endpoints.List).Described(EfficiencyDocuments.List());
    }

    /// <summary>The route of a profile by which somebody says that it stays as it is.</summary>
    public static string LookAt(ProfileFlag flag) => $"flags/{flag}/look";

    private DateOnly Today => MoscowDays.Of(clock.GetUtcNow());

    private async Task<IResult> OfProfile(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "authority", "from", "to");
        var (from, to) = (Month(query, "from"), Month(query, "to"));
        var within = Within(query, Operation.GetProfileEfficiency, context.Actor());
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);
        if (!context.Request.TryReadNumber(out var number) || await profiles.Find(number, context.Actor(), context.RequestAborted) is not { } profile)
            return ProfileEndpoints.NoSuchProfile;

        var versions = new List<StoredVersion>();
        for (var version = 1; version <= profile.Version; version++)
            versions.Add(StoredVersion.Read((await profiles.Version(profile.Id, version, context.RequestAborted)).Payload));
        var scope = Scopes.Of(versions[^1].Content);

        var filter = new EfficiencyFilter { Profiles = [number.ToString()], Within = within, From = from, To = LastDay(to) };
        var sample = await Sample(filter, context.RequestAborted);
        var flow = (await figures.Flow(within, from, LastDay(to), context.RequestAborted))
            .Where(row => scope.Any(above => reference.Current.Authorities.Tree.IsWithin(row.Authority, above.Value))).ToArray();
        var total = await figures.Sum(filter, EfficiencyBy.Nothing, context.RequestAborted);
        var byVersion = (await figures.Sum(filter, EfficiencyBy.Version, context.RequestAborted)).ToDictionary(row => row.Version);
        var byMonth = await figures.Sum(filter, EfficiencyBy.Month, context.RequestAborted);
        var byAuthority = await figures.Sum(filter, EfficiencyBy.Authority, context.RequestAborted);
        var flags = await tasks.Of([profile.Id], context.RequestAborted);
        return Answers.Ok(
            new ProfileEfficiencyResponse(
                number, profile.Title, profile.Status, profile.Version, Text(from), Text(to), ReviewDay.Of(profile.ValidFrom, profile.ValidTo, await tasks.ReviewedOn(profile, context.RequestAborted)),
                [.. flags[profile.Id].Select(FlagResponse.Of)], SampleResponse.Of(sample),
                Answer(total.FirstOrDefault() ?? new(), flow.Sum(row => row.Declarations)),
                [.. versions.Select((stored, i) => new VersionEfficiency(
                    i + 1, stored.ValidFrom, stored.ValidTo, stored.Note.ExpectedConsignments,
                    Math.Round(NoteEstimate.SoFar(stored.Note.ExpectedConsignments, stored.ValidFrom, stored.ValidTo, Today), 1), Answer(byVersion.GetValueOrDefault(i + 1) ?? new(), null)))],
                [.. byMonth.OrderBy(row => row.Month, StringComparer.Ordinal).Select(row => new MonthEfficiency(
                    row.Month!, Answer(row, flow.Where(each => each.Month == row.Month).Sum(each => each.Declarations))))],
                [.. byAuthority.OrderBy(row => row.Authority, StringComparer.Ordinal).Select(row => new AuthorityEfficiency(
                    row.Authority!, NameOf(row.Authority!), Answer(row, flow.Where(each => each.Authority == row.Authority).Sum(each => each.Declarations))))]),
            EfficiencyResponseJson.Default.ProfileEfficiencyResponse);

        EfficiencyResponse Answer(EfficiencyFigures of, long? checkedInAll) => EfficiencyResponse.Of(of, sample, Today, checkedInAll);
    }

    private async Task<IResult> Look(HttpContext context)
    {
        if (!context.Request.TryReadNumber(out var number) || await profiles.Find(number, context.Actor(), context.RequestAborted) is not { } profile)
            return ProfileEndpoints.NoSuchProfile;
        if (context.Request.RouteValues["flag"] is not string name || !Enum.GetNames<ProfileFlag>().Contains(name))
            return noSuchFlag;
        var (body, problem) = await bodies.ReadPlain<ReasonBody>(context);
        if (body is null)
            return problem!;

        var outcome = await looks.Note(profile, Enum.Parse<ProfileFlag>(name), body.Reason, context.Actor());
        return outcome.IsRefused
            ? new RefusalAnswer(outcome.Refusal)
            : Answers.Ok(FlagResponse.Of(new StandingFlag(outcome.Value.Raised, outcome.Value)), EfficiencyResponseJson.Default.FlagResponse);
    }

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "authority", "from", "to", "flag", "limit", "cursor");
        var to = Month(query, "to") ?? FirstDay(Today);
        var from = Month(query, "from") ?? to.AddMonths(1 - UsualMonths);
        var flag = query.Name<ProfileFlag>("flag");
        var authority = query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse);
        var within = Within(query, Operation.ListEfficiency, context.Actor());
        var limit = Pages.Limit(query);
        var list = $"efficiency\n{authority}\n{flag}";
        var key = new byte[sizeof(long)];
        var cursor = query.Text("cursor");
        if (cursor is not null && !SummedCursor.TryRead(cursor, list, key))
        {
            query.Refuse(
                "cursor", "This is not a cursor of a list with these filters. Begin again without one.", "Это не курсор списка с такими условиями отбора. Начните без курсора.");
        }
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await profiles.Page(
            new(null, null, null, authority) { Flag = flag }, context.Actor(), cursor is null ? null : BinaryPrimitives.ReadInt64BigEndian(key), limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var filter = new EfficiencyFilter { Profiles = [.. shown.Select(row => row.Number.ToString())], Within = within, From = from, To = LastDay(to) };
        var sums = (await figures.Sum(filter, EfficiencyBy.Profile, context.RequestAborted)).ToDictionary(row => row.Profile!);
        var sample = await Sample(filter, context.RequestAborted);
        var without = await figures.Sum(filter with { Profiles = null, IsWithoutProfile = true, Ground = ControlGround.Official }, EfficiencyBy.Nothing, context.RequestAborted);
        var flags = await tasks.Of([.. shown.Select(row => row.Id)], context.RequestAborted);
        var flow = (await figures.Flow(within, from, LastDay(to), context.RequestAborted)).Sum(row => row.Declarations);
        return Answers.Ok(
            new EfficiencyList(
                Text(from)!, Text(to)!, SampleResponse.Of(sample), EfficiencyResponse.Of(without.FirstOrDefault() ?? new(), sample, Today),
                [.. shown.Select(row => new EfficiencyItem(
                    row.Number, row.Title, row.Status, row.Version, [.. flags[row.Id].Select(FlagResponse.Of)],
                    EfficiencyResponse.Of(sums.GetValueOrDefault(row.Number.ToString()) ?? new(), sample, Today, flow)))],
                rows.Count > limit ? Cursor(list, shown[^1].Number.Serial) : null),
            EfficiencyResponseJson.Default.EfficiencyList);
    }

    /// <summary>Of those that no profile hits some are drawn at random; in the same time and at the same authorities.</summary>
    private async Task<EfficiencyFigures> Sample(EfficiencyFilter filter, CancellationToken cancellation) =>
        (await figures.Sum(filter with { Profiles = null, IsWithoutProfile = true, Ground = ControlGround.ControlSample }, EfficiencyBy.Nothing, cancellation)).FirstOrDefault() ?? new EfficiencyRow();

    /// <summary>The authorities that are asked for, of those that the caller sees; null for all.</summary>
    private ImmutableArray<AuthorityCode>? Within(QueryParameters query, Operation operation, Actor actor)
    {
        var register = reference.Current.Authorities;
        var sees = ControlPermissions.Within(operation, actor, register);
        return query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse) is { } asked && asked != AuthorityCode.Fcs
            ? [.. register.From(asked).Where(code => sees is not { } seen || seen.Contains(code))]
            : sees;
    }

    private Phrase NameOf(string authority) => AuthorityCode.TryParse(authority, out var code) ? reference.Current.Authorities.NameOf(code) : Phrase.Same(authority);

    private static DateOnly? Month(QueryParameters query, string name) => query.Value<DateOnly>(name, month, (string text, out DateOnly first) =>
        DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out first));

    private static string? Text(DateOnly? month) => month?.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static DateOnly FirstDay(DateOnly day) => new(day.Year, day.Month, 1);

    private static DateOnly? LastDay(DateOnly? month) => month?.AddMonths(1).AddDays(-1);

    private static string Cursor(string list, long serial)
    {
        Span<byte> key = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(key, serial);
        return SummedCursor.Write(key, list);
    }
}
