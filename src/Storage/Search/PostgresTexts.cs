using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Search;

/// <summary>
/// Words by their stems, Russian and English (PostgreSQL's configuration <c>russian</c> stems Latin letters as English), and as they are
/// written, for beginnings of words.
/// </summary>
internal sealed class PostgresTexts(IDatabase database, Checkpoints places) : ITextStore, ITextIndex, IMarkIndex
{
    private const int PageSize = 500;

    /// <summary>With other words the journal is read from its beginning; meanwhile a node of an older version goes on with its own place.</summary>
    private static readonly string purpose = $"search-{SearchWords.Edition}";

    private readonly FeedLease claim = new(places, purpose, TimeProvider.System);

    public async Task<JournalPosition?> Place(CancellationToken cancellation) => (await claim.Keep(cancellation)).IsHeld ? claim.Stored : null;

    public Task<bool> Write(JournalPosition from, JournalPosition to, IReadOnlyList<DraftText> texts, CancellationToken cancellation)
    {
        const string put =
            """
            insert into draft_texts (draft, authority, prepared_at, words)
            values (@Draft, @Authority, @PreparedAt, strip(to_tsvector('russian', @Words) || to_tsvector('simple', @Words)))
            on conflict (draft) do update set words = excluded.words
            """;
        const string putMarks =
            """
            with gone as (delete from draft_marks where draft = @Draft and not mark = any (@Marks))
            insert into draft_marks (mark, prepared_at, draft, authority) select unnest(@Marks), @PreparedAt, @Draft, @Authority
            on conflict do nothing
            """;

        return claim.Move(
            database, from, to,
            async connection =>
            {
                await connection.ExecuteAsync(put, texts);
                await connection.ExecuteAsync(putMarks, texts.Select(text => new { text.Draft, text.Authority, text.PreparedAt, Marks = text.Marks.ToArray() }));
            },
            cancellation);
    }

    public Task Release() => claim.Release();

    public async IAsyncEnumerable<IReadOnlyList<DraftId>> Find(
        TextQuery query, IReadOnlyList<AuthorityCode>? authorities, DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (sql, parameters) = Query(query, authorities, PageSize);
        var last = new Row(new DraftId(Guid.AllBitsSet), from ?? DateTimeOffset.MaxValue);
        while (true)
        {
            parameters.AddDynamicParams(new { beforeAt = last.PreparedAt, beforeDraft = last.Draft });
            var rows = await database.Query(connection => connection.List<Row>(sql, parameters, cancellation), cancellation);
            yield return [.. rows.Select(row => row.Draft)];
            if (rows.Count < PageSize)
                yield break;
            last = rows[^1];
        }
    }

    public async Task<IReadOnlyList<DraftId>> Newest(TextQuery query, IReadOnlyList<AuthorityCode>? authorities, int limit, CancellationToken cancellation)
    {
        // A word that many drafts have is found among the newest without its list, which the other query would sort.
        var (sql, parameters) = Query(query, authorities, limit, "(select * from draft_texts order by prepared_at desc, draft desc limit @lookedAt) newest");
        parameters.AddDynamicParams(new { beforeAt = DateTimeOffset.MaxValue, beforeDraft = new DraftId(Guid.AllBitsSet), lookedAt = limit * 5 });
        var rows = await database.Query(connection => connection.List<Row>(sql, parameters, cancellation), cancellation);
        if (rows.Count < limit)
        {
            (sql, _) = Query(query, authorities, limit);
            rows = await database.Query(connection => connection.List<Row>(sql, parameters, cancellation), cancellation);
        }
        return [.. rows.Select(row => row.Draft)];
    }

    /// <summary>One page, behind a place that is named later.</summary>
    private static (string Sql, DynamicParameters Parameters) Query(TextQuery query, IReadOnlyList<AuthorityCode>? authorities, int limit, string among = "draft_texts")
    {
        var parameters = new DynamicParameters(new { limit, authorities = authorities?.Select(each => each.Value).ToArray() });
        var conditions = query.Words.Select((word, i) =>
        {
            parameters.Add($"word{i}", word.IsPrefix ? $"{word.Text}:*" : word.Text);
            return word.IsPrefix ? $"to_tsquery('simple', @word{i})" : $"(to_tsquery('russian', @word{i}) || to_tsquery('simple', @word{i}))";
        });
        return ($"""
            select draft as Draft, prepared_at as PreparedAt from {among}
            where words @@ ({string.Join(" && ", conditions)}) {(authorities is null ? "" : "and authority = any (@authorities)")}
              and (prepared_at, draft) < (@beforeAt, @beforeDraft)
            order by prepared_at desc, draft desc limit @limit
            """, parameters);
    }

    public Task<IReadOnlyList<MarkedDraft>> Find(IReadOnlyList<string> marks, IReadOnlyList<AuthorityCode>? authorities, CancellationToken cancellation)
    {
        const string sql =
            """
            select m.mark as Mark, n.draft as Draft from unnest(@marks) as m (mark), lateral (
              select l.draft from (
                select d.draft, d.authority from draft_marks d where d.mark = m.mark order by d.prepared_at desc, d.draft desc limit @mostLookedAt) l
              where @authorities::text[] is null or l.authority = any (@authorities) limit @most) n
            """;
        var asked = new
        {
            marks = marks.ToArray(),
            authorities = authorities?.Select(each => each.Value).ToArray(),
            most = MarkedDraft.Most,
            mostLookedAt = MarkedDraft.MostLookedAt,
        };
        return database.Query(
            async connection => (IReadOnlyList<MarkedDraft>)await connection.List<MarkedDraft>(sql, asked, cancellation), cancellation);
    }

    private sealed record Row(DraftId Draft, DateTimeOffset PreparedAt);
}
