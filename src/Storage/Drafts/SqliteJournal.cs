using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Drafts;

/// <summary>The journal on SQLite. The writer's thread is the lock: between its reading and its writing nobody else writes.</summary>
internal sealed class SqliteJournal(
    SqliteDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<SqliteJournal> log) : IJournal
{
    /// <summary>While one is being committed, another waits at the writer for its turn, and all who come meanwhile come aboard.</summary>
    public int BatchesAtOnce => 2;

    public bool IsShared => false;

    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation) => database.ReadLines(draft, cancellation);

    public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => database.LastLine(draft, cancellation);

    public Task<bool> Append(DraftAppend append, CancellationToken cancellation) => database.Write(
        session =>
        {
            if (session.Journal.LastLine(append.Head.Id) != append.DecidedOn)
                return false;

            session.Journal.Write(append.DecidedOn, append.Lines, append.Head);
            return true;
        },
        cancellation);

    public Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<RegistrationRequest>> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation) =>
        // On the writer's thread the batch is settled and the rule of numbering runs: only there the head of the sequence is known (decision 12).
        database.Write(session => new SqliteRegistering(session, sequence, number, clock.GetUtcNow(), log).Register(batch()), cancellation);
}
