using System.Diagnostics;
using Npgsql;
using RmsOrleans.Storage.Databases.Postgres;

namespace RmsOrleans.Storage.Drafts;

/// <summary>Who asks while a query is under way shares the next one: a round trip costs more than reading a hundred rows by their keys.</summary>
internal sealed class PostgresRegisteredDrafts : IRegisteredDrafts
{
    private const int BatchLimit = 256;
    private const string ByNumbers = $"{RegisteredDraftRow.Query} where r.number = any(@numbers)";

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
        await using var connection = await database.OpenConnectionAsync();
        var rows = await connection.List<RegisteredDraft>(ByNumbers, new { numbers = numbers.ToArray() }, CancellationToken.None);
        var found = rows.ToDictionary(row => row.Number, StringComparer.Ordinal);
        return [.. numbers.Select(found.GetValueOrDefault)];
    }
}
