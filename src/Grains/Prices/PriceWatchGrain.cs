using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Grains.Prices;

/// <summary>
/// Looks once a day, in Moscow, and after each load of price points, whether the flow has drifted from a research in force; a drift is registered as a risk situation. The id of that
/// entry follows from the research and the direction, so to look again does no harm.
/// </summary>
internal sealed class PriceWatchGrain(
    IPriceStore store,
    IEntries entries,
    IOptions<PriceSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    ILogger<PriceWatchGrain> log) : Grain, IPriceWatchGrain, IRemindable
{
    private const string Reminder = "prices";

    private const string Situations = "risk-situation";

    private static readonly TimeSpan period = TimeSpan.FromMinutes(1);

    private (DateOnly Day, long Load)? looked;

    public Task ArmReminder() => this.RegisterOrUpdateReminder(Reminder, TimeSpan.Zero, period);

    public async Task<int> Look()
    {
        var today = MoscowDays.Of(clock.GetUtcNow());
        var load = await store.LastLoad(CancellationToken.None);
        var drifted = 0;
        foreach (var research in await store.Approved(CancellationToken.None))
        {
            if (PriceResearches.IsInForce(research, today) && await Drifted(research, today))
                drifted++;
        }
        looked = (today, load);
        return drifted;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        try
        {
            if (looked != (MoscowDays.Of(clock.GetUtcNow()), await store.LastLoad(CancellationToken.None)))
                await Look();
        }
        catch (StorageUnavailableException away)
        {
            log.PricesNotLookedAt(away);
        }
    }

    private async Task<bool> Drifted(Entry research, DateOnly today)
    {
        var question = PriceResearches.QuestionOf(research.Open);
        if (await store.Flow(question, research.Authority, today, settings.Value.LeastPrices, CancellationToken.None) is not { } flow)
            return false;
        var approved = PriceResearches.MedianOf(research);
        if (PriceDrift.Of(approved, flow.Median, settings.Value.DriftPercent) is not { } direction)
            return false;

        var outcome = await entries.Register(
            Situations,
            new AddEntry(research.Authority, PriceWords.Situation(research, question, approved, flow, direction), Links: [new("entry", $"{research.Id:D}")]) { ByProgram = true },
            ProgramItself.Actor, new($"price-drift {research.Id:D} {direction}", "price-drift"));
        if (outcome.IsRefused)
            log.DriftNotRegistered(research.Id, outcome.Refusal.Reason);
        return !outcome.IsRefused;
    }
}

/// <summary>Watches how far prices drift from all researches in force; there is one.</summary>
[Alias("price-watch")]
public interface IPriceWatchGrain : IGrainWithStringKey
{
    /// <summary>Arms the reminder, which is never disarmed; its first tick comes at once.</summary>
    [Alias("watch")]
    Task ArmReminder();

    /// <summary>Looks at all researches in force; from how many the flow has drifted.</summary>
    [Alias("look")]
    Task<int> Look();
}

/// <summary>The watch over prices as a grain.</summary>
public static class PriceGrains
{
    private const string TheWatch = "watch/prices";

    public static IPriceWatchGrain PriceWatch(this IGrainFactory grains) => grains.GetGrain<IPriceWatchGrain>(TheWatch);
}

/// <summary>What goods cost now.</summary>
/// <param name="Basis">What it was made of.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record PriceFlow(PriceBasis Basis, decimal Median, int Prices, DateOnly From, DateOnly To);

/// <summary>Where prices and researches are read.</summary>
internal interface IPriceStore
{
    /// <summary>The number of the last load of price points that has ended; 0 if there is none.</summary>
    Task<long> LastLoad(CancellationToken cancellation);

    /// <summary>All researches that are approved, also those whose last day has passed.</summary>
    Task<ImmutableArray<Entry>> Approved(CancellationToken cancellation);

    /// <summary>
    /// The declarations of the last month that the authority sees; where they are too few, the newest month of price points, if it is later than what was researched. Null where neither
    /// has so many prices.
    /// </summary>
    Task<PriceFlow?> Flow(PriceQuestion question, AuthorityCode authority, DateOnly today, int leastPrices, CancellationToken cancellation);

    /// <summary>Takes a load back, unless somebody has.</summary>
    /// <param name="actor">As lines have it.</param>
    /// <returns>By whom and why it was taken back; null of a load that still runs.</returns>
    Task<PriceWithdrawal?> Withdraw(long load, string reason, DateTimeOffset at, byte[] actor, CancellationToken cancellation);
}

/// <summary>What is written of a drift. A field keeps one text, so it says the same in Russian and, on the next line, in English.</summary>
internal static class PriceWords
{
    public static ImmutableSortedDictionary<string, string> Situation(Entry research, PriceQuestion question, decimal approved, PriceFlow flow, DriftDirection direction)
    {
        var (now, before, basis) = (NumberText.InWords(flow.Median), NumberText.InWords(approved), flow.Basis.InWords());
        var (code, number, isUp) = (question.CommodityCode, research.Number, direction == DriftDirection.Up);
        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, (KeyValuePair<string, string>[])
        [
            new("description", InBoth(new(
                $"The median of prices for code {code} is {(isUp ? "above" : "below")} that of price research {number}, which is approved: {now.En} instead of {before.En} US dollars a kilogram.",
                $"Медиана цен по коду {code} {(isUp ? "выше" : "ниже")} утверждённой ценовым исследованием {number}: {now.Ru} вместо {before.Ru} долл. США за кг."))),
            new("evidence", InBoth(new(
                $"Price research {number}; {basis.En} from {flow.From:yyyy-MM-dd} to {flow.To:yyyy-MM-dd}, {flow.Prices} prices.",
                $"Ценовое исследование {number}; {basis.Ru} с {flow.From:dd.MM.yyyy} по {flow.To:dd.MM.yyyy}, цен: {flow.Prices}."))),
            new("authority", research.Authority.Value),
            new("commodityCode", code),
        ]);
    }

    private static string InBoth(Phrase phrase) => $"{phrase.Ru}\n{phrase.En}";
}

/// <summary>Log events of prices, with stable ids.</summary>
internal static partial class PriceLog
{
    [LoggerMessage(1580, LogLevel.Warning, "The storage was away when it was looked at how far prices have drifted; the next tick looks again.")]
    public static partial void PricesNotLookedAt(this ILogger log, Exception exception);

    [LoggerMessage(1581, LogLevel.Error, "Prices have drifted from research {Research}, but no risk situation could be registered: {Reason}. The next look tries again.")]
    public static partial void DriftNotRegistered(this ILogger log, Guid research, RefusalReason reason);
}
