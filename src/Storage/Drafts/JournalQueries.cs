namespace RmsOrleans.Storage.Drafts;

/// <summary>What the journal reads outside a transaction; the same text for both databases.</summary>
internal static class JournalQueries
{
    private static readonly string upToLine = $"{JournalTables.LineRows.Query} where l.subject = @subject and l.line <= @last order by l.line";

    public static Task<IReadOnlyList<JournalLine>> ReadLines(this IDatabase database, DraftId draft, CancellationToken cancellation) =>
        database.ReadLines(draft.Value, cancellation);

    public static Task<IReadOnlyList<JournalLine>> ReadLines(this IDatabase database, Guid subject, CancellationToken cancellation) =>
        database.Query<IReadOnlyList<JournalLine>>(
            async connection => await connection.List<JournalLine>(upToLine, new { subject, last = int.MaxValue }, cancellation), cancellation);

    /// <summary>Lines of a draft or profile behind <paramref name="after"/>, up to <paramref name="last"/>.</summary>
    public static async Task<BoundedRows<JournalLine>> ReadLines(
        this IReadDatabase database, Guid subject, int after, int last, int limit, CancellationToken cancellation)
    {
        var sql = $"{JournalTables.LineRows.Query} where l.subject = @subject and l.line > @after and l.line <= @last order by l.line limit @most";
        await using var connection = await database.Open(cancellation);
        return await connection.ReadBounded<JournalLine>(sql, new { subject, after, last, most = limit + 1 }, limit, line => line.Payload.Length, cancellation);
    }

    /// <summary>0 if there is no such draft.</summary>
    public static Task<int> LastLine(this IDatabase database, DraftId draft, CancellationToken cancellation) => database.Query(
        connection => connection.One<int>("select last_line from drafts where id = @draft", new { draft }, cancellation), cancellation);

    /// <summary>One after the other: of an event that was applied only what the state keeps of it stays in memory.</summary>
    public static async Task<T?> FoldLines<T>(
        this IReadDatabase database, Guid subject, int last, Func<T?, JournalLine, T> apply, CancellationToken cancellation) where T : class
    {
        T? state = null;
        await database.EachLine(subject, last, line => state = apply(state, line), cancellation);
        return state;
    }

    /// <summary>One after the other, in order.</summary>
    public static async Task EachLine(this IReadDatabase database, Guid subject, int last, Action<JournalLine> see, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await foreach (var line in connection.QueryUnbufferedAsync<JournalLine>(upToLine, new { subject, last }).WithCancellation(cancellation))
            see(line);
    }
}
