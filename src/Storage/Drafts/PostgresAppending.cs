using System.Diagnostics;
using Npgsql;
using RmsOrleans.Storage.Databases.Postgres;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// Appends to drafts that exist. Those that come while one is being committed share the next commit. A member that the shared statement did
/// not write goes alone: it then waits for whoever holds the draft, and learns whether it has moved on or what is bad about it.
/// </summary>
internal sealed class PostgresAppending
{
    private const int BatchLimit = 64;

    private readonly NpgsqlDataSource database;
    private readonly ConflictMetrics conflicts;
    private readonly ILogger log;
    private readonly BatchQueue<DraftAppend, Task<bool>> commits;

    public PostgresAppending(NpgsqlDataSource database, ConflictMetrics conflicts, ILogger log)
    {
        (this.database, this.conflicts, this.log) = (database, conflicts, log);
        commits = new(BatchLimit, Commit);
    }

    /// <summary>How many wait for the next commit.</summary>
    public int Waiting => commits.Length;

    /// <summary>False if the draft has moved on.</summary>
    public async Task<bool> Append(DraftAppend append)
    {
        var asked = Stopwatch.GetTimestamp();
        try
        {
            return await await commits.Add(append);
        }
        catch (StorageUnavailableException away) when (away.Write is { } write)
        {
            throw new StorageUnavailableException(away.Message, away.InnerException!) { Write = write.After(Stopwatch.GetElapsedTime(asked)) };
        }
    }

    private async Task<ImmutableArray<Task<bool>>> Commit(ImmutableArray<DraftAppend> batch, IEnumerable<ActivityContext> callers)
    {
        using var span = Activities.StartAppending(batch.Length, callers);
        var begun = Stopwatch.GetTimestamp();
        try
        {
            var written = await Together(batch);
            conflicts.GoAlone(batch.Length - written.Count);
            return [.. batch.Select(append => written.Contains(append.Head.Id.Value) ? Task.FromResult(true) : Alone(append))];
        }
        catch (Exception failure) when (failure.IsStorageUnavailable())
        {
            span?.Fails(failure);
            throw new StorageUnavailableException("PostgreSQL did not answer, or gave up on the transaction.", failure)
            {
                Write = new FailedWrite(TimeSpan.Zero, Stopwatch.GetElapsedTime(begun), failure.Cause()),
            };
        }
    }

    private async Task<HashSet<Guid>> Together(ImmutableArray<DraftAppend> batch)
    {
        var written = new HashSet<Guid>();
        try
        {
            await using var command = Command(JournalSql.AppendTogether, [.. batch]);
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
                written.Add(reader.GetGuid(0));
            return written;
        }
        catch (Exception failure) when (!failure.IsStorageUnavailable())
        {
            StorageLog.AppendedApart(log, failure, batch.Length);
            return [];
        }
    }

    private async Task<bool> Alone(DraftAppend append)
    {
        await using var command = Command(JournalSql.Append, [append]);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    private NpgsqlCommand Command(string sql, List<DraftAppend> batch)
    {
        var command = database.CreateCommand(sql);
        JournalTables.DraftRows.AddTo(command.Parameters, batch.ConvertAll(append => append.Head));
        JournalTables.LineRows.AddTo(command.Parameters, [.. batch.SelectMany(append => append.Lines)]);
        command.Parameters.AddColumn(batch, append => append.DecidedOn);
        return command;
    }
}
