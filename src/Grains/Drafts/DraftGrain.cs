using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts.Consideration;
using RmsOrleans.Grains.Drafts.Content;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Decide, save, settle. What it remembers is only a copy: the journal refuses what was decided on an old one.</summary>
internal sealed class DraftGrain(
    IJournal journal,
    IAuthorityRegister authorities,
    ContentRules contentRules,
    DeadlineTerms terms,
    IOptions<ConsiderationSettings> consideration,
    IOptions<NumberingSettings> numbering,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    DraftMetrics metrics,
    ILogger<DraftGrain> log) : Grain, IDraftGrain
{
    private const int MostAttempts = 8;

    private Draft? draft;
    private bool hasRead;

    private DraftId Id => this.DraftId();

    public async Task<Outcome<DraftReceipt>> Execute(DraftCommand command, Actor actor, RequestConditions conditions)
    {
        try
        {
            var outcome = await DecideAndSave(command, actor, conditions);
            if (outcome.Refusal is { } refusal)
                metrics.Refused(command, refusal.Reason);
            return outcome;
        }
        catch (StorageAwayException)
        {
            Forget();
            metrics.Refused(command, RefusalReason.StorageAway);
            return new Refusal(RefusalReason.StorageAway, "The storage does not answer, so it is not known whether this was done. Ask again with the same idempotency key.");
        }
        catch
        {
            Forget();
            throw;
        }
        finally
        {
            if (draft is not { Status: DraftStatus.Drafting })
                DeactivateOnIdle();
        }
    }

    private async Task<Outcome<DraftReceipt>> DecideAndSave(DraftCommand command, Actor actor, RequestConditions conditions)
    {
        // The draft of a first command nearly always does not exist yet: it is decided on nothing, and the journal says if that was wrong.
        var isFresh = command is not (Submit or Prepare) && await ReadUnlessKnown();

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            var circumstances = new Circumstances(
                Moments.NotBefore(clock.GetUtcNow(), draft?.ChangedAt), actor, conditions, authorities.Current, contentRules, terms, consideration.Value);
            var outcome = DraftLifecycle.Decide(draft, command, circumstances) switch
            {
                Decision.Happens { Registers: true } happens => await Register(happens.Events.Bearing(conditions.Key), command, circumstances),
                Decision.Happens happens => await Append(happens.Events.Bearing(conditions.Key), command, circumstances),
                Decision.DoneBefore => isFresh || await IsStillTrue() ? Receipt(DraftHead.Of(draft!), repeated: true) : (Outcome<DraftReceipt>?)null,
                Decision.Refused refused => isFresh || await IsStillTrue() ? refused.Refusal : (Outcome<DraftReceipt>?)null,
                var unknown => throw new InvalidOperationException($"Nobody carries out a {unknown.GetType().Name}."),
            };
            if (outcome is not null)
                return outcome;

            await Read();
            isFresh = true;
        }
        log.MovedOnTooOften(Id, MostAttempts);
        return new Refusal(RefusalReason.StorageAway, "The draft is being changed by others at this moment. Ask again.");
    }

    /// <summary>Null when the draft has moved on since it was read; then it must be decided again.</summary>
    private async Task<Outcome<DraftReceipt>?> Append(ImmutableArray<DraftEvent> events, DraftCommand command, Circumstances circumstances)
    {
        var actor = LineActor.Write(circumstances.Actor, command, draft);
        var lines = JournalLines.Date(Id, draft?.Line ?? 0, draft?.LineHash ?? Chain.Start, StoredEvents.Pending(events), actor, circumstances.Now);
        var next = Fold(events, circumstances.Now, lines);
        var head = DraftHead.Of(next);
        if (!await journal.Append(new DraftAppend(draft?.Line ?? 0, lines, head), CancellationToken.None))
            return null;

        draft = next;
        hasRead = true;
        return Receipt(head, repeated: false);
    }

    private async Task<Outcome<DraftReceipt>?> Register(ImmutableArray<DraftEvent> events, DraftCommand command, Circumstances circumstances)
    {
        var head = DraftHead.Of(Fold(events, circumstances.Now, []));
        var request = new RegistrationRequest(
            Id,
            draft?.Line ?? 0,
            draft?.LineHash ?? Chain.Start,
            StoredEvents.Pending(events),
            LineActor.Write(circumstances.Actor, command, draft),
            head,
            circumstances.Authorities.Find(head.Authority)!.TimeZone,
            events.IsEmpty ? circumstances.Conditions.Key : null);

        var sequence = SequenceKey.ForDrafts(head.Authority, numbering.Value.DraftAuthorityDigits);
        var answer = await GrainFactory.Sequence(sequence).Register(request);
        Forget();
        return answer.End switch
        {
            RegistrationEnd.Registered => Receipt(answer.Head!, repeated: false),
            RegistrationEnd.MovedOn => (Outcome<DraftReceipt>?)null,
            RegistrationEnd.StorageAway => throw new StorageAwayException(),
            RegistrationEnd.Failed => throw new RegistrationFailedException($"Draft {Id} could not be registered; the log of sequence {sequence} says why."),
        };
    }

    private async Task<bool> ReadUnlessKnown()
    {
        if (hasRead)
            return false;

        await Read();
        return true;
    }

    private async Task Read()
    {
        draft = DraftJournal.Fold(Id, await journal.Read(Id, CancellationToken.None));
        hasRead = true;
    }

    private async Task<bool> IsStillTrue() => await journal.LastLine(Id, CancellationToken.None) == (draft?.Line ?? 0);

    private void Forget()
    {
        draft = null;
        hasRead = false;
    }

    /// <summary>The draft as it will stand; lines that have no hash yet are folded without one.</summary>
    private Draft Fold(ImmutableArray<DraftEvent> events, DateTimeOffset at, ImmutableArray<JournalLine> lines)
    {
        var next = draft;
        for (var i = 0; i < events.Length; i++)
            next = Draft.Apply(next, new DraftLine(Id, (next?.Line ?? 0) + 1, at, events[i], lines.IsEmpty ? [] : lines[i].Hash));
        return next ?? throw new InvalidOperationException($"Draft {Id}: nothing to fold.");
    }

    private static DraftReceipt Receipt(DraftHead head, bool repeated) =>
        new(head.Id, head.Status, head.Version, head.Line, head.Number, head.RegisteredAt, head.Deadline, repeated, head.Authority);
}
