using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Api.Declarations;

/// <summary>The table of rights, asked about declarations: a declaration is seen by the authority that registered it, by that where the goods lie, and by those above either.</summary>
internal sealed class DeclarationRights(IReferenceData reference)
{
    /// <summary>The register as declarations are counted by it: a code that it does not know belongs to its office.</summary>
    private AuthorityTree Tree => reference.Current.Authorities.Tree;

    public bool Sees(Operation query, Actor actor, params ReadOnlySpan<string> authorities)
    {
        var permission = PermissionTable.Of(query);
        if (permission.OpensAll(actor))
            return true;
        if (!permission.HeldBy(actor).Any(grant => grant.Scope == Scope.AtOrAbove))
            return false;
        foreach (var authority in authorities)
        {
            if (Tree.IsWithin(authority, actor.Authority.Value))
                return true;
        }
        return false;
    }

    /// <summary>What an authority's own program may not load becomes a fault; whoever may load all has nothing to be looked at.</summary>
    public Func<LoadedLine, LoadedLine>? Check(Actor actor) => PermissionTable.Of(Operation.LoadDeclarations).OpensAll(actor) || actor.Authority == AuthorityCode.Fcs
        ? null
        : line => Authorities(line) is { } of && !of.Any(code => Tree.IsWithin(code, actor.Authority.Value))
            ? new(line.Line, [new(line.Line, "/number", FaultCode.OtherAuthority, of[0])])
            : line;

    private static string[]? Authorities(LoadedLine line) => line switch
    {
        { ToStore: { } declaration } => [declaration.Number.Authority, declaration.ControlAuthority],
        { Event.Number: var number } => [number.Authority],
        { Outcome.Number: var number } => [number.Authority],
        _ => null,
    };
}
