using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>This node's register of authorities.</summary>
internal sealed class AuthorityRegisterHolder(ILoadStore<AuthorityLoad> store)
    : LoadHolder<AuthorityRegister, AuthorityLoad>(store, AuthorityRegister.Empty, (register, load) => register.With(load), "Import again.");

/// <summary>Authorities that are added or replaced, and the revision of the register that they make.</summary>
internal sealed record AuthorityLoad(long Revision, ImmutableArray<Authority> Authorities) : IRevised;
