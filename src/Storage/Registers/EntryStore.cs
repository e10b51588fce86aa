using System.Data.Common;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Registers;

/// <summary>Entries of registers; the same text for both databases.</summary>
internal sealed partial class EntryStore(IDatabase database, JournalSignal signal, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<EntryStore> log) : IEntryStore
{
    private static readonly string lines = $"{EntryTables.Lines.Query} where l.subject = @entry order by l.line";

    private static readonly string kept = $"{EntryTables.Kept.Query} where v.subject = @entry order by v.line, v.name";

    private static readonly string spreadFrom = $"{EntryTables.Heads.Query} where e.origin = @entry and e.origin is not null order by e.authority, e.number";

    private const string OpenStatesOf = "select distinct state from entries where kind = @kind and not ended";

    /// <summary>Revision by revision, as the index entries_watched has them: an older one stands there after a new calendar, and a newer one where a node has not heard of it.</summary>
    private static readonly string passed = $"""
        select id from (
          {string.Join(" union all ", ((string[])["=", "<", ">"]).Select(compared =>
              $"select id, watch_at from entries where authority = @authority and due_at is not null and calendar_revision {compared} @calendarRevision and watch_at <= @now"))}) each_revision
        order by watch_at, id limit @most
        """;

    private const string CountedBefore =
        "select id from entries where authority = @authority and due_at is not null and calendar_revision < @calendarRevision order by calendar_revision, id limit @most";

    private const string OverKept = "select id from entries where kept_until is not null and kept_until <= @now order by kept_until, id limit @most";

    private const string Responsible = "select distinct authority from entries where due_at is not null";

    public int BatchesAtOnce => database.BatchesAtOnce;

    public Task<WholeEntry> Read(Guid entry, CancellationToken cancellation) => database.Query(
        async connection => new WholeEntry(
            await connection.List<JournalLine>(lines, new { entry }, cancellation), await connection.List<KeptLine>(kept, new { entry }, cancellation)),
        cancellation);

    public Task<bool> Append(EntryAppend append, CancellationToken cancellation) => Commit(connection => Change(connection, append), cancellation);

    /// <summary>Sequences are locked in the order of their names, so that two such commits never wait for each other.</summary>
    public Task<bool> Append(WideAppend append, Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number, CancellationToken cancellation) => Commit(
        async connection =>
        {
            await Change(connection, append.Own);
            foreach (var (entry, line) in append.Standing.OrderBy(each => each.Entry))
            {
                if (await connection.ExecuteAsync("update entries set last_line = last_line where id = @entry and last_line = @line", new { entry, line }) == 0)
                    throw new MovedOnException();
            }
            foreach (var other in append.Others.OrderBy(each => each.Head.Id))
                await Change(connection, other);
            foreach (var some in append.Spread.GroupBy(each => each.Sequence, each => each.Registration).OrderBy(each => each.Key.Value, StringComparer.Ordinal))
            {
                ImmutableArray<EntryRegistration> members = [.. some];
                if ((await Register(connection, some.Key, members, number)).Length != members.Length)
                    throw new MovedOnException(); // over New Year
            }
        },
        cancellation);

    public Task<IReadOnlyList<EntryHead>> SpreadFrom(Guid entry, CancellationToken cancellation) => database.Query<IReadOnlyList<EntryHead>>(
        async connection => await connection.List<EntryHead>(spreadFrom, new { entry }, cancellation), cancellation);

    private async Task<bool> Commit(Func<DbConnection, Task> write, CancellationToken cancellation)
    {
        try
        {
            await database.Run(
                async (connection, _) =>
                {
                    await write(connection);
                    return true;
                },
                cancellation);
            signal.Committed();
            return true;
        }
        catch (MovedOnException)
        {
            return false;
        }
    }

    private static async Task Change(DbConnection connection, EntryAppend append)
    {
        if (!await EntryTables.Entries.Append(connection, append.DecidedOn, append.Head, append.Lines))
            throw new MovedOnException();
        await WriteBeside(connection, append);
    }

