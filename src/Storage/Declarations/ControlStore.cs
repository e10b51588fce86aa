using System.Data.Common;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Declarations;

/// <summary>Controls of declarations and the records of checks. What comes while a commit is under way shares the next one.</summary>
internal sealed class ControlStore(IDatabase database, ControlLoads loads, ILogger<ControlStore> log) : IControlStore
{
    private const int MostTogether = 256;

    private static readonly string lines = $"{ControlTables.Lines.Query} where l.subject = @control order by l.line";

    /// <summary>Of one moment there may be two in a millisecond; the moments come in an order of their own.</summary>
    private static readonly string checks = $"{ControlTables.Checks.Query} where k.number = @number order by k.at, k.version, k.moment";

    private BatchQueue<ControlAppend, bool>? queue;

    public Task<StoredControl> Read(Guid control, string number, CancellationToken cancellation) => database.Query(
        async connection => new StoredControl(
            await connection.List<JournalLine>(lines, new { control }, cancellation),
            await connection.List<CheckRecord>(checks, new { number }, cancellation),
            (await DeclarationStore.Versions(connection, [number])).GetValueOrDefault(number, Versions.None)),
        cancellation);

    public Task<bool> Append(ControlAppend append) => (queue ?? Interlocked.CompareExchange(ref queue, new(MostTogether, (members, _) => Write(members)), null) ?? queue).Add(append);

    /// <summary>The hits that wait for an official, at all authorities.</summary>
    public Task<UndecidedHits> Undecided(CancellationToken cancellation) => database.Query(
        async connection => (await connection.One<UndecidedHits>(
            "select cast(coalesce(sum(undecided), 0) as bigint) as Hits, min(changed_at) as Oldest from controls where undecided > 0", null, cancellation))!,
        cancellation);

    /// <summary>The controls of these authorities with hits that wait, the longest unchanged first; one more than <paramref name="limit"/> if there is a next page.</summary>
    /// <param name="within">Null for all.</param>
    public Task<IReadOnlyList<ControlHead>> Waiting(ImmutableArray<AuthorityCode>? within, (DateTimeOffset At, Guid Id)? after, int limit, CancellationToken cancellation) =>
        database.Query<IReadOnlyList<ControlHead>>(
            async connection =>
            {
                if (within is { IsEmpty: true })
                    return [];
                var parameters = new DynamicParameters(new { limit = limit + 1 });
                var sql = $"{ControlTables.Heads.Query} where c.undecided > 0";
                if (within is { } authorities)
                    sql += $" and c.control_authority in ({parameters.OneByOne("within", authorities)})";
                if (after is var (at, id))
                {
                    sql += " and (c.changed_at > @at or (c.changed_at = @at and c.id > @id))";
                    parameters.AddDynamicParams(new { at, id });
                }
                return await connection.List<ControlHead>($"{sql} order by c.changed_at, c.id limit @limit", parameters, cancellation);
            },
            cancellation);

    private async Task<ImmutableArray<bool>> Write(ImmutableArray<ControlAppend> members)
    {
        var written = new HashSet<ControlAppend>(ReferenceEqualityComparer.Instance);
        var failures = new Dictionary<ControlAppend, Exception>(ReferenceEqualityComparer.Instance);
        // In one order on all nodes, so that none waits for a row of another that waits for one of its.
        await Halving.Commit(
            [.. members.OrderBy(member => member.Control)],
            async batch =>
            {
                var begun = new ControlLoads.Begun();
                var done = await database.Run(
                    async (connection, _) =>
                    {
                        begun = new(); // it may be tried again
                        var refused = await loads.Take(connection, batch, begun);
                        return await Write(connection, [.. batch.Where(member => !refused.Contains(member))]);
                    },
                    CancellationToken.None);
                loads.Keep(begun);
                written.UnionWith(done);
            },
            (member, failure) =>
            {
                if (failure is MovedOnException)
                    return;
                ControlStoreLog.AppendFailed(log, failure, member.Control);
                failures[member] = failure;
            },
            failure => failure is StorageUnavailableException);
        return [.. members.Select(member => failures.TryGetValue(member, out var failure) ? throw new InvalidOperationException("What was decided could not be written.", failure) : written.Contains(member))];
    }

    private static async Task<List<ControlAppend>> Write(DbConnection connection, ImmutableArray<ControlAppend> members)
    {
        var written = new List<ControlAppend>();
        foreach (var member in members)
        {
            if (member.Head is { } head && !await ControlTables.Controls.Append(connection, member.DecidedOn, head, member.Lines))
                continue;
            if (member.Check is { } check && await connection.ExecuteAsync(ControlTables.InsertCheck, NamedRows.Parameters(ControlTables.Checks, check)) == 0)
            {
                if (member.Head is not null)
                    throw new MovedOnException(); // its row is written already, and must not stay
                continue;
            }
            foreach (var hit in member.Hits)
                await connection.ExecuteAsync(ControlTables.PutHit, NamedRows.Parameters(ControlTables.Hits, hit));
            written.Add(member);
        }
        return written;
    }

    /// <summary>Another node, which knew of no hit, was quicker with the record of the same check.</summary>
    private sealed class MovedOnException : Exception;
}

/// <summary>Hits that wait for an official.</summary>
internal sealed class UndecidedHits
{
    public long Hits { get; init; }

    /// <summary>Since when nothing was done about the control that waits the longest; null if none does.</summary>
    public DateTimeOffset? Oldest { get; init; }
}

internal static partial class ControlStoreLog
{
    [LoggerMessage(2201, LogLevel.Error, "Controls: what was decided on control {Control} could not be written.")]
    public static partial void AppendFailed(ILogger log, Exception exception, Guid control);
}
