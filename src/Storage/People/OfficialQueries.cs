using System.Text;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Storage.People;

/// <summary>Which people a list has.</summary>
/// <param name="Text">Words of the name, in any order; each may be a part of one.</param>
internal sealed record OfficialFilter(AuthorityCode? Authority, string? Unit, Role? Role, string? Text);

/// <summary>A person to choose, as the caller may know of them.</summary>
/// <param name="Subject">Null of whom only a paper names.</param>
/// <param name="Roles">Those that the person has been seen in, the latest first.</param>
internal sealed record Official(
    AuthorityCode Authority, string Name, string? Subject, string? Unit, string? Position, ImmutableArray<string> Roles, DateTimeOffset SeenAt);

/// <summary>
/// People whom the journal names, the latest first. By the table of rights: those of the own authority; everybody for the FCS, as far as
/// registered drafts and profiles name them, since it knows of no others; and for all the executors of the FCS.
/// </summary>
internal sealed class OfficialQueries(IReadDatabase database, IReferenceData reference)
{
    private static readonly Permission permission = PermissionTable.Of(Operation.ListOfficials);

    public async Task<IReadOnlyList<Official>> Find(Actor actor, OfficialFilter filter, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { own = actor.Authority.Value, fcs = AuthorityCode.Fcs.Value, executor = Role.Executor.Name(), limit });
        var units = filter.Unit is { } unit ? Spellings(unit, filter.Authority ?? actor.Authority) : [];
        var words = OfficialRow.Fold(filter.Text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var named = new StringBuilder("select authority, name_key from visible where 1 = 1");
        named.And(parameters, "authority = @authority", "authority", filter.Authority?.Value);
        named.And(parameters, "role = @role", "role", filter.Role?.Name());
        if (!units.IsEmpty)
            named.Append(" and unit_key in (").Append(parameters.OneByOne("unit", units)).Append(')');
        for (var i = 0; i < words.Length; i++)
            named.And(parameters, $"name_key like @word{i} escape '\\'", $"word{i}", $"%{Escaped(words[i])}%");
        named.Append(" group by authority, name_key order by max(seen_at) desc, authority, name_key limit @limit");

        var sql = $"""
            with visible as ({Visible(actor)}),
              named as ({named}),
              meant as (select distinct v.authority, v.subject from visible v join named n on n.authority = v.authority and n.name_key = v.name_key where v.subject <> '')
            select o.authority as Authority, o.name_key as NameKey, o.subject as Subject, o.role as Role, o.name as Name, o.unit as Unit, o.unit_key as UnitKey,
              o.position as Position, o.seen_at as SeenAt
            from visible o
            where (o.authority, o.name_key) in (select authority, name_key from named) or (o.authority, o.subject) in (select authority, subject from meant)
            """;
        await using var connection = await database.Open(cancellation);
        var rows = await connection.QueryAsync<OfficialRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
        return
        [
            .. rows.GroupBy(row => row.Authority).SelectMany(People).Where(person => person.Any(IsMeant)).Select(Person)
                .OrderByDescending(person => person.SeenAt).ThenBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.Subject, StringComparer.Ordinal)
                .Take(limit),
        ];

        bool IsMeant(OfficialRow row) =>
            (filter.Role is null || row.Role == filter.Role.Value.Name())
            && (units.IsEmpty || (row.UnitKey is { } key && units.Contains(key)))
            && words.All(word => row.NameKey.Contains(word, StringComparison.Ordinal));
    }

    /// <summary>The rows that the caller may know of.</summary>
    private static string Visible(Actor actor)
    {
        if (permission.HeldBy(actor).Any(grant => grant.Scope == Scope.Any))
            return "select * from officials";
        return permission.HeldBy(actor).Any(grant => grant.Scope == Scope.Fcs)
            ? "select * from officials where authority = @own or is_open = 1"
            : "select * from officials where authority = @own or (authority = @fcs and role = @executor and is_open = 1)";
    }

    /// <summary>
    /// The rows of each person. A subject is one person, by whatever names; whom a paper names without one is the person of that name, or somebody if
    /// there is none.
    /// </summary>
    private static IEnumerable<OfficialRow[]> People(IEnumerable<OfficialRow> ofAuthority)
    {
        OfficialRow[] rows = [.. ofAuthority];
        var bySubject = rows.Where(row => row.Subject.Length > 0).ToLookup(row => row.Subject);
        var subjectsOfName = bySubject.SelectMany(person => person.Select(row => (row.NameKey, row.Subject))).Distinct().ToLookup(each => each.NameKey, each => each.Subject);
        var onPaper = rows.Where(row => row.Subject.Length == 0).ToLookup(row => row.NameKey);

        foreach (var person in bySubject)
            yield return [.. person, .. person.Select(row => row.NameKey).Distinct().Where(name => subjectsOfName[name].Count() == 1).SelectMany(name => onPaper[name])];
        foreach (var name in onPaper.Where(name => !subjectsOfName.Contains(name.Key)))
            yield return [.. name];
    }

    private static Official Person(OfficialRow[] rows)
    {
        OfficialRow[] newestFirst = [.. rows.OrderByDescending(row => row.SeenAt).ThenByDescending(row => row.Subject.Length > 0).ThenBy(row => row.Role, StringComparer.Ordinal)];
        return new(
            newestFirst[0].Authority, newestFirst[0].Name, newestFirst.Select(row => row.Subject).FirstOrDefault(subject => subject.Length > 0),
            newestFirst.Select(row => row.Unit).FirstOrDefault(unit => unit is not null), newestFirst.Select(row => row.Position).FirstOrDefault(position => position is not null),
            [.. newestFirst.Select(row => row.Role).Distinct()], newestFirst[0].SeenAt);
    }

    /// <summary>A unit is named by its code or by one of its names; lines have what was said.</summary>
    private ImmutableArray<string> Spellings(string unit, AuthorityCode authority) =>
        reference.Current.Authorities.Units.Find(authority, unit) is { } known
            ? [.. ((string[])[unit, known.Code, known.NameRu, known.NameEn]).Select(OfficialRow.Fold).Distinct()]
            : [OfficialRow.Fold(unit)];

    private static string Escaped(string word) =>
        word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
