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

/// <summary>Imports into the register of authorities. Of two at once, on whatever nodes, one is decided again on what the other has written.</summary>
public interface IAuthorityImports
{
    /// <summary>Adds and replaces authorities, all of them or none; every faulty line is named.</summary>
    Task<Outcome<AuthorityImported>> Import(AuthorityImport import);
}
