using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Decide, save, settle.</summary>
internal sealed class DraftGrain(
    IJournal journal,
    CurrentCircumstances current,
    DraftRegistering registering,
    IAdoptions adoptions,
    DeadlineReminders reminders,
    DryRuns dryRuns,
    DraftMetrics metrics,
    ConflictMetrics conflicts,
    ILogger<DraftGrain> log) : Grain, IDraftGrain
{
    private const int MostAttempts = 8;

    private DraftCopy? copy;

    /// <summary>What the present command was last decided on.</summary>
    private Draft? before;

    private DraftId Id => this.DraftId();

    private DraftCopy Copy => copy ??= new(Id, journal);

    public async Task<Outcome<DraftReceipt>> Execute(DraftCommand command, Actor actor, RequestConditions conditions)
    {
        var call = CommandCall.Begin(command, Id.Value);
        before = null;
        try
        {
            var outcome = await DecideAndSave(command, actor, conditions);
            if (outcome.Refusal is { } refusal)
                return call.NotDone(command, actor, before, refusal, null, metrics);

            return call.Done(before, outcome.Value!);
        }
        catch (StorageUnavailableException away)
        {
            Copy.Forget();
            return call.NotDone(command, actor, before, Refusal.OutcomeUnknown, away.Write, metrics);
        }
        catch
        {
            Copy.Forget();
            call.Failed();
            throw;
        }
    }

    public Task<Outcome<DraftReceipt>> Try(DraftCommand command, Actor actor, RequestConditions conditions) =>
        dryRuns.Try(Id, Copy, command, actor, conditions);

    public async Task CheckDeadline()
    {
        try
        {
            await Copy.ReadUnlessKnown();
            for (var attempt = 1; attempt <= MostAttempts && !await SaveWhatTimeDid(); attempt++)
                await ReadAfterAConflict();
        }
        catch
        {
            Copy.Forget();
            throw;
        }
    }

    private async Task<Outcome<DraftReceipt>> DecideAndSave(DraftCommand command, Actor actor, RequestConditions conditions)
    {
        // A draft that is prepared nearly always does not exist yet: it is decided on nothing, and the journal says if that was wrong.
        var isGuess = command is Prepare;
        var isFresh = !isGuess && await Copy.ReadUnlessKnown();
        int? registeredAfter = null;

        for (var attempt = 1; attempt <= MostAttempts; attempt++)
        {
            // A command that comes after the deadline finds it missed, even if no reminder has checked it yet.
            if (Copy.Draft?.Deadline?.HasPassed(current.Now) == true && !await SaveWhatTimeDid())
            {
                await ReadAfterAConflict();
                isFresh = true;
                continue;
            }

            before = Copy.Draft;
            var circumstances = current.Of(actor, conditions, Copy.Draft?.ChangedAt);
            var outcome = DraftLifecycle.Decide(Copy.Draft, command, circumstances) switch
            {
                Decision.Happens { Registers: true } happens => await Register(happens.Events.Bearing(conditions.Key), command, circumstances),
                Decision.Adopts adopts => await Adopt(adopts, command, circumstances),
                Decision.Happens happens => await Append(happens.Events.Bearing(conditions.Key), command, circumstances),
                Decision.DoneBefore done => DraftReceipt.DoneBefore(await Copy.AsOf(done.Line)),
                Decision.Refused { Refusal.Reason: RefusalReason.AlreadyRegistered } when await WasThisOne(registeredAfter, command, circumstances) =>
                    DraftReceipt.DoneBefore(await Copy.AsOf(registeredAfter!.Value + 1)) with { Repeated = false },
                Decision.Refused refused => isFresh || await Copy.IsStillTrue() ? refused.Refusal : (Outcome<DraftReceipt>?)null,
                var unknown => throw new InvalidOperationException($"Unhandled decision type {unknown.GetType().Name}."),
            };
            if (outcome is not null)
                return outcome;

            registeredAfter = command is Register ? before?.Line : null;
            if (isGuess)
                await Copy.Read();
            else
                await ReadAfterAConflict();
            (isGuess, isFresh) = (false, true);
        }
        log.MovedOnTooOften(Id, MostAttempts);
        return new Refusal(
            RefusalReason.Contended,
            "The draft is being changed by others at this moment; nothing was done. Ask again.",
            "Проект в данный момент изменяют другие; ничего не выполнено. Повторите запрос.");
    }

    /// <summary>Null when the draft has moved on since it was read; then it must be decided again.</summary>
    private async Task<Outcome<DraftReceipt>?> Append(ImmutableArray<DraftEvent> events, DraftCommand command, Circumstances circumstances)
    {
        if (await Save(events, ActorOf(command, circumstances), circumstances.Now) is not { } head)
            return null;

        return DraftReceipt.Of(head) with { Warnings = DraftWarnings.Of(Copy.Draft!, circumstances.Now), Attachment = Copy.Draft!.JustAttached };
    }

    /// <summary>False when the draft has moved on since it was read.</summary>
    private async Task<bool> SaveWhatTimeDid()
    {
        if (Copy.Draft is not { Deadline: { } deadline } draft)
            return true;

        var now = Moments.NotBefore(current.Now, draft.ChangedAt);
        var happened = DeadlineRules.Check(draft, now, current.Reference);
        if (happened.IsEmpty)
            return true;
        if (await Save(happened, LineActor.Watch(deadline.Responsible), now) is null)
            return false;

        if (happened.OfType<DeadlineMissed>().FirstOrDefault() is { } missed)
            metrics.Missed(missed);
        return true;
    }

    private async Task<DraftHead?> Save(ImmutableArray<DraftEvent> events, byte[] actor, DateTimeOffset at)
    {
        var head = await Copy.Append(events, actor, at);
        if (head is not null)
            await reminders.Settle(head.Deadline);
        return head;
    }

    private async Task<Outcome<DraftReceipt>?> Register(ImmutableArray<DraftEvent> events, DraftCommand command, Circumstances circumstances)
    {
        var head = await registering.Register(Copy, events, ActorOf(command, circumstances), circumstances);
        var (content, note) = command is Submit submit ? (submit.Content, submit.Note) : (Copy.Draft!.Content, Copy.Draft.Note);
        Copy.Forget();
        return head is null ? (Outcome<DraftReceipt>?)null : DraftReceipt.Of(head) with { Warnings = DraftWarnings.Of(content, note, circumstances.Now) };
    }

    /// <summary>Whether this very command registered the draft after that line, and the answer was lost inside.</summary>
    private async Task<bool> WasThisOne(int? registeredAfter, DraftCommand command, Circumstances circumstances) =>
        registeredAfter is { } line && await Copy.WriterOf(line + 1) is { } writer && writer.AsSpan().SequenceEqual(ActorOf(command, circumstances));

    private async Task<Outcome<DraftReceipt>?> Adopt(Decision.Adopts adopts, DraftCommand command, Circumstances circumstances)
    {
        var answer = await adoptions.Adopt(Copy.Draft!, adopts, ActorOf(command, circumstances), circumstances.Conditions.Key);
        Copy.Forget();
        return answer.End switch
        {
            RegistrationEnd.Registered => DraftReceipt.Of(answer.Draft!) with { Profile = answer.Profile },
            RegistrationEnd.MovedOn => (Outcome<DraftReceipt>?)null,
            RegistrationEnd.StorageUnavailable => throw new StorageUnavailableException { Write = answer.Write },
            RegistrationEnd.Failed => throw new RegistrationFailedException($"Draft {Id} could not be adopted; the log of the directory says why."),
        };
    }

    private Task ReadAfterAConflict()
    {
        conflicts.DraftMovedOn();
        return Copy.Read();
    }

    private byte[] ActorOf(DraftCommand command, Circumstances circumstances) => DraftPermissions.Writer(circumstances.Actor, command, Copy.Draft, circumstances.Units);
}

