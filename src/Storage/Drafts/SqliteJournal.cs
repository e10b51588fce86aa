using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Drafts;

/// <summary>The journal on SQLite. The writer's thread is the lock: between its reading and its writing nobody else writes.</summary>
internal sealed class SqliteJournal(
    SqliteDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<SqliteJournal> log) : IJournal
{
    public int BatchesAtOnce => database.BatchesAtOnce;

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

/// <summary>
/// One batch of registrations in one sequence, inside the writer's transaction. A savepoint stands around the batch; if it cannot be
/// written, its halves are numbered and written each behind its own, down to the one bad member, so that no other and no serial is lost.
/// </summary>
internal sealed class SqliteRegistering(
    WriterSession session,
    SequenceKey key,
    Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
    DateTimeOffset now,
    ILogger log)
{
    private readonly BatchAnswers<DraftId, RegistrationAnswer> answers = new(RegistrationAnswer.MovedOn);
    private SequenceHead sequence = session.Journal.Sequence(key);

    public ImmutableArray<RegistrationAnswer> Register(ImmutableArray<RegistrationRequest> batch)
    {
        if (batch.IsEmpty)
            return [];

        ImmutableArray<RegistrationRequest> members = [.. batch.DistinctBy(member => member.Draft).Where(StandsAsDecided)];
        Halving.Commit(members, Write, Failed, SqliteFailures.IsStorageUnavailable).GetAwaiter().GetResult(); // it is done
        return answers.For(batch.Select(member => member.Draft));
    }

    private bool StandsAsDecided(RegistrationRequest member) => session.Journal.LastLine(member.Draft) == member.DecidedOn;

    private void Failed(RegistrationRequest bad, Exception failure)
    {
        StorageLog.MemberFailed(log, failure, key, bad.Draft);
        answers[bad.Draft] = RegistrationAnswer.Failed;
    }

    private Task Write(ImmutableArray<RegistrationRequest> members)
    {
        var numbered = session.Attempt(() => Write(number(sequence, members, now)));
        sequence = numbered.Sequence;
        answers.Add(numbered.Answers);
        return Task.CompletedTask;
    }

    private NumberedBatch Write(NumberedBatch numbered)
    {
        foreach (var draft in numbered.Drafts)
        {
            session.Journal.Write(draft.DecidedOn, draft.Lines, draft.Head);
            session.Journal.Write(draft.Registration);
        }
        session.Journal.Write(numbered.Sequence);
        return numbered;
    }
}
