using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Stage;

/// <summary>The sample of authorities, kept in memory.</summary>
internal sealed class SampleAuthorities : IAuthorityStore
{
    private AuthorityRegister register = Ceramics.Authorities;

    /// <summary>How many imports of another node come in between.</summary>
    public int OthersImport { get; set; }

    public Task<AuthorityRegister> Read(CancellationToken cancellation) => Task.FromResult(register);

    public Task<long> Revision(CancellationToken cancellation) => Task.FromResult(register.Revision);

    public Task<bool> Write(long decidedOn, System.Collections.Immutable.ImmutableArray<Authority> authorities, CancellationToken cancellation)
    {
        if (OthersImport-- > 0)
            register = new AuthorityRegister(register.Revision + 1, register.All);
        if (register.Revision != decidedOn)
            return Task.FromResult(false);

        var changed = authorities.Select(authority => authority.Code).ToHashSet();
        register = new AuthorityRegister(register.Revision + 1, register.All.Where(known => !changed.Contains(known.Code)).Concat(authorities));
        return Task.FromResult(true);
    }
}
