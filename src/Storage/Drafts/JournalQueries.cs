using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Storage.Drafts;

/// <summary>What the journal reads outside a transaction; the same text for both databases.</summary>
internal static class JournalQueries
{
    public static Task<IReadOnlyList<JournalLine>> ReadLines(this IDatabase database, DraftId draft, CancellationToken cancellation) =>
        database.ReadLines(draft.Value, cancellation);

    public static Task<IReadOnlyList<JournalLine>> ReadLines(this IDatabase database, Guid subject, CancellationToken cancellation) =>
        database.Query<IReadOnlyList<JournalLine>>(
            async connection =>
            {
                var query = new CommandDefinition(
                    $"{LineRow.Select} where l.subject = @subject order by l.line",
                    new { subject = new DraftId(subject) }, // a Guid alone would go to SQLite as text
                    cancellationToken: cancellation);
                return [.. (await connection.QueryAsync<LineRow>(query)).Select(row => row.Of())];
            },
            cancellation);

    /// <summary>0 if there is no such draft.</summary>
    public static Task<int> LastLine(this IDatabase database, DraftId draft, CancellationToken cancellation) => database.Query(
        connection => connection.ExecuteScalarAsync<int>(
            new CommandDefinition("select last_line from drafts where id = @draft", new { draft }, cancellationToken: cancellation)),
        cancellation);
}
