namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Holds this node's copy of the register.</summary>
internal sealed class AuthorityRegisterHolder(IAuthorityStore store)
{
    private volatile AuthorityRegister current = AuthorityRegister.Empty;

    public AuthorityRegister Current => current;

    /// <summary>Reads the register again if its revision has changed.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        if (current.IsEmpty || await store.Revision(cancellation) != current.Revision)
            current = await store.Read(cancellation);
    }
}
