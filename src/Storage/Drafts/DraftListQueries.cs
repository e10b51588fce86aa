using System.Text;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Search;

namespace RmsOrleans.Storage.Drafts;

/// <summary>Lists of drafts, newest first by the moment they were prepared, which never changes; pages go on after a key, not a count.</summary>
internal sealed class DraftListQueries(IReadDatabase database, Visibility visibility, ITextIndex texts)
{
    /// <summary>One row more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<DraftHead>> Page(DraftFilter filter, Actor actor, ListCursor? after, int limit, CancellationToken cancellation)
    {
        if (filter.Text is { } text)
            return await Page(text, filter, actor, after, limit, cancellation);

        var (sql, parameters) = Query(filter, actor, after, limit);
        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<DraftHead>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    internal (string Sql, DynamicParameters Parameters) Query(DraftFilter filter, Actor actor, ListCursor? after, int limit)
    {
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        var parts = visibility.Parts(actor, filter.Authority, parameters);
        var narrowed = Narrowed(filter, after, parameters);
        string[] selects = [.. parts.Select(part =>
            $"{JournalTables.DraftRows.Query} where {part}{narrowed} order by d.prepared_at desc, d.id desc limit @limit")];
        if (selects.Length == 1)
            return (selects[0], parameters);

        // Each part gives a page at the most, so what is left to sort is as many pages as there are parts, however many drafts there are.
        var union = string.Join(" union all ", selects.Select((select, i) => $"select * from ({select}) p{i}"));
        return ($"select * from ({union}) parts order by PreparedAt desc, Id desc limit @limit", parameters);
    }

    /// <summary>The text index gives ids, the newest first, and the read model says which of them are to be shown.</summary>
    private async Task<List<DraftHead>> Page(
        TextQuery text, DraftFilter filter, Actor actor, ListCursor? after, int limit, CancellationToken cancellation)
    {
        var authorities = filter.Authority is { } only ? [only] : visibility.Authorities(actor);
        var rows = new List<DraftHead>();
        await foreach (var ids in texts.Find(text, authorities, after?.PreparedAt, cancellation))
        {
            if (ids.Count > 0)
                rows.AddRange(await Shown(ids, filter, actor, after, limit + 1 - rows.Count, cancellation));
            if (rows.Count > limit)
                break;
        }
        return rows;
    }

    private async Task<IEnumerable<DraftHead>> Shown(
        IReadOnlyList<DraftId> ids, DraftFilter filter, Actor actor, ListCursor? after, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { limit });
        var condition = visibility.Where(actor, parameters);
        var narrowed = Narrowed(filter, after, parameters);
        for (var i = 0; i < ids.Count; i++)
            parameters.Add($"id{i}", ids[i]);
        var sql = $"""
            {JournalTables.DraftRows.Query}
            where d.id in ({string.Join(", ", ids.Select((_, i) => $"@id{i}"))}) and {condition}{narrowed}
            order by d.prepared_at desc, d.id desc limit @limit
            """;
        await using var connection = await database.Open(cancellation);
        return await connection.QueryAsync<DraftHead>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
    }

    /// <summary>The conditions of filter and cursor, each after an <c>and</c>.</summary>
    private static string Narrowed(DraftFilter filter, ListCursor? after, DynamicParameters parameters)
    {
        var sql = new StringBuilder();

        sql.And(parameters, "d.status = @status", "status", filter.Status?.ToString());
        sql.And(parameters, "d.authority = @authority", "authority", filter.Authority?.Value);
        sql.And(parameters, "d.executor = @executor", "executor", filter.Executor);
        sql.And(parameters, "d.responsible = @responsible", "responsible", filter.Responsible?.Value);
        sql.And(parameters, "d.deadline_at < @dueBefore", "dueBefore", filter.DueBefore);
        sql.And(parameters, "d.territory = @territory", "territory", filter.Territory?.ToString());
        if (filter.Overdue is { } overdue)
            sql.Append(overdue ? " and d.overdue" : " and not d.overdue"); // not a parameter: SQLite would pass over drafts_overdue
        if (after is not null)
        {
            sql.Append(" and (d.prepared_at, d.id) < (@afterAt, @afterId)");
            parameters.AddDynamicParams(new { afterAt = after.PreparedAt, afterId = after.Id });
        }
        return sql.ToString();
    }
}

/// <summary>Which drafts a list shows; <paramref name="Responsible"/>: those whose running deadline this authority must meet.</summary>
internal sealed record DraftFilter(
    DraftStatus? Status, AuthorityCode? Authority, string? Executor, bool? Overdue, DateTimeOffset? DueBefore, Territory? Territory,
    TextQuery? Text = null, AuthorityCode? Responsible = null);

/// <summary>Where a page of drafts ended: the list's immutable key.</summary>
internal sealed record ListCursor(DateTimeOffset PreparedAt, DraftId Id);
