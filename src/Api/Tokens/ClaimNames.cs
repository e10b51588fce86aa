namespace RmsOrleans.Api.Tokens;

/// <summary>Where a token says what about its bearer. A dot leads into an object: <c>realm_access.roles</c>.</summary>
public sealed class ClaimNames
{
    public string Subject { get; set; } = "sub";

    public string Name { get; set; } = "name";

    public string Authority { get; set; } = "authority";

    public string Unit { get; set; } = "unit";

    public string Roles { get; set; } = "roles";
}
