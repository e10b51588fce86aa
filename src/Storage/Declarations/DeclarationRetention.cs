using System.Data.Common;
using Microsoft.Extensions.Options;
using RmsOrleans.Declarations;

namespace RmsOrleans.Storage.Declarations;

/// <summary>
/// Removes what is older than is kept, by whole months. First a line says so and the month is gone from what there is; then its rows go, some at a time, so that nobody waits.
/// Months are counted back from the latest that is loaded, if that is before the current one: a store of old declarations is not emptied by the calendar. A month stays as long as
/// a declaration of it waits for an official.
/// </summary>
internal sealed class DeclarationRetention(IDatabase database, IOptions<DeclarationSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private const int AtOnce = 2_000;

    private const string Tell = """
        insert into declaration_removals (id, month, declarations, items, events, outcomes, kept_months, revision, removed_at)
        select (select coalesce(max(id), 0) + 1 from declaration_removals), @month,
          (select coalesce(sum(declarations), 0) from declaration_coverage where month = @month), (select coalesce(sum(items), 0) from declaration_coverage where month = @month),
          (select count(*) from declaration_events where month = @month), (select count(*) from declaration_outcomes where month = @month), @months, @revision, @now
        """;

    /// <returns>How many months were removed.</returns>
    public async Task<int> Remove(CancellationToken cancellation)
    {
        var current = DeclarationRow.MonthOf(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var months = await database.Query(connection => connection.List<int>("select distinct month from declaration_coverage order by month", null, cancellation), cancellation);
        if (months is not [.., var latest])
            return 0;
        var oldest = Before(Math.Min(latest, current), settings.Value.RetentionMonths);
        var due = months.Where(month => month < oldest).ToArray();
        var waiting = due.Length == 0 ? [] : await Waiting(cancellation);
        var removed = 0;
        foreach (var month in due.Where(month => !waiting.Contains(month)))
        {
            await database.Run((connection, _) => TellOf(connection, month), cancellation);
            removed++;
        }
        var staying = string.Concat(due.Where(waiting.Contains).Select(month => $" and month <> {month}"));
        foreach (var (table, key) in ((string, string)[])[("declarations", "number, version"), ("declaration_events", "number, at, code"), ("declaration_outcomes", "number, item")])
            await RemoveRows(table, key, oldest, staying, cancellation);
        return removed;
    }

    /// <summary>Months of declarations with a hit to be decided on or an obligatory measure to be entered.</summary>
    private async Task<HashSet<int>> Waiting(CancellationToken cancellation)
    {
        var numbers = await database.Query(
            connection => connection.List<string>("select number from controls where undecided > 0 or open_measures > 0", null, cancellation), cancellation);
        return [.. numbers.Select(number => DeclarationNumber.TryParse(number, out var read) ? DeclarationRow.MonthOf(read.Day) : 0)];
    }

    /// <summary>So many months before.</summary>
    internal static int Before(int month, int months) => DeclarationRow.MonthOf(DeclarationRow.FirstDayOf(month).AddMonths(-months));

    private async Task<bool> TellOf(DbConnection connection, int month)
    {
        var revision = await DeclarationStore.Lock(connection) + 1;
        if (await connection.ExecuteScalarAsync<long>("select count(*) from declaration_coverage where month = @month", new { month }) == 0)
            return false; // another node has done it
        await connection.ExecuteAsync(Tell, new { month, months = settings.Value.RetentionMonths, revision, now = clock.GetUtcNow() });
        await connection.ExecuteAsync("delete from declaration_coverage where month = @month", new { month });
        await connection.ExecuteAsync("update declaration_segments set state = 'Removed' where month = @month", new { month });
        await connection.ExecuteAsync("update declaration_data set revision = @revision", new { revision });
        return true;
    }

    private async Task RemoveRows(string table, string key, int oldest, string staying, CancellationToken cancellation)
    {
        var sql = $"delete from {table} where ({key}) in (select {key} from {table} where month < @oldest{staying} limit {AtOnce})";
        while (await database.Run((connection, _) => connection.ExecuteAsync(sql, new { oldest }), cancellation) == AtOnce)
            cancellation.ThrowIfCancellationRequested();
    }
}

/// <summary>At the start and now and then removes what is too old, ends journals that are, seals what has become much, and ends loads whose node is gone.</summary>
internal sealed class DeclarationSweep(
    DeclarationStore store, DeclarationRetention retention, ControlRetention controls, DeclarationSealing sealing, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<DeclarationSweep> log) : BackgroundService
{
    /// <summary>A load that goes on writes a batch more often; of one whose sender is slow the rest is sent again.</summary>
    private static readonly TimeSpan silence = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the start does not wait for it
        while (true)
        {
            try
            {
                if (await store.EndSilentSince(clock.GetUtcNow() - silence, stoppingToken) is > 0 and var loads)
                    DeclarationLog.Ended(log, loads);
                if (await retention.Remove(stoppingToken) is > 0 and var months)
                    DeclarationLog.Removed(log, months);
                if (await controls.End(stoppingToken) is { IsNothing: false } ended)
                    DeclarationLog.JournalsEnded(log, ended.Journals, ended.Checks);
                await sealing.SealDue(stoppingToken);
                await sealing.DeleteOrphans(stoppingToken);
            }
            catch (StorageUnavailableException)
            {
                // It is tried again, and others say that the storage is away.
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                DeclarationLog.NotSealed(log, failure);
            }
            await Task.Delay(pause, stoppingToken);
        }
    }
}

internal static partial class DeclarationLog
{
    [LoggerMessage(2010, LogLevel.Information, "{Loads} loads of declarations had been left by their nodes and were ended.")]
    public static partial void Ended(ILogger log, int loads);

    [LoggerMessage(2011, LogLevel.Information, "{Months} months of declarations were removed, which are older than is kept.")]
    public static partial void Removed(ILogger log, int months);

    [LoggerMessage(1520, LogLevel.Information, "{Journals} journals of control have ended, and {Checks} records of checks were removed, which are older than is kept.")]
    public static partial void JournalsEnded(ILogger log, long journals, long checks);

    [LoggerMessage(2013, LogLevel.Information, "{Declarations} versions of declarations of {Month} were sealed in {File}.")]
    public static partial void Sealed(ILogger log, int declarations, int month, string file);

    [LoggerMessage(2014, LogLevel.Warning, "The folder of segments cannot be written to; it is tried again.")]
    public static partial void NotSealed(ILogger log, Exception failure);

    [LoggerMessage(2012, LogLevel.Warning, "The load {Load} could not be ended, since the storage is away.")]
    public static partial void NotEnded(ILogger log, long load);
}
