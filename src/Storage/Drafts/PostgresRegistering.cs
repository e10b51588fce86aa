using Npgsql;
using RmsOrleans.Storage.Databases.Postgres;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// One batch of registrations in one sequence. New drafts are written in one round trip, together with those of other sequences, if the
/// sequence stands where this node expects it; else one round trip takes the locks, and one writes and commits. If the batch cannot be written,
/// its halves are committed each by itself, down to the one bad member.
/// </summary>
internal sealed class PostgresRegistering(
    NpgsqlDataSource database,
    PostgresRegisteringTogether together,
    SequenceKey key,
    OwnSequence own,
    Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
    TimeProvider clock,
    ConflictMetrics conflicts,
    ILogger log)
{
    private readonly BatchAnswers<DraftId, RegistrationAnswer> answers = new(RegistrationAnswer.MovedOn);

    public async Task<ImmutableArray<RegistrationAnswer>> Register(ImmutableArray<RegistrationRequest> batch, CancellationToken cancellation)
    {
        if (batch.IsEmpty)
            return [];

        ImmutableArray<RegistrationRequest> members = [.. batch.DistinctBy(member => member.Draft)];
        if (members.Any(member => member.DecidedOn > 0) || !await CommitsAtOnce(members))
            await Halving.Commit(members, part => CommitOrReadAgain(part, cancellation), Failed, PostgresFailures.IsStorageUnavailable);
        return answers.For(batch.Select(member => member.Draft));
    }

    private void Failed(RegistrationRequest bad, Exception failure)
    {
        StorageLog.MemberFailed(log, failure, key, bad.Draft);
        answers[bad.Draft] = RegistrationAnswer.Failed;
    }

    /// <summary>False if nothing was written, because something was not as expected.</summary>
    private async Task<bool> CommitsAtOnce(ImmutableArray<RegistrationRequest> members)
    {
        var isWritten = false;
        try
        {
            if (own.Number(sequence => number(sequence, members, clock.GetUtcNow())) is not { } ahead)
                return false;

            isWritten = await together.Write(ahead);
            if (isWritten)
                answers.Add(ahead.Batch.Answers);
            else
                conflicts.BatchWasRefused();
        }
        catch (Exception refused) when (!refused.IsStorageUnavailable() && refused is not OperationCanceledException)
        {
            conflicts.BatchWasRefused(); // a draft that another node has begun, or a bad member: the other way finds out which
        }
        finally
        {
            if (!isWritten)
                own.WasWrong();
        }
        return isWritten;
    }

    /// <summary>A new draft has no row to lock: another node may begin it after its absence was read. Read again, it has moved on.</summary>
    private async Task CommitOrReadAgain(ImmutableArray<RegistrationRequest> members, CancellationToken cancellation)
    {
        try
        {
            await Commit(members, cancellation);
        }
        catch (Exception failure) when (failure.IsUniqueViolation())
        {
            await Commit(members, cancellation);
        }
    }

    private async Task Commit(ImmutableArray<RegistrationRequest> members, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            var (sequence, lastLines) = await Lock(connection, members);
            var standing = members.RemoveAll(member => lastLines.GetValueOrDefault(member.Draft.Value) != member.DecidedOn);
            if (standing.IsEmpty)
            {
                await connection.Rollback();
                return;
            }
            var numbered = number(sequence, standing, clock.GetUtcNow());
            await WriteAndCommit(connection, numbered);
            own.Seen(sequence, numbered.Sequence);
            answers.Add(numbered.Answers);
        }
        catch
        {
            await connection.RollbackIfItAnswers();
            throw;
        }
    }

    /// <summary>The sequence first, then the heads in the order of their ids, as everybody does.</summary>
    private async Task<(SequenceHead Sequence, Dictionary<Guid, int> LastLines)> Lock(
        NpgsqlConnection connection, ImmutableArray<RegistrationRequest> members)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("begin");
        batch.Add(JournalSql.LockSequence).Parameters.Add(new NpgsqlParameter<string> { TypedValue = key.Value });
        batch.Add(JournalSql.LockHeads).Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. members.Select(member => member.Draft.Value)] });

        await using var reader = await batch.ExecuteReaderAsync();
        var sequence = await reader.ReadAsync()
            ? new SequenceHead(
                key, reader.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(1)), reader.GetFieldValue<byte[]>(2))
            : null;
        await reader.NextResultAsync();
        var lastLines = new Dictionary<Guid, int>();
        while (await reader.ReadAsync())
            lastLines.Add(reader.GetGuid(0), reader.GetInt32(1));

        if (sequence is not null)
            return (sequence, lastLines);

        await reader.DisposeAsync();
        await BeginSequence(connection);
        return await Lock(connection, members);
    }

    /// <summary>The first number of a sequence needs a row to lock.</summary>
    private async Task BeginSequence(NpgsqlConnection connection)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add("rollback");
        batch.Add(JournalSql.BeginSequence, JournalTables.SequenceRows, [SequenceHead.New(key)]);
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Heads before lines, new ones in the order of their ids: whoever begins the same drafts elsewhere waits here, and holds nothing that
    /// this transaction will ask for.
    /// </summary>
    private static async Task WriteAndCommit(NpgsqlConnection connection, NumberedBatch numbered)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.Add(
            JournalTables.DraftRows.InsertMany, JournalTables.DraftRows,
            numbered.Drafts.Where(draft => draft.DecidedOn == 0).Select(draft => draft.Head).OrderBy(head => head.Id.Value).ToList());
        batch.Add(JournalSql.UpdateHeads, JournalTables.DraftRows, numbered.Drafts.Where(draft => draft.DecidedOn > 0).Select(draft => draft.Head).ToList());
        batch.Add(JournalTables.LineRows.InsertMany, JournalTables.LineRows, numbered.Drafts.SelectMany(draft => draft.Lines).ToList());
        batch.Add(JournalTables.RegistrationRows.InsertMany, JournalTables.RegistrationRows, numbered.Drafts.Select(draft => draft.Registration).ToList());
        batch.Add(JournalSql.UpdateSequence, JournalTables.SequenceRows, [numbered.Sequence]);
        batch.Add("commit");
        await batch.ExecuteNonQueryAsync();
    }
}
