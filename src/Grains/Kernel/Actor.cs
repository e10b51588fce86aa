namespace RmsOrleans.Grains.Kernel;

/// <summary>Who asks, as the token says. <paramref name="Subject"/> is the stable id of the person or program.</summary>
[GenerateSerializer, Alias("actor"), Immutable]
public sealed record Actor(
    [property: Id(0)] string Subject,
    [property: Id(1)] string Name,
    [property: Id(2)] AuthorityCode Authority,
    [property: Id(3)] string? Unit,
    [property: Id(4)] ImmutableArray<Role> Roles)
{
    public bool Holds(Role role) => Roles.Contains(role);
}
