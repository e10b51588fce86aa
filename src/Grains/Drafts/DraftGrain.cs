using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Directory;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts.Consideration;
using RmsOrleans.Grains.Drafts.Content;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Telemetry;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Decide, save, settle. What it remembers is only a copy: the journal refuses what was decided on an old one.</summary>
internal sealed class DraftGrain(
    IJournal journal,
    IAuthorityRegister authorities,
    ContentRules contentRules,
    DeadlineTerms terms,
    IProductionCalendar calendar,
    WatchedAuthorities watched,
    IOptions<ConsiderationSettings> consideration,
    IOptions<NumberingSettings> numbering,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    DraftMetrics metrics,
    ConflictMetrics conflicts,
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

    public async Task CheckDeadline()
    {
        try
        {
            await ReadUnlessKnown();
            for (var attempt = 1; attempt <= MostAttempts && !await SaveWhatTimeDid(); attempt++)
                await ReadAfterAConflict();
        }
        catch
        {
            Forget();
            throw;
        }
        finally
        {
            DeactivateOnIdle();
        }
    }

    private async Task<Outcome<DraftReceipt>> DecideAndSave(DraftCommand command, Actor actor, RequestConditions conditions)
    {
        // The draft of a first command nearly always does not exist yet: it is decided on nothing, and the journal says if that was wrong.
        var isGuess = command is Submit or Prepare;
        var isFresh = !isGuess && await ReadUnlessKnown();

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            // Whoever comes after the deadline finds it missed, also before the watch has come by.
            if (draft?.Deadline?.HasPassed(clock.GetUtcNow()) == true && !await SaveWhatTimeDid())
            {
                await ReadAfterAConflict();
                isFresh = true;
                continue;
            }

            var circumstances = new Circumstances(
                Moments.NotBefore(clock.GetUtcNow(), draft?.ChangedAt), actor, conditions, authorities.Current, contentRules, terms, consideration.Value);
            var outcome = DraftLifecycle.Decide(draft, command, circumstances) switch
            {
                Decision.Happens { Registers: true } happens => await Register(happens.Events.Bearing(conditions.Key), command, circumstances),
                Decision.Adopts adopts => await Adopt(adopts, command, circumstances),
                Decision.Happens happens => await Append(happens.Events.Bearing(conditions.Key), command, circumstances),
                Decision.DoneBefore => isFresh || await IsStillTrue() ? Receipt(draft!, repeated: true) with { Profile = draft!.AdoptedAs } : (Outcome<DraftReceipt>?)null,
                Decision.Refused refused => isFresh || await IsStillTrue() ? refused.Refusal : (Outcome<DraftReceipt>?)null,
                var unknown => throw new InvalidOperationException($"Nobody carries out a {unknown.GetType().Name}."),
            };
            if (outcome is not null)
                return outcome;

            if (isGuess)
                await Read();
            else
                await ReadAfterAConflict();
            (isGuess, isFresh) = (false, true);
        }
        log.MovedOnTooOften(Id, MostAttempts);
        return new Refusal(RefusalReason.StorageAway, "The draft is being changed by others at this moment. Ask again.");
    }

    /// <summary>Null when the draft has moved on since it was read; then it must be decided again.</summary>
    private async Task<Outcome<DraftReceipt>?> Append(ImmutableArray<DraftEvent> events, DraftCommand command, Circumstances circumstances)
    {
        if (!await Save(events, LineActor.Write(circumstances.Actor, command, draft), circumstances.Now))
            return null;

        return Receipt(draft!, repeated: false);
    }

    /// <summary>False when the draft has moved on since it was read.</summary>
    private async Task<bool> SaveWhatTimeDid()
    {
        if (draft is not { Deadline: { } deadline })
            return true;

        var now = Moments.NotBefore(clock.GetUtcNow(), draft.ChangedAt);
        var happened = DeadlineRules.Check(draft, now, terms, calendar.Current);
        if (happened.IsEmpty)
            return true;
        if (!await Save(happened, LineActor.Watch(deadline.Responsible), now))
            return false;

        if (happened.OfType<DeadlineMissed>().FirstOrDefault() is { } missed)
            metrics.Missed(missed);
        return true;
    }

    private async Task<bool> Save(ImmutableArray<DraftEvent> events, byte[] actor, DateTimeOffset at)
    {
        var lines = JournalLines.Date(Id, draft?.Line ?? 0, draft?.LineHash ?? Chain.Start, StoredEvents.Pending(events), actor, at);
        var next = Fold(events, at, lines);
        if (!await journal.Append(new DraftAppend(draft?.Line ?? 0, lines, DraftHead.Of(next)), CancellationToken.None))
            return false;

        draft = next;
        hasRead = true;
        await Settle(next.Deadline);
        return true;
    }

    /// <summary>The responsible authority watches the deadline. A node asks each once; what is saved stays saved if it cannot be asked.</summary>
    private async ValueTask Settle(Deadline? deadline)
    {
        if (deadline is null || !watched.Claim(deadline.Responsible))
            return;
        try
        {
            await GrainFactory.Authority(deadline.Responsible).Watch();
        }
        catch (Exception failure)
        {
            watched.GiveUp(deadline.Responsible);
            log.NotWatched(failure, deadline.Responsible);
        }
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
        await Settle(answer.Head?.Deadline);
        return answer.End switch
        {
            RegistrationEnd.Registered => Receipt(answer.Head!, repeated: false),
            RegistrationEnd.MovedOn => (Outcome<DraftReceipt>?)null,
            RegistrationEnd.StorageAway => throw new StorageAwayException(),
            RegistrationEnd.Failed => throw new RegistrationFailedException($"Draft {Id} could not be registered; the log of sequence {sequence} says why."),
        };
    }

    private async Task<Outcome<DraftReceipt>?> Adopt(Decision.Adopts adopts, DraftCommand command, Circumstances circumstances)
    {
        var answer = await GrainFactory.Directory().Publish(new DraftAdoption(
            ProfileId.Of(Id),
            LineActor.Write(circumstances.Actor, command, draft),
            Id,
            draft!.Line,
            draft.LineHash,
            DraftHead.Of(draft.Enter(DraftStatus.Adopted, null)),
            adopts.Content,
            adopts.Note,
            circumstances.Conditions.Key));
        Forget();
        return answer.End switch
        {
            RegistrationEnd.Registered => Receipt(answer.Draft!, repeated: false) with { Profile = answer.Profile!.Number },
            RegistrationEnd.MovedOn => (Outcome<DraftReceipt>?)null,
            RegistrationEnd.StorageAway => throw new StorageAwayException(),
            RegistrationEnd.Failed => throw new RegistrationFailedException($"Draft {Id} could not be adopted; the log of the directory says why."),
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

    private Task ReadAfterAConflict()
    {
        conflicts.DraftMovedOn();
        return Read();
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

    private static DraftReceipt Receipt(Draft draft, bool repeated) =>
        new(draft.Id, draft.Status, draft.Version, draft.Line, draft.Number, draft.RegisteredAt, draft.Deadline, repeated, draft.Authority);

    private static DraftReceipt Receipt(DraftHead head, bool repeated) =>
        new(head.Id, head.Status, head.Version, head.Line, head.Number, head.RegisteredAt, head.Deadline, repeated, head.Authority);
}
