using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Authorities and their register as grains.</summary>
public static class AuthorityGrains
{
    private const string Prefix = "authority/";
    private const string TheRegister = "register/authorities";

    public static IAuthorityGrain Authority(this IGrainFactory grains, AuthorityCode code) => grains.GetGrain<IAuthorityGrain>(Prefix + code);

    public static IAuthorityRegisterGrain AuthorityRegister(this IGrainFactory grains) => grains.GetGrain<IAuthorityRegisterGrain>(TheRegister);

    internal static AuthorityCode AuthorityCode(this IAuthorityGrain grain) => new(grain.Tail(Prefix));
}
