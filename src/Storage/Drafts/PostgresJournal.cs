using System.Collections.Concurrent;
using RmsOrleans.Storage.Databases.Postgres;

namespace RmsOrleans.Storage.Drafts;

/// <summary>The journal on PostgreSQL.</summary>
internal sealed class PostgresJournal(
    PostgresDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ConflictMetrics conflicts, ILogger<PostgresJournal> log) : IJournal
{
    private readonly ConcurrentDictionary<SequenceKey, OwnSequence> sequences = new();
    private readonly PostgresAppending appending = new(database.Writing, conflicts, log);
    private readonly PostgresRegisteringTogether together = new(database.Writing);
    private readonly PostgresReading reading = new(database.ByKey);

    public int BatchesAtOnce => database.BatchesAtOnce;

    public bool IsShared => true;

    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation) => reading.Read(draft, cancellation);

    public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => database.LastLine(draft, cancellation);

    public Task<bool> Append(DraftAppend append, CancellationToken cancellation) => database.Write(
        () =>
        {
            cancellation.ThrowIfCancellationRequested(); // from here on it would leave the outcome unknown
            return append.DecidedOn == 0 ? Begin(append) : appending.Append(append);
        },
        isWritten: written => written);

    public Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        Func<ImmutableArray<RegistrationRequest>> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation) =>
        database.Write(
            () => new PostgresRegistering(
                database.Writing, together, sequence, sequences.GetOrAdd(sequence, _ => new OwnSequence()), number, clock, conflicts, log).Register(batch(), cancellation),
            isWritten: answers => answers.Any(answer => answer.End == RegistrationEnd.Registered));

    /// <summary>One statement, and so one transaction and one round trip. Appends that begin the same draft wait for each other at its primary key.</summary>
    private async Task<bool> Begin(DraftAppend append)
    {
        await using var command = database.Writing.CreateCommand(JournalSql.Begin);
        JournalTables.DraftRows.AddTo(command.Parameters, [append.Head]);
        JournalTables.LineRows.AddTo(command.Parameters, append.Lines);
        return await command.ExecuteNonQueryAsync() > 0;
    }
}
