using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Search;

/// <summary>
/// Words by their stems, Russian and English (PostgreSQL's configuration <c>russian</c> stems Latin letters as English), and as they are
/// written, for beginnings of words.
/// </summary>
internal sealed class PostgresTexts(IDatabase database, Checkpoints places) : ITextStore, ITextIndex
{
    private const int PageSize = 500;

    /// <summary>With other words the journal is read from its beginning; meanwhile a node of an older version goes on with its own place.</summary>
    private static readonly string purpose = $"search-{SearchWords.Edition}";

    private readonly FeedLease claim = new(places, purpose, TimeProvider.System);

    public async Task<JournalPosition?> Place(CancellationToken cancellation) => (await claim.Keep(cancellation)).IsHeld ? claim.Stored : null;

    public async Task<bool> Write(JournalPosition from, JournalPosition to, IReadOnlyList<DraftText> texts, CancellationToken cancellation)
    {
        const string put =
            """
            insert into draft_texts (draft, authority, prepared_at, words)
            values (@Draft, @Authority, @PreparedAt, strip(to_tsvector('russian', @Words) || to_tsvector('simple', @Words)))
            on conflict (draft) do update set words = excluded.words
            """;

        var isMoved = await database.Run(
            async (connection, _) =>
            {
                if (!await places.Move(connection, claim.Purpose, from, to))
                    return false;
                await connection.ExecuteAsync(put, texts);
                return true;
            },
            cancellation);
        if (isMoved)
            claim.Moved(to);
        else
            claim.Lose();
        return isMoved;
    }

    public Task Release() => claim.Release();

    public async IAsyncEnumerable<IReadOnlyList<DraftId>> Find(
        TextQuery query, IReadOnlyList<AuthorityCode>? authorities, DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { limit = PageSize, authorities = authorities?.Select(each => each.Value).ToArray() });
        var conditions = query.Words.Select((word, i) =>
        {
            parameters.Add($"word{i}", word.IsPrefix ? $"{word.Text}:*" : word.Text);
            return word.IsPrefix ? $"to_tsquery('simple', @word{i})" : $"(to_tsquery('russian', @word{i}) || to_tsquery('simple', @word{i}))";
        });
        var sql = $"""
            select draft as Draft, prepared_at as PreparedAt from draft_texts
            where words @@ ({string.Join(" && ", conditions)}) {(authorities is null ? "" : "and authority = any (@authorities)")}
              and (prepared_at, draft) < (@beforeAt, @beforeDraft)
            order by prepared_at desc, draft desc limit @limit
            """;

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

    private sealed record Row(DraftId Draft, DateTimeOffset PreparedAt);
}
