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
                    "select line, type, at, actor, payload, hash from journal_lines where subject = @subject order by line",
                    new { subject = new DraftId(subject) }, // a Guid alone would go to SQLite as text
                    cancellationToken: cancellation);
                return [.. (await connection.QueryAsync<Row>(query)).Select(row => row.Of(subject))];
            },
            cancellation);

    /// <summary>0 if there is no such draft.</summary>
    public static Task<int> LastLine(this IDatabase database, DraftId draft, CancellationToken cancellation) => database.Query(
        connection => connection.ExecuteScalarAsync<int>(
            new CommandDefinition("select last_line from drafts where id = @draft", new { draft }, cancellationToken: cancellation)),
        cancellation);

    private sealed class Row
    {
        public int Line { get; init; }
        public string Type { get; init; } = "";
        public DateTimeOffset At { get; init; }
        public byte[] Actor { get; init; } = [];
        public byte[] Payload { get; init; } = [];
        public byte[] Hash { get; init; } = [];

        public JournalLine Of(Guid subject) => new(subject, Line, Type, At, Actor, Payload, Hash);
    }
}
