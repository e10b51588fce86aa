using System.Data.Common;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The rows of reminders. Times are milliseconds since 1970 UTC.</summary>
internal sealed class ReminderTable(IEmbeddedDatabase? database)
{
    private const string Columns = "grain_type, grain_key, name, first_due, period, next_due, version";
    private const string OneRow = "grain_type = @type and grain_key = @key and name = @name";

    public bool IsThere => database is not null;

    public Task<int> Put(GrainId grain, string name, long firstDue, long period) => Run((connection, stop) => Execute(connection,
        """
        insert into engine_reminders (grain_type, grain_key, name, first_due, period, next_due, claimed_until, version)
        values (@type, @key, @name, @due, @period, @due, 0, 1)
        on conflict (grain_type, grain_key, name) do update
        set first_due = excluded.first_due, period = excluded.period, next_due = excluded.next_due, claimed_until = 0,
            version = engine_reminders.version + 1
        """,
        stop, ("type", grain.Type), ("key", grain.Key), ("name", name), ("due", firstDue), ("period", period)));

    public Task<int> Delete(GrainId grain, string name) => Run((connection, stop) => Execute(connection,
        $"delete from engine_reminders where {OneRow}", stop, ("type", grain.Type), ("key", grain.Key), ("name", name)));

    public Task<List<ReminderRow>> Of(GrainId grain) => Run(async (connection, stop) =>
    {
        await using var command = connection.Sql(
            $"select {Columns} from engine_reminders where grain_type = @type and grain_key = @key order by name",
            ("type", grain.Type), ("key", grain.Key));
        return await ReadAll(command, stop);
    });

    /// <summary>
    /// Claims what is due, and answers with what it got. Each row is claimed by itself and on the version that was read: of
    /// several nodes one gets it, and they cannot lock each other out.
    /// </summary>
    public Task<List<ReminderRow>> Claim(long now, long until, int limit) => Run(async (connection, stop) =>
    {
        await using var select = connection.Sql(
            $"select {Columns} from engine_reminders where next_due <= @now and claimed_until <= @now order by next_due limit @limit",
            ("now", now), ("limit", limit));
        var claimed = new List<ReminderRow>();
        foreach (var row in await ReadAll(select, stop))
        {
            if (await UpdateClaimed(connection, row, row.NextDue, until, stop) == 1)
                claimed.Add(row with { Version = row.Version + 1 });
        }

        return claimed;
    });

    /// <summary>Gives a claim back with the time of the next tick, unless the reminder has been registered anew or is gone.</summary>
    public Task<int> Release(ReminderRow claimed, long nextDue) =>
        Run((connection, stop) => UpdateClaimed(connection, claimed, nextDue, 0, stop));

    private static Task<int> UpdateClaimed(DbConnection connection, ReminderRow row, long nextDue, long until, CancellationToken stop) =>
        Execute(connection,
            $"update engine_reminders set next_due = @next, claimed_until = @until, version = version + 1 where {OneRow} and version = @version",
            stop, ("next", nextDue), ("until", until), ("type", row.Grain.Type), ("key", row.Grain.Key), ("name", row.Name),
            ("version", row.Version));

    private static async Task<int> Execute(
        DbConnection connection, string text, CancellationToken stop, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.Sql(text, parameters);
        return await command.ExecuteNonQueryAsync(stop);
    }

    private static async Task<List<ReminderRow>> ReadAll(DbCommand command, CancellationToken stop)
    {
        var rows = new List<ReminderRow>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop))
        {
            rows.Add(new(new(reader.GetString(0), reader.GetString(1)), reader.GetString(2), reader.GetInt64(3), reader.GetInt64(4),
                reader.GetInt64(5), reader.GetInt64(6)));
        }

        return rows;
    }

    private Task<T> Run<T>(Func<DbConnection, CancellationToken, Task<T>> work) =>
        database is null
            ? throw new InvalidOperationException($"Reminders need an {nameof(IEmbeddedDatabase)} among the services.")
            : database.Run(work, CancellationToken.None);
}

/// <summary>A reminder as it is stored.</summary>
internal sealed record ReminderRow(GrainId Grain, string Name, long FirstDue, long Period, long NextDue, long Version)
{
    /// <summary>The first of the planned times after this one: what was missed is made up for by one tick, not by many.</summary>
    public long NextDueAfter(long now) => FirstDue + ((now - FirstDue) / Math.Max(Period, 1) + 1) * Math.Max(Period, 1);
}