/// <summary>One draft risk profile.</summary>
[Alias("draft")]
public interface IDraftGrain : IGrainWithStringKey
{
    /// <summary>Decides the command, stores what happened, and says how the draft stands.</summary>
    [Alias("execute")]
    Task<Outcome<DraftReceipt>> Execute(DraftCommand command, Actor actor, RequestConditions conditions);

    /// <summary>How the draft would stand after the command, or why it would be refused. Nothing is stored, and nobody learns of it.</summary>
    /// <remarks>A method of its own: a silo of before would not heed a mark on <see cref="Execute"/>, and do what is only tried.</remarks>
    [Alias("try")]
    Task<Outcome<DraftReceipt>> Try(DraftCommand command, Actor actor, RequestConditions conditions);

    /// <summary>Records it if the running deadline has passed or a calendar moves it; what follows from that happens too.</summary>
    [Alias("check-deadline")]
    Task CheckDeadline();
}

/// <summary>Drafts as grains.</summary>
public static class DraftGrains
{
    private const string Prefix = "draft/";

    public static IDraftGrain Draft(this IGrainFactory grains, DraftId id) => grains.GetGrain<IDraftGrain>(Prefix + id);

    internal static DraftId DraftId(this IDraftGrain grain) => new(Guid.ParseExact(grain.Tail(Prefix), "D"));
}

/// <summary>Log events of drafts and their deadlines, with stable ids. None carries content or a person's name.</summary>
internal static partial class DraftLog
{
    [LoggerMessage(1003, LogLevel.Warning, "Draft {Draft} moved on {Times} times while a command was decided; the caller was turned away.")]
    public static partial void MovedOnTooOften(this ILogger log, DraftId draft, int times);

    [LoggerMessage(1010, LogLevel.Warning, "The deadline of draft {Draft} could not be checked; the watch will try again.")]
    public static partial void DeadlineNotChecked(this ILogger log, Exception exception, DraftId draft);

    [LoggerMessage(1011, LogLevel.Warning, "The authority {Authority} could not be asked to watch its deadlines; the next draft will ask again.")]
    public static partial void ReminderNotArmed(this ILogger log, Exception exception, AuthorityCode authority);
}

/// <summary>Refusals by command and reason; deadlines missed, by kind, and how long after their time they were seen.</summary>
internal sealed class DraftMetrics(IMeterFactory meters)
{
    private readonly Counter<long> refusals =
        meters.Create(Activities.SourceName).CreateCounter<long>("rms.refusals", "{refusal}", "Commands that were refused.");

    private readonly Histogram<double> seenAfter = meters.Create(Activities.SourceName).CreateHistogram(
        "rms.deadlines.seen_after", "s", "From the time when a missed deadline was due to its line in the journal.", advice: Buckets.LongTimes);

    public void Missed(DeadlineMissed missed) => seenAfter.Record((missed.SeenAt - missed.DueAt).TotalSeconds, new KeyValuePair<string, object?>("rms.deadline", missed.Kind.ToString()));

    public void Refused(DraftCommand command, RefusalReason reason) =>
        refusals.Add(1, new("rms.command", command.GetType().Name), new("rms.reason", reason.ToString()));
}