    public async Task<ImmutableArray<EntryAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<EntryRegistration>> batch,
        Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number,
        CancellationToken cancellation)
    {
        var answers = new BatchAnswers<Guid, EntryAnswer>(EntryAnswer.Of(RegistrationEnd.MovedOn));
        ImmutableArray<EntryRegistration> asked = [];
        async Task Commit(Func<ImmutableArray<EntryRegistration>> members)
        {
            var numbered = await database.Run((connection, _) => Register(connection, sequence, members(), number), cancellation);
            answers.Add(numbered.Select(entry => (entry.Registration.Subject, entry.Answer)));
        }

        ImmutableArray<EntryRegistration> Ask() => [.. (asked = batch()).DistinctBy(member => member.Entry)];

        try
        {
            await Commit(Ask);
        }
        catch (Exception failure) when (failure is not (StorageUnavailableException or OperationCanceledException))
        {
            await Halving.Commit(
                Ask(),
                members => Commit(() => members),
                (member, its) =>
                {
                    EntryStoreLog.RegistrationFailed(log, its, sequence, member.Entry);
                    answers[member.Entry] = EntryAnswer.Of(RegistrationEnd.Failed);
                },
                its => its is StorageUnavailableException);
        }
        signal.Committed();
        return answers.For(asked.Select(member => member.Entry));
    }

    public Task<IReadOnlySet<string>> OpenStates(string kind, CancellationToken cancellation) => database.Query<IReadOnlySet<string>>(
        async connection => (await connection.List<string>(OpenStatesOf, new { kind }, cancellation)).ToHashSet(StringComparer.Ordinal), cancellation);

    public Task<ImmutableArray<Guid>> ToLookAt(AuthorityCode authority, DateTimeOffset now, long calendarRevision, int most, CancellationToken cancellation) => database.Query<ImmutableArray<Guid>>(
        async connection =>
        {
            var parameters = new { authority, now, calendarRevision, most };
            var late = await connection.List<Guid>(passed, parameters, cancellation);
            return [.. late.Union(await connection.List<Guid>(CountedBefore, parameters, cancellation)).Take(most)];
        },
        cancellation);

    public Task<ImmutableArray<Guid>> ToEmpty(DateTimeOffset now, int most, CancellationToken cancellation) => database.Query<ImmutableArray<Guid>>(
        async connection => [.. await connection.List<Guid>(OverKept, new { now, most }, cancellation)], cancellation);

    public Task<ImmutableArray<AuthorityCode>> WithTerms(CancellationToken cancellation) => database.Query<ImmutableArray<AuthorityCode>>(
        async connection => [.. await connection.List<AuthorityCode>(Responsible, null, cancellation)], cancellation);

    private async Task<ImmutableArray<NumberedEntry>> Register(
        DbConnection connection,
        SequenceKey key,
        ImmutableArray<EntryRegistration> members,
        Func<SequenceHead, ImmutableArray<EntryRegistration>, DateTimeOffset, NumberedEntries> number)
    {
        if (members.IsEmpty)
            return [];
        var sequence = await connection.QuerySingleAsync<SequenceHead>(EntryTables.LockSequence, new { key, at = DateTimeOffset.UnixEpoch, hash = Chain.Start });
        var standing = new List<EntryRegistration>();
        var there = await connection.Known("entries", "id", members.Select(member => member.Entry));
        foreach (var member in members.Where(member => !there.Contains(member.Entry)))
        {
            // Of two at once the second finds the first, here or when it decides again.
            if (member.Single is not { } single
                || (standing.All(other => other.Single != single) && await connection.ExecuteScalarAsync<long>($"select count(*) from entries e where {OpenSingle}", single) == 0))
                standing.Add(member);
        }
        var numbered = number(sequence, [.. standing], clock.GetUtcNow());
        if (numbered.Entries.IsEmpty)
            return [];
        await connection.Insert(EntryTables.Heads, numbered.Entries.Select(entry => entry.Append.Head).ToList());
        await connection.Insert(EntryTables.Lines, numbered.Entries.SelectMany(entry => entry.Append.Lines).ToList());
        await WriteBeside(connection, numbered.Entries.Select(entry => entry.Append).ToList());
        await connection.Insert(EntryTables.Numbers, numbered.Entries.Select(entry => entry.Registration).ToList());
        await connection.ExecuteAsync(EntryTables.UpdateSequence, NamedRows.Parameters(EntryTables.Sequences, numbered.Sequence));
        return numbered.Entries;
    }

    /// <summary>What belongs to entries beside their rows and lines.</summary>
    private static async Task WriteBeside(DbConnection connection, params IReadOnlyList<EntryAppend> appends)
    {
        foreach (var append in appends.Where(append => append.RemovesKept))
            await connection.ExecuteAsync("delete from entry_values where subject = @Id", new { append.Head.Id });
        await connection.Insert(EntryTables.Kept, appends.SelectMany(append => append.Kept).ToList());
        var words = appends.Select(EntryWordRows.Changed).ToList();
        await connection.Delete(EntryTables.Words, words.SelectMany(changed => changed.Gone).ToList());
        await connection.InsertNew(EntryTables.Words, words.SelectMany(changed => changed.New).ToList());
    }

    /// <summary>The entry stands elsewhere than was decided on; of what was written nothing may stay.</summary>
    private sealed class MovedOnException : Exception;
}

internal static partial class EntryStoreLog
{
    [LoggerMessage(2301, LogLevel.Error, "Sequence {Sequence}: entry {Entry} could not be registered; the others of its batch were.")]
    public static partial void RegistrationFailed(ILogger log, Exception exception, SequenceKey sequence, Guid entry);

    [LoggerMessage(1550, LogLevel.Warning, "Words of entries that have none could not be made; it is tried again.")]
    public static partial void WordsNotMade(ILogger log, Exception exception);
}
