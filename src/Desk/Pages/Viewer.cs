namespace RmsOrleans.Desk.Pages;

/// <summary>Who looks at a page, as the API knows them.</summary>
/// <param name="May">What they may do by their roles alone, by the ids of operations.</param>
/// <param name="ExpiresAt">When the session ends.</param>
public sealed record Viewer(
    string Subject, string Name, ViewersAuthority Authority, string? Unit, ImmutableArray<string> Roles, ImmutableArray<string> RoleNames, bool IsFcs, ViewersZone TimeZone,
    ImmutableArray<string> May, DateTimeOffset ExpiresAt)
{
    private TimeZoneInfo? zone;

    /// <summary>Times are shown by the clock of their authority.</summary>
    public TimeZoneInfo Zone => zone ??= TimeZoneInfo.FindSystemTimeZoneById(TimeZone.Id);

    /// <summary>Whether they register proposals to update or cancel a profile, as the shipped file of that register says.</summary>
    public bool MayPropose => Roles.Contains("coordinator") || Roles.Contains("registrar");

    public bool MayDo(string operation) => May.Contains(operation);
}

public sealed record ViewersAuthority(AuthorityCode Code, string? Name, string? ShortName);

public sealed record ViewersZone(string Id);
