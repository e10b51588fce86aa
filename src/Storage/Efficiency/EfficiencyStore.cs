using System.Globalization;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Efficiency;

/// <summary>What profiles in force are judged by, and what is to be done about them.</summary>
internal sealed class EfficiencyStore(IDatabase database, EfficiencyQueries queries, IChangedProfiles profiles) : IEfficiencyStore
{
    private const string Drafts = "select p.id as Profile, d.authority as Authority from profiles p join drafts d on d.id = p.draft where p.status = 'InForce'";

    private const string Keep = """
        insert into profile_tasks (profile, flag, version, authority, contact_unit, since, cases, measured, bound)
        values (@Profile, @Flag, @Version, @Authority, @ContactUnit, @Since, @Cases, @Measured, @Bound)
        on conflict (profile, flag) do update set
          since = case when profile_tasks.version = excluded.version and excluded.flag <> 'Review' then profile_tasks.since else excluded.since end, version = excluded.version,
          authority = excluded.authority, contact_unit = excluded.contact_unit, cases = excluded.cases, measured = excluded.measured, bound = excluded.bound
        """;

    private const string Reviews = "select profile as Profile, version as Version, max(at) as At from profile_looks where flag = 'Review' group by profile, version";

    private const string NoteLook = """
        insert into profile_looks (profile, flag, version, since, cases, measured, bound, reason, at, actor)
        select t.profile, t.flag, t.version, t.since, t.cases, t.measured, t.bound, @reason, @at, @actor from profile_tasks t where t.profile = @profile and t.flag = @flag and t.version = @version
        on conflict (profile, flag, version, since) do nothing
        """;

    private const string TheLook = $"""
        select k.flag as Flag, k.since as Since, k.cases as Cases, k.measured as Measured, k.bound as Bound, k.reason as Reason, k.at as At, k.actor as Actor
        from profile_tasks t join profile_looks k on {ProfileFlags.Looked} where t.profile = @profile and t.flag = @flag and t.version = @version
        """;

    public async Task<ImmutableArray<JudgedInForce>> Judged(DateOnly today, ReferenceSnapshot reference, CancellationToken cancellation)
    {
        var changed = await profiles.After(0, cancellation);
        var authorities = (await database.Query(connection => connection.List<DraftsAuthority>(Drafts, null, cancellation), cancellation)).ToDictionary(row => row.Profile, row => row.Authority);
        var sums = await queries.Sum(new(), EfficiencyBy.Profile | EfficiencyBy.Version | EfficiencyBy.Month, cancellation);
        var versions = (await queries.Sum(new(), EfficiencyBy.Profile | EfficiencyBy.Version, cancellation)).ToLookup(row => row.Profile);
        var months = sums.ToLookup(row => row.Profile);
        var sample = (await queries.Sum(new() { IsWithoutProfile = true, Ground = ControlGround.ControlSample }, EfficiencyBy.Nothing, cancellation)).Single();
        var flow = await queries.Flow(null, today.AddDays(1 - Flags.DaysAsleep), today, cancellation);
        var reviews = (await database.Query(connection => connection.List<ReviewRow>(Reviews, null, cancellation), cancellation)).ToDictionary(row => (row.Profile, row.Version), row => MoscowDays.Of(row.At));
        var due = (await queries.DueLately(today.AddDays(1 - Flags.DaysAsleep), cancellation)).ToLookup(row => (row.Profile, row.Version));
        return
        [
            .. from each in changed
               where each.Head.Status == ProfileStatus.InForce && authorities.ContainsKey(each.Head.Id)
               let written = Written.Of(each)
               let number = each.Head.Number.ToString()
               select new JudgedInForce(
                   each.Head.Id, each.Head.Version, authorities[each.Head.Id], written.Content.Contact.Unit,
                   new(
                       each.Head.ValidFrom, each.Head.ValidTo, written.Note.ExpectedConsignments, versions[number].Max(row => row.LastHit),
                       flow.Where(row => Applies(written.Content, row.Authority, reference.Authorities.Tree)).Sum(row => row.Declarations), sample,
                       versions[number].FirstOrDefault(row => row.Version == each.Head.Version) ?? new(),
                       [.. months[number].Where(row => row.Version == each.Head.Version).Select(row => new MonthFigures(MonthOf(row.Month!), row))])
                   {
                       ReviewedOn = reviews.TryGetValue((each.Head.Id, each.Head.Version), out var reviewed) ? reviewed : null,
                       Heaviest = written.Content.Measures.Any(measure => reference.Classifiers.IsInspection(measure.Code)) ? Heaviest(due[(number, each.Head.Version)], each.Head.ValidFrom, today, reference) : null,
                   }),
        ];
    }

