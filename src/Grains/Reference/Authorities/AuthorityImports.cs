using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <summary>Checks an import against the register as it is stored, writes it whole, and lets this node see it at once.</summary>
internal sealed class AuthorityImports(IAuthorityStore store, AuthorityRegisterHolder holder) : IAuthorityImports
{
    private const int MostAttempts = 8;

    public async Task<Outcome<AuthorityImported>> Import(AuthorityImport import)
    {
        try
        {
            for (var attempt = 1; attempt <= MostAttempts; attempt++)
            {
                var register = await store.Read(CancellationToken.None);
                var decision = AuthorityImportRules.Decide(register, import);
                if (decision.Refusal is { } refusal)
                    return refusal;

                if (decision.Value!.Write.IsEmpty)
                    return decision.Value.Report(register.Revision);

                if (await store.Write(register.Revision, decision.Value.Write, CancellationToken.None))
                {
                    await holder.Refresh(CancellationToken.None);
                    return decision.Value.Report(holder.Current.Revision);
                }
            }
            return new Refusal(RefusalReason.Contended, "The register is being changed by others at this moment; nothing was done. Ask again.");
        }
        catch (StorageUnavailableException)
        {
            return new Refusal(RefusalReason.StorageUnavailable, "The storage does not answer, so it is not known whether this was done. Import again.");
        }
    }
}
