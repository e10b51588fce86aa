using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>A store with something of everything in it.</summary>
internal static class WholeStore
{
    /// <summary>
    /// Drafts 1 to 6 are registered, 5 and 6 adopted, 7 is being drafted; draft 4 has an executor and is overdue; the first profile was changed
    /// twice since.
    /// </summary>
    public static async Task Fill(this Store store, HandClock clock)
    {
        await store.Authorities.Write(new(1, Ceramics.Authorities.All), default);
        await store.Calendars.Write(CalendarContract.Load(1), default);
        await store.Calendars.Write(CalendarContract.Load(2, 2029), default);
        await store.Classifiers.Write(ClassifierContract.Load(1), default);
        await store.Classifiers.Write(ClassifierContract.Load(2, ClassifierName.Measures), default);
        var drafts = await store.ADraftToAdopt(1, 2, 3, 4, 5, 6);
        var profile = (await store.Publish([.. drafts[4..].Select(draft => Tiles.Adopt(draft))]))[0].Profile!.Id;

        clock.Turn(TimeSpan.FromDays(1));
        await store.Publish(await store.Change(profile, new ProfileUpdated(
            2, Tiles.Decision, Tiles.Of("10702000"), Ceramics.Note, new DateOnly(2026, 12, 1), new DateOnly(2027, 3, 31))));
        await store.Publish(await store.Change(profile, new ProfileCancellationDecided(Tiles.Decision)));
        await store.Directory.Acknowledge(Ceramics.Baltic, 3, clock.GetUtcNow(), Tiles.Actor, default);

        var efficiency = store.Service<IEfficiencyStore>();
        await efficiency.Put([new ProfileTask(profile, 2, Ceramics.Baltic, Ceramics.Unit, new(ProfileFlag.Refused, new(2026, 12, 1), 40, 0.25, 0.2))], default);
        Assert.NotNull(await efficiency.Look(profile, 2, ProfileFlag.Refused, "It stays.", clock.GetUtcNow(), Tiles.Actor, default));

        var overdue = StoredEvents.Table.Fold(await store.Journal.Read(drafts[3].Id, default))!;
        await store.Append(
            overdue,
            new ExecutorAssigned(new Official("executor-1", "E. Executor"), Ceramics.FcsUnit),
            new DeadlineMissed(overdue.Deadline!.Kind, overdue.Deadline.DueAt, overdue.Deadline.DueAt));

        var begun = AppendedDraft.Prepare(new DraftId(new Guid(7, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8])), clock.GetUtcNow());
        await store.Journal.Append(begun.Append, default);
        var edited = begun.Edit("Understated customs value of floor tiles", clock.GetUtcNow());
        await store.Journal.Append(edited.Append, default);
        await store.Journal.Append(edited.Sign(clock.GetUtcNow()).Append, default);
        await store.FillControls(clock.GetUtcNow());
    }

    private static async Task Append(this Store store, Draft draft, params DraftEvent[] events)
    {
        var at = events.OfType<DeadlineMissed>().Single().SeenAt;
        var lines = JournalLines.Date(draft.Id.Value, draft.Line, draft.LineHash, StoredEvents.Table.Pending([.. events]), LineActor.Watch(AuthorityCode.Fcs), at);
        var after = events.Zip(lines).Aggregate(draft, (before, each) => each.First.ApplyTo(before, new EventLine(draft.Id.Value, each.Second.Line, at, each.Second.Hash)));
        Assert.True(await store.Journal.Append(new DraftAppend(draft.Line, lines, DraftHead.Of(after)), default));
    }
}
