using Dapper;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Api.Drafts;

/// <summary>
/// Who may know of a draft: before registration its own authority and the auditors, after it also its directorate and the FCS. A condition
/// on the drafts table, so that a list shows what asking one by one would.
/// </summary>
internal sealed class Visibility(IAuthorityRegister authorities)
{
    /// <summary>SQLite takes 500 selects in one; no directorate has a tenth of that.</summary>
    private const int MostParts = 400;

    /// <summary>A condition on <c>drafts d</c>.</summary>
    public string Condition(Actor actor, DynamicParameters parameters)
    {
        if (actor.Holds(Role.Auditor))
            return "1 = 1";
        if (actor.Roles.All(role => role == Role.Operator))
            return "1 = 0";

        parameters.Add("own", actor.Authority.Value);
        if (actor.Authority == AuthorityCode.Fcs)
            return "(d.authority = @own or d.number is not null)";

        var below = Below(actor.Authority);
        if (below.Length == 0)
            return "d.authority = @own";

        // One parameter for each: Dapper writes a list out for SQLite, but hands it to Npgsql as an array.
        for (var i = 0; i < below.Length; i++)
            parameters.Add($"below{i}", below[i]);
        var list = string.Join(", ", below.Select((_, i) => $"@below{i}"));
        return $"(d.authority = @own or (d.number is not null and d.authority in ({list})))";
    }

    /// <summary>The authorities whose drafts the caller may know of, all or some; null for all authorities.</summary>
    public IReadOnlyList<AuthorityCode>? Authorities(Actor actor) => actor.Holds(Role.Auditor) || actor.Authority == AuthorityCode.Fcs
        ? null
        : [actor.Authority, .. Below(actor.Authority).Select(code => new AuthorityCode(code))];

    /// <summary>The same for one draft that is at hand.</summary>
    public bool Sees(Actor actor, AuthorityCode authority, bool isRegistered)
    {
        if (actor.Holds(Role.Auditor))
            return true;
        if (actor.Roles.All(role => role == Role.Operator))
            return false;
        if (actor.Authority == authority)
            return true;
        return isRegistered && (actor.Authority == AuthorityCode.Fcs || authorities.Current.DirectorateOf(authority)?.Code == actor.Authority);
    }

    /// <summary>
    /// The same for a list, in parts of one authority each where it pays: no draft is in two, and each can be read in the order of
    /// <c>drafts_newest_of_authority</c>, which a condition on several authorities cannot.
    /// </summary>
    /// <param name="only">The one authority that the list is of, if any.</param>
    public IReadOnlyList<string> Parts(Actor actor, AuthorityCode? only, DynamicParameters parameters)
    {
        var condition = Condition(actor, parameters);
        if (only is not null || actor.Holds(Role.Auditor) || actor.Authority == AuthorityCode.Fcs)
            return [condition];

        var below = Below(actor.Authority).Length;
        return below is 0 or > MostParts
            ? [condition]
            : ["d.authority = @own", .. Enumerable.Range(0, below).Select(i => $"d.authority = @below{i} and d.number is not null")];
    }

    /// <summary>The authorities that have this one as their directorate and register drafts.</summary>
    private string[] Below(AuthorityCode directorate)
    {
        var register = authorities.Current;
        if (register.Find(directorate) is not { Kind: AuthorityKind.Directorate })
            return [];

        return [.. register.All.Where(each => each.Code.Registers && register.DirectorateOf(each.Code)?.Code == directorate).Select(each => each.Code.Value)];
    }
}
