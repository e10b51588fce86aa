using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference.Loads;

namespace RmsOrleans.Grains.Reference.Authorities;

/// <inheritdoc />
internal sealed class AuthorityImports(AuthorityRegisterHolder register, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IAuthorityImports
{
    private const int MostAttempts = 8;

    private static readonly Refusal contended = new(
        RefusalReason.Contended,
        "The register is being changed by others at this moment; nothing was done. Ask again.",
        "Реестр в данный момент изменяют другие; ничего не выполнено. Повторите запрос.");

    public Task<Outcome<AuthorityImported>> Import(AuthorityImport import, bool isDry = false) =>
        Load(known => AuthorityImportRules.Decide(known, import, clock.GetUtcNow()), isDry);

    public Task<Outcome<AuthorityImported>> ImportUnits(AuthorityCode authority, string csv, bool isDry = false) =>
        Load(known => UnitImportRules.Decide(known, authority, csv), isDry);

    private Task<Outcome<AuthorityImported>> Load(Func<AuthorityRegister, Outcome<LoadDecision<AuthorityLoad, AuthorityImported>>> decide, bool isDry)
    {
        var attempt = 0;
        return register.Load(known => isDry ? Tried(known, decide(known)) : ++attempt <= MostAttempts ? decide(known) : contended);
    }

    /// <summary>What is decided, and nothing to be written.</summary>
    private static Outcome<LoadDecision<AuthorityLoad, AuthorityImported>> Tried(AuthorityRegister known, Outcome<LoadDecision<AuthorityLoad, AuthorityImported>> decision) =>
        decision.IsRefused ? decision : new LoadDecision<AuthorityLoad, AuthorityImported>(null, decision.Value.Answer with { Revision = known.Revision });
}

/// <summary>Imports into the register of authorities. Of two at once, on whatever nodes, one is decided again on what the other has written.</summary>
public interface IAuthorityImports
{
    /// <summary>Adds and replaces authorities, all of them or none; every faulty line is named.</summary>
    /// <param name="isDry">Whether it is only said what would change.</param>
    Task<Outcome<AuthorityImported>> Import(AuthorityImport import, bool isDry = false);

    /// <summary>Adds and replaces structural units of one authority, all of them or none; every faulty line is named.</summary>
    /// <param name="csv">With the header <see cref="UnitImportRules.Header"/>.</param>
    /// <param name="isDry">Whether it is only said what would change.</param>
    Task<Outcome<AuthorityImported>> ImportUnits(AuthorityCode authority, string csv, bool isDry = false);
}
