using RmsOrleans.Grains.Kernel.Commands;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// What a command would do: decided by the rules that decide it when it is meant, on the draft as it stands and as time has changed it.
/// Nothing is written, numbered, armed or counted, and no copy of a draft learns of it.
/// </summary>
internal sealed class DryRuns(IJournal journal, CurrentCircumstances current) : IDryRuns
{
    /// <summary>No grain is asked: a draft that there is not must not be kept in mind as one.</summary>
    public Task<Outcome<DraftReceipt>> Try(DraftId draft, DraftCommand first, Actor actor, RequestConditions conditions) =>
        Attempts.Tried(async () =>
        {
            var copy = new DraftCopy(draft, journal);
            if (conditions.Key is not null) // without one nobody else knows the id
                await copy.Read();
            return await Decide(draft, copy, first, actor, conditions);
        });

    public Task<Outcome<DraftReceipt>> Try(DraftId draft, DraftCopy copy, DraftCommand command, Actor actor, RequestConditions conditions) =>
        Attempts.Tried(async () =>
        {
            if (!await copy.ReadUnlessKnown() && !await copy.IsStillTrue())
                await copy.Read();
            return await Decide(draft, copy, command, actor, conditions);
        });

    private async Task<Outcome<DraftReceipt>> Decide(DraftId id, DraftCopy copy, DraftCommand command, Actor actor, RequestConditions conditions)
    {
        var draft = AsTimeHasIt(id, copy.Draft);
        var circumstances = current.Of(actor, conditions, draft?.ChangedAt);
        return DraftLifecycle.Decide(draft, command, circumstances) switch
        {
            Decision.Happens happens => Receipt(Foreseen(id, draft, happens, circumstances), circumstances.Now),
            Decision.Adopts => Receipt(draft!.Enter(DraftStatus.Adopted, null), circumstances.Now),
            Decision.DoneBefore done => DraftReceipt.DoneBefore(await copy.AsOf(done.Line)),
            Decision.Refused refused => refused.Refusal,
            var unknown => throw new InvalidOperationException($"Unhandled decision type {unknown.GetType().Name}."),
        };
    }

    /// <summary>A command that comes after the deadline finds it missed, and so does one that is only tried, though no line says so yet.</summary>
    private Draft? AsTimeHasIt(DraftId id, Draft? draft)
    {
        if (draft?.Deadline?.HasPassed(current.Now) != true)
            return draft;

        var now = Moments.NotBefore(current.Now, draft.ChangedAt);
        return Fold(id, draft, DeadlineRules.Check(draft, now, current.Reference), now);
    }

    /// <summary>Which number it would get is known when it gets it.</summary>
    private static Draft Foreseen(DraftId id, Draft? draft, Decision.Happens happens, Circumstances circumstances)
    {
        var after = Fold(id, draft, happens.Events, circumstances.Now)!;
        return happens.Registers ? after.Enter(DraftStatus.UnderConsideration, UnderConsideration.StartTerm(circumstances)) : after;
    }

    private static Draft? Fold(DraftId id, Draft? draft, ImmutableArray<DraftEvent> events, DateTimeOffset at) =>
        events.Aggregate(draft, (before, each) => each.ApplyTo(before, new EventLine(id.Value, (before?.Line ?? 0) + 1, at, [])));

    private static DraftReceipt Receipt(Draft after, DateTimeOffset now) =>
        DraftReceipt.Of(DraftHead.Of(after)) with { Warnings = DraftWarnings.Of(after, now) };
}

/// <summary>Tries the commands that make a draft; those of a draft that is there its grain tries.</summary>
public interface IDryRuns
{
    /// <summary>How a draft with this id would stand after its first command, or why it would be refused.</summary>
    Task<Outcome<DraftReceipt>> Try(DraftId draft, DraftCommand first, Actor actor, RequestConditions conditions);
}
