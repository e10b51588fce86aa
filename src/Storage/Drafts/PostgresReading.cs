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

    private const string Lines =
        "select subject, line, type, at, actor, payload, hash from journal_lines where subject = any ($1) order by subject, line";

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
        await using var command = database.CreateCommand(Lines);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. drafts] });
        await using var rows = await command.ExecuteReaderAsync();
        var found = drafts.Distinct().ToDictionary(draft => draft, _ => new List<JournalLine>());
        while (await rows.ReadAsync())
        {
            var line = Line(rows);
            found[line.Subject].Add(line);
        }
        return [.. drafts.Select(draft => found[draft])];
    }

    private static JournalLine Line(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetInt32(1),
        row.GetString(2),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
        row.GetFieldValue<byte[]>(4),
        row.GetFieldValue<byte[]>(5),
        row.GetFieldValue<byte[]>(6));
}
