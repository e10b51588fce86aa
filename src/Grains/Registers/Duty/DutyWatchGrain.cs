using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Duty;

/// <summary>
/// Writes the summaries of the duty service, each morning at eight in Moscow, and those of mornings that were missed. A reminder nudges; what there is already says the store: a summary has its
/// id from its authority and day, and that of the FCS is written last, so that a morning with it is done. They begin once there is something to sum up.
/// </summary>
internal sealed class DutyWatchGrain(
    IEntryStore store, EntryRegistering registering, IRegisterKinds kinds, EntryListings listings, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<DutyWatchGrain> log)
    : Grain, IDutyWatchGrain, IRemindable
{
    private const string Reminder = "duty-summaries";

    /// <summary>In one tick, which has to answer in time; the next one goes on.</summary>
    private const int MostDaysAtOnce = 3;

    /// <summary>So many mornings before the last one are made up for where there is no summary yet: a store from before there were any may have incidents of years.</summary>
    private const int MostDaysBefore = 7;

    private static readonly TimeSpan period = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan settling = TimeSpan.FromSeconds(30);

    private DateOnly? done;

    public Task ArmReminder() => this.RegisterOrUpdateReminder(Reminder, TimeSpan.Zero, period);

    public async Task<int> Summarise()
    {
        var last = DutySummaries.LastDay(clock.GetUtcNow(), settling);
        if (done >= last || reference.Current.Authorities.Find(AuthorityCode.Fcs) is null || await Next(last) is not { } next)
            return 0;
        var written = 0;
        for (var day = next; day <= last && day < next.AddDays(MostDaysAtOnce); day = day.AddDays(1))
        {
            if (await Summarise(day) is not { } some)
                return written;
            written += some;
            done = day;
        }
        return written;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        try
        {
            await Summarise();
        }
        catch (StorageUnavailableException away)
        {
            log.NotSummarised(away);
        }
    }

    /// <summary>The first morning that lacks its summary; null if there is nothing to sum up yet.</summary>
    private async Task<DateOnly?> Next(DateOnly last)
    {
        if (await store.Newest(DutyRegisters.Summary, AuthorityCode.Fcs, CancellationToken.None) is { } newest)
            return DayText.TryRead(newest.Fold()!.Values["day"].Plain!, out var day) ? day.AddDays(1) : null;
        if (await store.First(DutyRegisters.Watched, CancellationToken.None) is not { } first || first >= DutySummaries.EndOf(last))
            return null;
        var morning = MoscowDays.Of(first);
        if (first >= DutySummaries.EndOf(morning))
            morning = morning.AddDays(1);
        return morning > last.AddDays(-MostDaysBefore) ? morning : last.AddDays(-MostDaysBefore);
    }

    /// <summary>How many were written; null if one could not be, and the morning is not done.</summary>
    private async Task<int?> Summarise(DateOnly day)
    {
        var (since, until) = (DutySummaries.EndOf(day.AddDays(-1)), DutySummaries.EndOf(day));
        var register = reference.Current.Authorities;
        var stored = await store.Between(DutyRegisters.Watched, since, until, null, CancellationToken.None);
        var entries = stored.Select(each => DutySummaries.At(each, until)).OfType<Entry>()
            .Where(entry => KindOf(entry)?.State(entry.State) is not { End: true } || entry.StateSince >= since).ToArray();
        var written = 0;
        foreach (var authority in Summed(register))
        {
            var own = authority == AuthorityCode.Fcs ? entries : [.. entries.Where(entry => register.IsWithin(entry.Authority, authority))];
            var outcome = await registering.Register(
                DutySummaries.IdOf(authority, day), DutyRegisters.Summary, new AddEntry(authority, DutySummaries.Values(day, own, listings, KindOf)), Author(authority), new(Key: new(DayText.Of(day), DutyRegisters.Summary)));
            if (outcome.IsRefused)
            {
                log.SummaryRefused(day, authority, outcome.Refusal.Detail.En);
                return null;
            }
            written += outcome.Value.Repeated ? 0 : 1;
        }
        return written;
    }

    private RegisterKind? KindOf(Entry entry) => kinds.Current.Edition(entry.Kind, entry.Edition);

    /// <summary>Directorates and whoever else directly under the FCS leads others, and the FCS after them.</summary>
    private static IEnumerable<AuthorityCode> Summed(AuthorityRegister register)
    {
        var leading = register.All.Select(each => each.Parent).OfType<AuthorityCode>().ToHashSet();
        return register.All.Where(each => each.Parent == AuthorityCode.Fcs && (each.Kind == AuthorityKind.Directorate || leading.Contains(each.Code))).Select(each => each.Code).Append(AuthorityCode.Fcs);
    }

    private static Actor Author(AuthorityCode authority) => new("duty-watch", "Duty watch", authority, null, [Role.System]);
}

/// <summary>Writes the summaries of the duty service; there is one.</summary>
[Alias("duty-watch")]
public interface IDutyWatchGrain : IGrainWithStringKey
{
    /// <summary>Arms the reminder, which is never disarmed; its first tick comes at once.</summary>
    [Alias("watch")]
    Task ArmReminder();

    /// <summary>Writes the summaries that are due, the oldest first; how many were written.</summary>
    [Alias("summarise")]
    Task<int> Summarise();
}

/// <summary>The watch of the duty service as a grain.</summary>
public static class DutyGrains
{
    private const string TheWatch = "watch/duty";

    public static IDutyWatchGrain DutyWatch(this IGrainFactory grains) => grains.GetGrain<IDutyWatchGrain>(TheWatch);
}

/// <summary>Log events of the duty service, with stable ids.</summary>
internal static partial class DutyLog
{
    [LoggerMessage(1560, LogLevel.Warning, "The storage was away when summaries of the duty service were due; the next tick writes them.")]
    public static partial void NotSummarised(this ILogger log, Exception exception);

    [LoggerMessage(1561, LogLevel.Warning, "The summary of the duty service of {Day} for {Authority} was refused; the next tick tries again. {Reason}")]
    public static partial void SummaryRefused(this ILogger log, DateOnly day, AuthorityCode authority, string reason);
}
