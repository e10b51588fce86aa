using System.Text;
using System.Text.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Deadlines;

public sealed class DeadlineWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan minute = TimeSpan.FromMinutes(1);

    private GrainStage stage = null!;

    public async Task InitializeAsync() => stage = await GrainStage.Open();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_deadline_that_passes_is_marked_once_with_its_time_and_the_time_it_was_seen()
    {
        var draft = await Submitted();
        var due = (await Read(draft)).Deadline!.DueAt;
        await TurnTo(due + minute);
        await stage.Journal.Written(draft, "DeadlineMissed");

        for (var i = 0; i < 3; i++)
            await NextLook();

        var missed = Assert.Single(await stage.Journal.LinesOf(draft), line => line.Type == "DeadlineMissed");
        using var payload = JsonDocument.Parse(missed.Payload);
        Assert.Equal((due, due + minute), (Time(payload, "dueAt"), Time(payload, "seenAt")));
        Assert.Contains("\"role\":\"system\"", Encoding.UTF8.GetString(missed.Actor), StringComparison.Ordinal);
        Assert.True((await Read(draft)) is { Overdue: true, DeadlineMissed: true, Deadline: not null });
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Nothing_is_marked_before_its_time()
    {
        var draft = await Submitted();
        await TurnTo((await Read(draft)).Deadline!.DueAt - minute - minute);

        await NextLook();

        Assert.False((await Read(draft)).Overdue);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Many_drafts_ask_their_authority_to_watch_once()
    {
        for (var i = 0; i < 20; i++)
            await Submitted();
        await stage.Deadlines.Looked(1);

        await NextLook();

        Assert.Equal(2, stage.Deadlines.Looks); // once when it was asked, and once at the reminder
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task More_than_a_page_of_them_is_marked_in_one_look()
    {
        var drafts = new List<DraftId>();
        for (var i = 0; i < DeadlineChecks.DuePage + 40; i++)
            drafts.Add(await Submitted());
        await TurnTo((await Read(drafts[^1])).Deadline!.DueAt + minute);

        foreach (var draft in drafts)
            await stage.Journal.Written(draft, "DeadlineMissed");
        await NextLook();

        foreach (var draft in drafts)
            Assert.Single(await stage.Journal.LinesOf(draft), line => line.Type == "DeadlineMissed");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_look_that_fails_is_made_up_for_by_the_next()
    {
        var draft = await Submitted();
        await stage.Deadlines.Looked(1);
        stage.Deadlines.Away = 1;
        await TurnTo((await Read(draft)).Deadline!.DueAt + minute);
        await stage.Deadlines.Looked(2);
        Assert.False((await Read(draft)).Overdue);

        await NextLook();
        await stage.Journal.Written(draft, "DeadlineMissed");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Gathering_information_returns_by_itself()
    {
        var draft = await Submitted();
        await Execute(draft, Steps.Assign, Ceramics.FcsCoordinator);
        await Execute(draft, Steps.Gather, Ceramics.Executor);
        await TurnTo((await Read(draft)).Deadline!.DueAt + minute);

        await stage.Journal.Written(draft, "InformationTermLapsed");

        var head = (await Read(draft));
        Assert.Equal((DraftStatus.UnderConsideration, DeadlineKind.Consideration, true), (head.Status, head.Deadline!.Kind, head.Overdue));
        Assert.Equal(["DeadlineMissed", "InformationTermLapsed"], (await stage.Journal.LinesOf(draft)).TakeLast(2).Select(line => line.Type));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_draft_s_own_authority_watches_its_rework()
    {
        var draft = await Submitted();
        await Execute(draft, Steps.Assign, Ceramics.FcsCoordinator);
        await Execute(draft, Steps.SendBack, Ceramics.Executor);
        Assert.Equal(Ceramics.Baltic, (await Read(draft)).Deadline!.Responsible);
        await TurnTo((await Read(draft)).Deadline!.DueAt + minute);

        await stage.Journal.Written(draft, "DeadlineMissed");
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_command_that_comes_after_the_deadline_finds_it_missed_though_nobody_has_looked()
    {
        var draft = await Submitted();
        await Execute(draft, Steps.Assign, Ceramics.FcsCoordinator);
        await stage.Deadlines.Looked(1);
        stage.Deadlines.Away = int.MaxValue;
        await TurnTo((await Read(draft)).Deadline!.DueAt + minute);

        await Execute(draft, Steps.FindInexpedient, Ceramics.Executor);

        Assert.Equal(["DeadlineMissed", "ResolvedInexpedient"], (await stage.Journal.LinesOf(draft)).TakeLast(2).Select(line => line.Type));
        Assert.False((await Read(draft)).Overdue);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Information_that_comes_after_its_term_is_refused_because_the_draft_is_back()
    {
        var draft = await Submitted();
        await Execute(draft, Steps.Assign, Ceramics.FcsCoordinator);
        await Execute(draft, Steps.Gather, Ceramics.Executor);
        await stage.Deadlines.Looked(1);
        stage.Deadlines.Away = int.MaxValue;
        await TurnTo((await Read(draft)).Deadline!.DueAt + minute);

        var refused = await stage.Execute(draft, Steps.RecordInformation, Ceramics.Executor);

        Assert.Contains("UnderConsideration", refused.Refusal!.Detail.En, StringComparison.Ordinal);
        Assert.Equal("InformationTermLapsed", (await stage.Journal.LinesOf(draft))[^1].Type);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_loaded_year_moves_open_deadlines_each_with_a_line()
    {
        var (moved, other) = (await Submitted(), await Submitted());
        await Execute(other, Steps.Assign, Ceramics.FcsCoordinator);
        await Execute(other, Steps.Gather, Ceramics.Executor);
        var (dueBefore, otherDue) = ((await Read(moved)).Deadline!.DueAt, (await Read(other)).Deadline!);
        var lastDay = (await Read(moved)).Deadline!.LastDay;

        await Load(new CalendarDay(lastDay, CalendarMark.Holiday));
        await Turn(minute);
        await stage.Journal.Written(moved, "DeadlineMoved");
        await stage.Journal.Written(other, "DeadlineMoved");

        Assert.True((await Read(moved)).Deadline!.DueAt > dueBefore);
        Assert.Equal((1L, false), ((await Read(moved)).Deadline!.CalendarRevision, (await Read(moved)).DeadlineMissed));
        Assert.True((await Read(other)).Deadline!.DueAt > otherDue.DueAt);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_loaded_year_leaves_what_it_does_not_move_and_is_looked_through_no_more_than_it_must()
    {
        var draft = await Submitted();
        var before = (await stage.Journal.LinesOf(draft)).Count;

        await Load(new CalendarDay(new DateOnly(2026, 1, 31), CalendarMark.Holiday));
        for (var i = 0; i < 4; i++)
            await NextLook();
        var passes = stage.Deadlines.Passes;
        await NextLook();

        Assert.Equal(before, (await stage.Journal.LinesOf(draft)).Count);
        Assert.Equal(passes, stage.Deadlines.Passes);
        Assert.InRange(passes, 2, 3); // three if a look was under way when the year was loaded
    }

    private async Task<DraftId> Submitted()
    {
        var draft = stage.NewDraft();
        Assert.False((await stage.Submit(draft)).IsRefused);
        return draft;
    }

    private async Task Execute(DraftId draft, DraftCommand command, Actor actor)
    {
        var outcome = await stage.Execute(draft, command, actor);
        Assert.False(outcome.IsRefused, outcome.Refusal?.Detail.En);
    }

    private async Task Load(CalendarDay added)
    {
        var days = ProductionCalendar.Embedded.Year(added.Date.Year)!.Days.Add(added);
        var byOperator = Ceramics.Coordinator with { Roles = [Role.Operator] };
        Assert.False((await stage.Service<ICalendarLoads>().Load(added.Date.Year, new LoadCalendarYear(days), byOperator, seenRevision: 0, allowMissingHolidays: true)).IsRefused);
        await stage.SpreadCalendar();
    }

    /// <summary>A minute passes, and every authority that has a reminder has looked.</summary>
    private async Task NextLook()
    {
        var looked = stage.Deadlines.Looked(stage.Deadlines.Looks + 1);
        while (!looked.IsCompleted)
        {
            await Task.WhenAny(looked, stage.EngineClock.TimerIsSet(within: AuthorityGrain.Period));
            if (!looked.IsCompleted)
                stage.Turn(minute);
        }
    }

    private Task TurnTo(DateTimeOffset time) => Turn(time - stage.Clock.GetUtcNow());

    /// <summary>Not before the reminder waits for its next tick: an engine leaves out what went by before that.</summary>
    private async Task Turn(TimeSpan by)
    {
        await stage.EngineClock.TimerIsSet(within: AuthorityGrain.Period);
        stage.Turn(by);
    }

    private Task<DraftHead> Read(DraftId draft) => stage.Store.Head(draft);

    private static DateTimeOffset Time(JsonDocument payload, string name) => payload.RootElement.GetProperty(name).GetDateTimeOffset();
}
