using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// The table of rights, asked about drafts: to know of a draft is to see its status. A condition on the drafts table, so that a list shows
/// what asking one by one would.
/// </summary>
internal sealed class DraftVisibility(IReferenceData reference)
{
    /// <summary>SQLite takes 500 selects in one, and a list by registration has two for each part; no directorate has a tenth of that.</summary>
    private const int MostParts = 240;

    private const string Everywhere = "1 = 1";
    private const string Nothing = "1 = 0";

    private static readonly Permission permission = PermissionTable.Of(Operation.ListDrafts);

    /// <summary>A condition on <c>drafts d</c>.</summary>
    public string Where(Actor actor, DynamicParameters parameters)
    {
        parameters.Add("own", actor.Authority.Value);
        string[] conditions = [.. permission.HeldBy(actor).Select(grant => Where(grant, actor, parameters)).OfType<string>()];
        return conditions switch
        {
            [] => Nothing,
            _ when conditions.Contains(Everywhere) => Everywhere,
            _ => $"({string.Join(" or ", conditions)})",
        };
    }

    /// <summary>The authorities whose drafts the caller may know of, all or some; null for all authorities.</summary>
    public IReadOnlyList<AuthorityCode>? Authorities(Actor actor) =>
        IsOfAll(actor) ? null : [actor.Authority, .. Below(actor.Authority).Select(code => new AuthorityCode(code))];

    /// <summary>Whether a query is open to the caller for one draft that is at hand.</summary>
    public bool Sees(Operation query, Actor actor, AuthorityCode authority, bool isRegistered) =>
        DraftPermissions.Sees(query, actor, authority, isRegistered, reference.Current.Authorities);

    /// <summary>Who knows of a draft may still not read it.</summary>
    public Refusal? RefuseContent(Operation query, Actor actor, DraftHead draft) => Sees(query, actor, draft.Authority, draft.Number is not null)
        ? null
        : new(RefusalReason.Forbidden, PermissionWords.Needed(PermissionTable.Of(query).Grants));

    /// <summary>
    /// The same for a list, in parts of one authority each where it pays: no draft is in two, and each can be read in the order of
    /// <c>drafts_newest_of_authority</c>, which a condition on several authorities cannot.
    /// </summary>
    /// <param name="only">The one authority that the list is of, if any.</param>
    public IReadOnlyList<string> Parts(Actor actor, AuthorityCode? only, DynamicParameters parameters)
    {
        var condition = Where(actor, parameters);
        if (only is not null || condition == Nothing || IsOfAll(actor))
            return [condition];

        var below = Below(actor.Authority).Length;
        return below is 0 or > MostParts
            ? [condition]
            : ["d.authority = @own", .. Enumerable.Range(0, below).Select(i => $"d.authority = @below{i} and d.number is not null")];
    }

    private static bool IsOfAll(Actor actor) => permission.HeldBy(actor).Any(grant => grant.Scope is Scope.Fcs or Scope.Any);

    /// <summary>Null where the grant leads nowhere.</summary>
    private string? Where(Grant grant, Actor actor, DynamicParameters parameters)
    {
        var registered = grant.Condition == Condition.Registered ? "d.number is not null" : Everywhere;
        switch (grant.Scope)
        {
            case Scope.Own:
                return "d.authority = @own";
            case Scope.Fcs or Scope.Any:
                return registered;
            case Scope.Directorate when Below(actor.Authority) is { Length: > 0 } below:
                return $"({registered} and d.authority in ({parameters.OneByOne("below", below)}))";
            default:
                return null;
        }
    }

    /// <summary>The authorities that have this one as their directorate and register drafts.</summary>
    private string[] Below(AuthorityCode directorate)
    {
        var register = reference.Current.Authorities;
        if (register.Find(directorate) is not { Kind: AuthorityKind.Directorate })
            return [];

        return [.. register.All.Where(each => each.Code.Registers && register.DirectorateOf(each.Code)?.Code == directorate).Select(each => each.Code.Value)];
    }
}
