namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>One customs authority.</summary>
[Alias("authority")]
public interface IAuthorityGrain : IGrainWithStringKey
{
    /// <summary>Who it is; refused if the register does not know it.</summary>
    [Alias("describe"), AlwaysInterleave]
    Task<Outcome<Authority>> Describe();

    /// <summary>
    /// Checks this authority's deadlines from now on, and at once those that have passed already. It may be
    /// asked while it looks, also by a draft that it has sent to look.
    /// </summary>
    [Alias("watch"), AlwaysInterleave]
    Task ArmReminder();
}

/// <summary>Authorities as grains.</summary>
public static class AuthorityGrains
{
    private const string Prefix = "authority/";

    public static IAuthorityGrain Authority(this IGrainFactory grains, AuthorityCode code) => grains.GetGrain<IAuthorityGrain>(Prefix + code);

    internal static AuthorityCode AuthorityCode(this IAuthorityGrain grain) => new(grain.Tail(Prefix));
}

/// <summary>Looks after what an authority is responsible for and time changes.</summary>
internal interface IDeadlineChecks
{
    /// <summary>Looks once at everything, as far as the time allows.</summary>
    /// <param name="doneBy">What all open deadlines were counted by when it was last looked.</param>
    /// <returns>What they are counted by now, and whether time ran out.</returns>
    Task<(CountedBy DoneBy, bool IsLeft)> Look(AuthorityCode authority, CountedBy doneBy);
}

/// <summary>What else of an authority time changes; each noun that has such things brings one.</summary>
internal interface IAuthorityChecks
{
    /// <summary>Looks once at everything, as far as the time allows.</summary>
    /// <returns>Whether something is left.</returns>
    Task<bool> Look(AuthorityCode authority);
}

/// <summary>A revision of the calendar, and how many changes of the authority's zone were known.</summary>
internal readonly record struct CountedBy(long Calendar, int ZoneChanges);
