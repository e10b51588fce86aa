namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Authorities as grains.</summary>
public static class AuthorityGrains
{
    private const string Prefix = "authority/";

    public static IAuthorityGrain Authority(this IGrainFactory grains, AuthorityCode code) => grains.GetGrain<IAuthorityGrain>(Prefix + code);

    internal static AuthorityCode AuthorityCode(this IAuthorityGrain grain) => new(grain.Tail(Prefix));
}
