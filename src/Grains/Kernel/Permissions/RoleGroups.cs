namespace RmsOrleans.Grains.Kernel.Permissions;

/// <summary>Roles that many rights name together.</summary>
public static class RoleGroups
{
    /// <summary>All that people have in their offices; not the auditor, the operator and the authority's own program.</summary>
    public static readonly ImmutableArray<Role> Officials =
        [.. Enum.GetValues<Role>().Where(role => role is not (Role.Auditor or Role.Operator or Role.System))];

    public static readonly ImmutableArray<Role> OfficialsAndPrograms = [.. Officials, Role.System];

    public static readonly ImmutableArray<Role> Everybody = [.. Enum.GetValues<Role>()];
}
