using System.Collections.Concurrent;
using System.Collections.Immutable;
using Npgsql;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;
using static RmsOrleans.Silo.Storage.Postgres.PostgresFailures;

namespace RmsOrleans.Silo.Storage.Postgres;

/// <summary>The journal on PostgreSQL.</summary>
internal sealed class PostgresJournal(
    PostgresDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<PostgresJournal> log) : IJournal
{
    private readonly ConcurrentDictionary<SequenceKey, OwnSequence> sequences = new();

    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation) => database.ReadLines(draft, cancellation);

    public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => database.LastLine(draft, cancellation);

    /// <summary>
    /// One statement, and so one transaction and one round trip. It writes the head if that stands where the decision was taken, which takes
    /// the row's lock, and the lines if it wrote the head. Appends that begin the same draft wait for each other at its primary key.
    /// </summary>
    public Task<bool> Append(DraftAppend append, CancellationToken cancellation) => OrAway(async () =>
    {
        cancellation.ThrowIfCancellationRequested(); // from here on it would leave the outcome unknown
        await using var command = database.Writing.CreateCommand(append.DecidedOn == 0 ? JournalSql.Begin : JournalSql.Append);
        command.Parameters.AddHeads([append.Head]);
        command.Parameters.AddLines([.. append.Lines]);
        if (append.DecidedOn > 0)
        {
            command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [append.DecidedOn] });
            command.Parameters.AddLater([append.Head]);
        }
        return await command.ExecuteNonQueryAsync(CancellationToken.None) > 0;
    });

    public Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        ImmutableArray<RegistrationRequest> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation) =>
        OrAway(() => new PostgresRegistering(
            database.Writing, sequence, sequences.GetOrAdd(sequence, _ => new OwnSequence()), number, clock, log).Register(batch, cancellation));
}
