using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>One customs authority.</summary>
[Alias("authority")]
public interface IAuthorityGrain : IGrainWithStringKey
{
    /// <summary>Who it is; refused if the register does not know it.</summary>
    [Alias("describe"), AlwaysInterleave]
    Task<Outcome<Authority>> Describe();

    /// <summary>
    /// Sees to it that this authority's deadlines are watched from now on, and looks at once at those that have passed meanwhile. It may be
    /// asked while it looks, also by a draft that it has sent to look.
    /// </summary>
    [Alias("watch"), AlwaysInterleave]
    Task Watch();
}
