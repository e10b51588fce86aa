using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>
/// Decides a registration on nothing, since its entry does not exist yet, and hands it to its sequence; the store says if that was wrong. Then it is decided again on what is there. It keeps
/// no state and so is no grain: the entry becomes one with its first command after this.
/// </summary>
internal sealed class EntryRegistering(
    IGrainFactory grains,
    IEntryStore store,
    EntryDecisions decisions,
    EntryCommits commits,
    DeadlineReminders reminders,
    IOptions<NumberingSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    ILogger<EntryRegistering> log)
{
    private readonly ConcurrentDictionary<SequenceKey, RegistrationQueue<EntryRegistration, EntryAnswer>> sequences = [];

    /// <summary>Registers it with its number. The same under the same key is answered as done.</summary>
    public Task<Outcome<EntryReceipt>> Register(Guid id, string kind, AddEntry command, Actor actor, RequestConditions conditions) => EntryAttempts.UntilSaved(id, log, async () =>
    {
        var decided = await decisions.Register(id, kind, command, actor, conditions);
        if (decided.Refusal is { } refusal)
            return refusal;
        if (decided.Repeated is { } receipt)
            return receipt;

        var answer = await sequences.GetOrAdd(decided.Sequence!.Value, Sequence).Register(decided.Registration!);
        switch (answer.End)
        {
            case RegistrationEnd.Registered:
                await reminders.Settle(command.Authority);
                return new EntryReceipt(id, 1, answer.Number!, Repeated: false) { Stored = new([answer.Line!], KeptLines.Of(id, 1, decided.Registration!.Kept)) { Folded = answer.Entry } };
            case RegistrationEnd.MovedOn:
                // Without a key nobody else knows the id: it was written, and the answer was lost inside.
                return conditions.Key is null && (await store.Read(id, CancellationToken.None)).Fold() is { } written
                    ? new EntryReceipt(id, written.Line, written.Number, Repeated: false)
                    : (Outcome<EntryReceipt>?)null;
            case RegistrationEnd.StorageUnavailable:
                return Refusal.OutcomeUnknown;
            default:
                throw new RegistrationFailedException($"Entry {id} could not be registered; the log of its sequence says why.");
        }
    });

    private RegistrationQueue<EntryRegistration, EntryAnswer> Sequence(SequenceKey key) => new(
        new SequenceCalls<IEntrySequenceGrain, EntryRegistration, EntryAnswer>(
            new(grains.EntrySequence(key), settings.Value.GrainPatience, log), (grain, batch) => grain.Register(batch), batch => commits.Commit(key, batch)).Register,
        store.BatchesAtOnce, settings.Value, metrics: null, clock);
}
