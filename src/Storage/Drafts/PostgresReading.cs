using System.Diagnostics;
using Npgsql;
using static RmsOrleans.Storage.Databases.Postgres.PostgresFailures;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// Reads the journals of drafts, as their grains do when they wake. Those that come while a query is under way share the next one: where
/// thousands of deadlines end in one night, each would otherwise cost a round trip.
/// </summary>
internal sealed class PostgresReading
{
    private const int BatchLimit = 64;

    private static readonly string lines = $"{JournalTables.LineRows.Query} where l.subject = any (@drafts) order by l.subject, l.line";

    private readonly NpgsqlDataSource database;
    private readonly BatchQueue<Guid, IReadOnlyList<JournalLine>> queries;

    public PostgresReading(NpgsqlDataSource database)
    {
        this.database = database;
        queries = new(BatchLimit, Read);
    }

    /// <summary>None if there is no such draft.</summary>
    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation) =>
        OrAway(() => queries.Add(draft.Value).WaitAsync(cancellation));

    private async Task<ImmutableArray<IReadOnlyList<JournalLine>>> Read(ImmutableArray<Guid> drafts, IEnumerable<ActivityContext> callers)
    {
        await using var connection = await database.OpenConnectionAsync();
        var found = (await connection.List<JournalLine>(lines, new { drafts = drafts.ToArray() }, CancellationToken.None)).ToLookup(line => line.Subject);
        return [.. drafts.Select(draft => found[draft].ToList())];
    }
}
