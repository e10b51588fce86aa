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
