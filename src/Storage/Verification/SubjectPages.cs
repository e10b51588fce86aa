using System.Data.Common;
using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Storage.Verification;

/// <summary>
/// All drafts and profiles in the order of their ids, page by page. A page is read in a transaction of its own: it shows one moment, and no
/// transaction lasts so long that the program at work would feel it. Ids that come meanwhile beyond the last one at the beginning are left
/// out: new ids mostly do, and a program that writes faster than it is read would keep the reading from its end.
/// </summary>
internal sealed class SubjectPages(IReadDatabase database)
{
    private const int PageSize = 200;

    /// <summary>Whatever has an id: also rows without lines, lines without a row, and entries of the directory with neither.</summary>
    private static readonly ImmutableArray<(string Table, string Id)> subjects =
        [.. JournaledNoun.All.Select(noun => (noun.Table, "id")), ("journal_lines", "subject"), ("directory_entries", "profile")];

    private static readonly string nextIds = Ids(id => $"where {id} > @after and {id} <= @last order by {id} limit @most", "order by id limit @most");

    private static readonly string lastId = Ids(id => $"order by {id} desc limit 1", "order by id desc limit 1");

    private static readonly string lines = $"{JournalTables.LineRows.Query} where subject > @after and subject <= @upTo order by subject, line";

    private static readonly string registrations = $"""
        select h.id, {JournalTables.RegistrationRows.Fields}
        from (
          select id, number from drafts where id > @after and id <= @upTo
          union all select id, number from profiles where id > @after and id <= @upTo) h
        join registrations r on r.number = h.number
        """;

    private const string UnknownAuthorities = """
        select d.id from drafts d left join authorities a on a.code = d.authority where d.id > @after and d.id <= @upTo and a.code is null
        """;

    private const string Entries = "select * from directory_entries where profile > @after and profile <= @upTo order by profile, line";

    private static readonly string scopes = $"""
        select {DirectoryTables.ScopeRows.Fields}
        from directory_entries e join directory_scopes s on s.revision = e.revision where e.profile > @after and e.profile <= @upTo
        """;

    public async IAsyncEnumerable<IReadOnlyCollection<StoredSubject>> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        if (await connection.One<DraftId?>(lastId, null, cancellation) is not { } last)
            yield break;

        var after = new DraftId(Guid.Empty);
        while (true)
        {
            var page = await ReadAtOneMoment(connection, after, last, cancellation);
            if (page.Count > 0)
                yield return page;
            if (page.Count < PageSize)
                yield break;
            after = new DraftId(page.Last().Id);
        }
    }

    private static async Task<IReadOnlyCollection<StoredSubject>> ReadAtOneMoment(DbConnection connection, DraftId after, DraftId last, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(StoreDialect.Of(connection).Begin);
        try
        {
            return await Read(connection, after, last, cancellation);
        }
        finally
        {
            await connection.ExecuteAsync("rollback transaction"); // Dapper takes a single word for a stored procedure
        }
    }

    private static async Task<IReadOnlyCollection<StoredSubject>> Read(DbConnection connection, DraftId after, DraftId last, CancellationToken cancellation)
    {
        var ids = await connection.List<DraftId>(nextIds, new { after, last, most = PageSize }, cancellation);
        if (ids.Count == 0)
            return [];

        var range = new { after, upTo = ids[^1] };
        CommandDefinition Query(string sql) => new(sql, range, cancellationToken: cancellation);
        var page = new OrderedDictionary<Guid, StoredSubject>(ids.Select(id => new KeyValuePair<Guid, StoredSubject>(id.Value, new StoredSubject(id.Value))));

        foreach (var table in JournaledNoun.All.Select(noun => noun.Table))
        {
            foreach (var row in await Rows(connection, Query($"select * from {table} where id > @after and id <= @upTo")))
                page[row.Id("id")].Rows.Add(table, row);
        }
        foreach (var line in await connection.QueryAsync<JournalLine>(Query(lines)))
            page[line.Subject].Lines.Add(line);
        foreach (var (head, row) in await connection.QueryAsync<Guid, RegistrationRow, (Guid, RegistrationRow)>(
            Query(registrations), (head, row) => (head, row), splitOn: nameof(RegistrationRow.Sequence)))
        {
            page[head].Registration = row;
        }
        foreach (var draft in await connection.QueryAsync<DraftId>(Query(UnknownAuthorities)))
            page[draft.Value].HasUnknownAuthority = true;
        foreach (var row in await connection.QueryAsync<(DraftId Draft, string Number)>(Query("select draft, number from profiles where draft > @after and draft <= @upTo")))
        {
            if (page.TryGetValue(row.Draft.Value, out var draft))
                draft.AdoptedAs = row.Number;
        }
        await ReadEntries(connection, Query, page);
        return page.Values;
    }

    private static async Task ReadEntries(DbConnection connection, Func<string, CommandDefinition> query, OrderedDictionary<Guid, StoredSubject> page)
    {
        var entries = new Dictionary<long, StoredEntry>();
        foreach (var row in await Rows(connection, query(Entries)))
        {
            var entry = entries[row.Number("revision")] = new StoredEntry(row);
            page[row.Id("profile")].Entries.Add(entry);
        }
        if (entries.Count == 0)
            return;
        foreach (var scope in await connection.QueryAsync<DirectoryScope>(query(scopes)))
            entries[scope.Revision].Scope.Add((scope.Authority.Value, scope.Applies));
    }

    /// <param name="ofEach">By the name of the id; it leaves so few of each table that its index alone is asked.</param>
    private static string Ids(Func<string, string> ofEach, string ofAll)
    {
        var selects = subjects.Select((each, i) => $"select id from (select distinct {each.Id} as id from {each.Table} {ofEach(each.Id)}) s{i}");
        return $"select id from ({string.Join(" union ", selects)}) ids {ofAll}";
    }

    private static async Task<IEnumerable<StoredRow>> Rows(DbConnection connection, CommandDefinition query) =>
        (await connection.QueryAsync(query)).Select(row => new StoredRow((IDictionary<string, object?>)row));
}
