using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Deadlines;

public sealed class CalendarLoadTests : IAsyncLifetime
{
    private static readonly Actor byOperator = Ceramics.Coordinator with { Subject = "operator-1", Name = "O. Operator", Roles = [Role.Operator] };
    private static readonly LoadCalendarYear year = new([new(new(2028, 2, 21), CalendarMark.TransferredDayOff)]);

    private GrainStage stage = null!;

    public async Task InitializeAsync() => stage = await GrainStage.Open();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_load_is_written_with_who_and_when_and_is_counted_by_at_once()
    {
        Assert.Equal(new CalendarLoaded(1, Changed: true), (await Load(2028, year)).Value);

        var load = Assert.Single(stage.Calendars.Loads);
        Assert.Equal((1, 2028, "operator-1", "O. Operator", stage.Clock.GetUtcNow()), (load.Revision, load.Year.Year, load.Subject, load.Name, load.At));
        Assert.Equal(new CalendarLoaded(1, Changed: false), (await Load(2028, year)).Value);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_load_that_another_node_overtakes_is_stale()
    {
        stage.Calendars.OthersLoad.Enqueue(load => load with { Year = new(2029, [new(new(2029, 1, 1), CalendarMark.Holiday)]) });

        Assert.Equal(RefusalReason.Stale, (await Load(2028, year)).Refusal!.Reason);
        Assert.Equal(2029, Assert.Single(stage.Calendars.Loads).Year.Year);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_load_that_another_node_has_written_meanwhile_is_done()
    {
        stage.Calendars.OthersLoad.Enqueue(load => load);

        Assert.Equal(new CalendarLoaded(1, Changed: false), (await Load(2028, year)).Value);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_load_with_a_faulty_day_is_refused_whole()
    {
        var refused = await Load(2028, new([.. year.Days, new(new(2028, 2, 26), CalendarMark.Short)]));

        Assert.Equal("/days/1", Assert.Single(refused.Refusal!.Errors).Pointer);
        Assert.Empty(stage.Calendars.Loads);
    }

    private Task<Outcome<CalendarLoaded>> Load(int number, LoadCalendarYear load) => stage.Service<ICalendarLoads>().Load(number, load, byOperator, seenRevision: 0, allowMissingHolidays: true);
}
