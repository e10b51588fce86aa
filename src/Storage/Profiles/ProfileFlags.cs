namespace RmsOrleans.Storage.Profiles;

/// <summary>Flags of profiles as conditions, which lists of profiles and of tasks ask with.</summary>
internal static class ProfileFlags
{
    /// <summary>On <c>profiles p</c> and <c>profile_tasks t</c>: the task is one of the version in force.</summary>
    public const string Stand = "p.version = t.version and p.status = 'InForce'";

    /// <summary>On <c>profile_tasks t</c> and <c>profile_looks k</c>: the look is one at the task as it is raised now.</summary>
    public const string Looked = "k.profile = t.profile and k.flag = t.flag and k.version = t.version and k.since = t.since";

    /// <summary>Of those the tasks that nobody has looked at.</summary>
    public const string Wait = $"{Stand} and not exists (select 1 from profile_looks k where {Looked})";

    /// <summary>On <c>profiles p</c>: it has such a flag.</summary>
    public const string Flagged = $"exists (select 1 from profile_tasks t where t.profile = p.id and t.flag = @flag and {Stand})";
}
