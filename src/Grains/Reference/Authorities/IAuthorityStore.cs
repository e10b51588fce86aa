using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Where the register of authorities is kept. Throws <see cref="StorageUnavailableException"/> like the journal.</summary>
internal interface IAuthorityStore
{
    Task<AuthorityRegister> Read(CancellationToken cancellation);

    /// <summary>The revision alone: one indexed row, to see whether another node has imported.</summary>
    Task<long> Revision(CancellationToken cancellation);

    /// <summary>Adds and replaces authorities in one transaction, if the register still has <paramref name="decidedOn"/> as its revision.</summary>
    /// <returns>False if it has moved on; nothing is written then.</returns>
    Task<bool> Write(long decidedOn, ImmutableArray<Authority> authorities, CancellationToken cancellation);
}
