using System.Text;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Efficiency;

/// <summary>What is to be done about profiles. A task is one of the version in force; with the next version it is done.</summary>
internal sealed class ProfileTaskQueries(IReadDatabase database)
{
    private const string Columns = "t.flag as Flag, t.since as Since, t.cases as Cases, t.measured as Measured, t.bound as Bound";

    /// <summary>Those that a person has to see to, the oldest first; one more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<ProfileTaskRow>> Page(Actor actor, ProfileTaskPlace? after, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        if (Of(actor, parameters) is not { } whose)
            return [];
        var sql = new StringBuilder($"select {DirectoryTables.ProfileRows.Fields}, {Columns} from profile_tasks t join profiles p on p.id = t.profile where {ProfileFlags.Wait} and {whose}");
        if (after is not null)
        {
            sql.Append(" and (t.since, p.serial, t.flag) > (@since, @serial, @flag)");
            parameters.AddDynamicParams(new { since = DayText.Of(after.Since), serial = after.Serial, flag = after.Flag.ToString() });
        }
        sql.Append(" order by t.since, p.serial, t.flag limit @limit");
        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<ProfileHead, FlagRow, ProfileTaskRow>(
            new CommandDefinition(sql.ToString(), parameters, cancellationToken: cancellation), (profile, flag) => new(profile, flag.Raised), splitOn: nameof(FlagRow.Flag))).AsList();
    }

    /// <summary>How many there are.</summary>
    public async Task<long> Count(Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        return Of(actor, parameters) is { } whose
            ? await database.One<long>($"select count(*) from profile_tasks t join profiles p on p.id = t.profile where {ProfileFlags.Wait} and {whose}", parameters, cancellation)
            : 0;
    }

    /// <summary>The flags of these profiles, also those that somebody has looked at.</summary>
    public async Task<ILookup<ProfileId, StandingFlag>> Of(IReadOnlyList<ProfileId> profiles, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters();
        var rows = profiles.Count == 0 ? [] : await database.List<LookedFlagRow>(
            $"""
            select t.profile as Profile, {Columns}, k.reason as Reason, k.at as At, k.actor as Actor
            from profile_tasks t join profiles p on p.id = t.profile left join profile_looks k on {ProfileFlags.Looked}
            where {ProfileFlags.Stand} and t.profile in ({parameters.OneByOne("profile", profiles)})
            """,
            parameters, cancellation);
        return rows.OrderBy(row => row.Raised.Flag).ToLookup(row => row.Profile, row => new StandingFlag(row.Raised, row.Look));
    }

    /// <summary>When a version was last reviewed and stayed as it is; null if it never was.</summary>
    public async Task<DateOnly?> ReviewedOn(ProfileHead profile, CancellationToken cancellation)
    {
        var at = await database.One<long?>(
            "select max(at) from profile_looks where profile = @Id and flag = @flag and version = @Version", new { profile.Id, flag = nameof(ProfileFlag.Review), profile.Version }, cancellation);
        return at is { } known ? MoscowDays.Of(DateTimeOffset.FromUnixTimeMilliseconds(known)) : null;
    }

    /// <summary>A condition; null where nothing can be the person's.</summary>
    private static string? Of(Actor actor, DynamicParameters parameters)
    {
        var held = PermissionTable.Of(Operation.ListProfileTasks).HeldBy(actor).ToArray();
        if (held.Any(grant => grant.Within == Within.Authority))
            return "1 = 1";
        if (held.Length == 0 || actor.Unit is null)
            return null;
        parameters.AddDynamicParams(new { authority = actor.Authority, unit = actor.Unit });
        return "t.authority = @authority and t.contact_unit = @unit";
    }
}

internal sealed record ProfileTaskRow(ProfileHead Profile, RaisedFlag Raised);

/// <summary>Where a page of tasks ended.</summary>
internal sealed record ProfileTaskPlace(DateOnly Since, long Serial, ProfileFlag Flag);
