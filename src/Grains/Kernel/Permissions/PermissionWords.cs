namespace RmsOrleans.Grains.Kernel.Permissions;

/// <summary>Rights in words, the same in a refusal, in the API's document and in <c>docs/rights.md</c>.</summary>
public static class PermissionWords
{
    public static string Of(ImmutableArray<Role> roles) => roles switch
    {
        _ when roles == RoleGroups.Officials => "official",
        _ when roles == RoleGroups.OfficialsAndPrograms => "official or system",
        _ when roles == RoleGroups.Everybody => "everybody",
        _ when roles == RoleGroups.People => "whoever works at an authority",
        _ => string.Join(" or ", roles.Select(role => role.Name())),
    };

    public static string Of(Scope scope) => scope switch
    {
        Scope.Own => "own authority",
        Scope.Directorate => "the directorate above it",
        Scope.Fcs => "FCS",
        Scope.Concerned => "where it applies, and above",
        Scope.AtOrAbove => "at or above the one read for",
        Scope.Any => "any authority",
    };

    /// <summary>Empty where every holder of the role may.</summary>
    public static string Of(Within within) => within switch
    {
        Within.Authority => "",
        Within.AuthorsUnit => "the author's unit",
        Within.DraftsOtherUnits => "other units that the draft names",
        Within.ProfilesUnits => "units that the profile names",
        Within.ResponsibleUnit => "the responsible unit",
        Within.UnitAsked => "the unit that was asked",
        Within.DraftsExecutor => "the draft's executor",
        Within.ContactUnit => "the profile's contact unit",
    };

    /// <summary>Empty where it always holds.</summary>
    public static string Of(Condition condition) => condition switch
    {
        Condition.Always => "",
        Condition.Registered => "registered",
        Condition.CoordinationHeadsVisa => "visa as CoordinationHead",
        Condition.DeputyHeadsVisa => "visa as DeputyHead",
        Condition.UnitHeadsVisa => "visa as UnitHead",
        Condition.ToDraftOrNote => "to draft or note",
        Condition.ToMinutes => "to minutes",
        Condition.ToOpinion => "to opinion",
        Condition.ToReport => "to report",
        Condition.ToDraft => "to the draft",
        Condition.ToProfile => "to the profile in the making",
        Condition.AllRussian => "all-Russian profile",
        Condition.Regional => "regional profile",
        Condition.Zonal => "zonal profile",
        Condition.NamedByRegister => "named by the register's file",
        Condition.NamedAboveByRegister => "named by the register's file, of authorities above",
    };

    public static string Of(Otherwise otherwise) => otherwise switch
    {
        Otherwise.Forbidden => "403",
        Otherwise.NotFound => "404",
        Otherwise.ForbiddenIfKnown => "403, or 404 to whom it is hidden",
        Otherwise.LeftOut => "lists without it",
        Otherwise.Open => "open, also without a token",
    };

    /// <summary>A grant in one line: <c>unit-head (own authority; the author's unit)</c>.</summary>
    public static string Of(Grant grant) =>
        $"{Of(grant.Roles)} ({string.Join("; ", ((string[])[Of(grant.Scope), Of(grant.Within), Of(grant.Condition)]).Where(words => words.Length > 0))})";

    /// <summary>What a caller would need, for a refusal.</summary>
    public static Phrase Needed(IEnumerable<Grant> grants) => new(
        $"This needs the role {string.Join(" or ", grants.Select(grant => Of(grant.Roles)).Distinct())}.",
        $"Для этого действия требуется роль: {string.Join(" или ", grants.Select(grant => InRussian(grant.Roles)).Distinct())}.");

    private static string InRussian(ImmutableArray<Role> roles) => roles switch
    {
        _ when roles == RoleGroups.Officials => "должностное лицо",
        _ when roles == RoleGroups.OfficialsAndPrograms => "должностное лицо или программное средство",
        _ when roles == RoleGroups.Everybody => "любая",
        _ when roles == RoleGroups.People => "любая из тех, что есть у работников таможенного органа",
        _ => string.Join(" или ", roles.Select(role => role.InWords().Ru)),
    };
}
