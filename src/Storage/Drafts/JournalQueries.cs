using System.Data.Common;

namespace RmsOrleans.Storage.Drafts;

/// <summary>What the journal reads outside a transaction; the same text for both databases.</summary>
internal static class JournalQueries
{
    private static readonly string upToLine = $"{JournalTables.LineRows.Query} where l.subject = @subject and l.line <= @last order by l.line";

    public static Task<IReadOnlyList<JournalLine>> ReadLines(this IDatabase database, DraftId draft, CancellationToken cancellation) =>
        database.ReadLines(draft.Value, cancellation);

    public static Task<IReadOnlyList<JournalLine>> ReadLines(this IDatabase database, Guid subject, CancellationToken cancellation) =>
        database.Query<IReadOnlyList<JournalLine>>(async connection => await connection.ReadLines(subject, int.MaxValue, cancellation), cancellation);

    /// <summary>The lines of a draft or profile in order, up to <paramref name="last"/>.</summary>
    public static async Task<List<JournalLine>> ReadLines(this IReadDatabase database, Guid subject, int last, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.ReadLines(subject, last, cancellation);
    }

    /// <summary>0 if there is no such draft.</summary>
    public static Task<int> LastLine(this IDatabase database, DraftId draft, CancellationToken cancellation) => database.Query(
        connection => connection.ExecuteScalarAsync<int>(
            new CommandDefinition("select last_line from drafts where id = @draft", new { draft }, cancellationToken: cancellation)),
        cancellation);

    private static async Task<List<JournalLine>> ReadLines(this DbConnection connection, Guid subject, int last, CancellationToken cancellation) =>
        (await connection.QueryAsync<JournalLine>(new CommandDefinition(upToLine, new { subject, last }, cancellationToken: cancellation))).AsList();
}
