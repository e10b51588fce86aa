namespace RmsOrleans.Grains.Reference.Authorities;

/// <inheritdoc />
internal sealed class AuthorityImports(AuthorityRegisterHolder register) : IAuthorityImports
{
    private const int MostAttempts = 8;

    private static readonly Refusal contended = new(
        RefusalReason.Contended, "The register is being changed by others at this moment; nothing was done. Ask again.");

    public Task<Outcome<AuthorityImported>> Import(AuthorityImport import)
    {
        var attempt = 0;
        return register.Load(known => ++attempt <= MostAttempts ? AuthorityImportRules.Decide(known, import) : contended);
    }
}