    public Task Put(ImmutableArray<ProfileTask> tasks, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            var known = await connection.List<TaskKey>("select profile as Profile, flag as Flag from profile_tasks", null, cancellation);
            foreach (var gone in known.Where(row => !tasks.Any(task => task.Profile == row.Profile && task.Raised.Flag.ToString() == row.Flag)))
                await connection.Execute("delete from profile_tasks where profile = @Profile and flag = @Flag", gone, cancellation);
            foreach (var task in tasks)
            {
                await connection.Execute(
                    Keep,
                    new
                    {
                        task.Profile,
                        Flag = task.Raised.Flag.ToString(),
                        task.Version,
                        task.Authority,
                        task.ContactUnit,
                        task.Raised.Since,
                        task.Raised.Cases,
                        task.Raised.Measured,
                        task.Raised.Bound,
                    },
                    cancellation);
            }
            return tasks.Length;
        },
        cancellation);

    public Task<ProfileLook?> Look(ProfileId profile, int version, ProfileFlag flag, string reason, DateTimeOffset at, byte[] actor, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            var look = new { profile, version, flag = flag.ToString(), reason, at, actor };
            await connection.Execute(NoteLook, look, cancellation);
            return (await connection.List<LookedFlagRow>(TheLook, look, cancellation)).SingleOrDefault()?.Look;
        },
        cancellation);

    /// <summary>By the working days of the time that is looked at, or since it is in force.</summary>
    private static PostLoad? Heaviest(IEnumerable<DueRow> due, DateOnly inForce, DateOnly today, ReferenceSnapshot reference)
    {
        var first = today.AddDays(1 - Flags.DaysAsleep);
        if (first < inForce)
            first = inForce;
        var working = Enumerable.Range(0, Math.Max(0, today.DayNumber - first.DayNumber + 1)).Count(day => reference.Calendar.KindOf(first.AddDays(day), reference.Deadlines.DecreedDaysCount).IsWorking());
        return due.Select(row => reference.Classifiers.CapacityOf(row.Authority, today) is { } capacity ? PostLoad.Of(row.Consignments, working, capacity) : null)
            .OfType<PostLoad>().MaxBy(post => post.ADay - post.Capacity);
    }

    /// <summary>Whether declarations of an authority are the profile's to hit.</summary>
    private static bool Applies(DraftContent content, string authority, AuthorityTree register) => Scopes.Of(content).Any(above => register.IsWithin(authority, above.Value));

    private static DateOnly MonthOf(string month) => DateOnly.ParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What the present version says.</summary>
    private sealed record Written(DraftContent Content, ExplanatoryNote Note)
    {
        public static Written Of(ChangedProfile changed) => StoredProfileEvents.Table.Read(changed.Bearing.Type, changed.Bearing.Payload) switch
        {
            ProfileRegistered registered => new(registered.Content, registered.Note),
            ProfileUpdated updated => new(updated.Content, updated.Note),
            var other => throw new InvalidOperationException($"Profile {changed.Head.Id}: a {other.GetType().Name} bears no content."),
        };
    }

    private sealed class DraftsAuthority
    {
        public ProfileId Profile { get; init; }

        public AuthorityCode Authority { get; init; }
    }

    private sealed class ReviewRow
    {
        public ProfileId Profile { get; init; }

        public int Version { get; init; }

        public DateTimeOffset At { get; init; }
    }

    private sealed class TaskKey
    {
        public ProfileId Profile { get; init; }

        public string Flag { get; init; } = "";
    }
}
