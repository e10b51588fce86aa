using System.Diagnostics;
using Npgsql;
using RmsOrleans.Storage.Databases.Postgres;

namespace RmsOrleans.Storage.Drafts;

/// <summary>Who asks while a query is under way shares the next one: a round trip costs more than reading a hundred rows by their keys.</summary>
internal sealed class PostgresRegisteredDrafts : IRegisteredDrafts
{
    private const int BatchLimit = 256;
    private const string ByNumbers = $"{RegisteredDraftRow.Query} where r.number = any($1)";

    private readonly NpgsqlDataSource database;
    private readonly BatchQueue<string, RegisteredDraft?> queries;

    public PostgresRegisteredDrafts(PostgresDatabase database)
    {
        this.database = database.ByKey;
        queries = new(BatchLimit, Read);
    }

    public async ValueTask<RegisteredDraft?> Find(RegistrationNumber number) =>
        await PostgresFailures.OrAway(() => queries.Add(number.ToString()));

    private async Task<ImmutableArray<RegisteredDraft?>> Read(ImmutableArray<string> numbers, IEnumerable<ActivityContext> callers)
    {
        await using var command = database.CreateCommand(ByNumbers);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. numbers] });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new Dictionary<string, RegisteredDraft>(numbers.Length, StringComparer.Ordinal);
        while (await rows.ReadAsync())
            found[rows.GetString(10)] = Row(rows);
        return [.. numbers.Select(found.GetValueOrDefault)];
    }

    private static RegisteredDraft Row(NpgsqlDataReader row) => new(
        new DraftId(row.GetGuid(0)),
        new AuthorityCode(row.GetString(1)),
        Enum.Parse<DraftStatus>(row.GetString(2)),
        row.GetInt32(3),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        row.IsDBNull(7) ? null : row.GetString(7),
        row.GetBoolean(8),
        row.GetInt32(9));
}
