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

    /// <summary>The authorities that have this one as their directorate and register drafts.</summary>
    private string[] Below(AuthorityCode directorate)
    {
        var register = authorities.Current;
        if (register.Find(directorate) is not { Kind: AuthorityKind.Directorate })
            return [];

        return [.. register.All.Where(each => each.Code.Registers && register.DirectorateOf(each.Code)?.Code == directorate).Select(each => each.Code.Value)];
    }
}
