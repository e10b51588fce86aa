namespace RmsOrleans.Storage.Profiles;

/// <summary>Flags of profiles as conditions, which lists of profiles and of tasks ask with.</summary>
internal static class ProfileFlags
{
    /// <summary>On <c>profiles p</c> and <c>profile_tasks t</c>: the task is one of the version in force.</summary>
    public const string Stand = "p.version = t.version and p.status = 'InForce'";

    /// <summary>On <c>profiles p</c>: it has such a task.</summary>
    public const string Flagged = $"exists (select 1 from profile_tasks t where t.profile = p.id and t.flag = @flag and {Stand})";
}
