using System.Text.Json.Serialization;
using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Grains.Suggestions;

/// <summary>That past rates are to be counted instead of hits.</summary>
/// <param name="Fields">By whose values.</param>
/// <param name="HeldOutFrom">The first day of what is not learnt from.</param>
/// <param name="Share">Of the inspections of that time, which the table chooses.</param>
/// <param name="LeastCases">Values of fewer are not suggested.</param>
[GenerateSerializer, Alias("suggestion-question"), Immutable]
public sealed record SuggestionQuestion(
    [property: Id(0)] ImmutableArray<string> Fields, [property: Id(1)] DateOnly HeldOutFrom, [property: Id(2)] double Share, [property: Id(3)] int LeastCases);

/// <summary>What comes of it.</summary>
/// <param name="Table">Null where nothing was controlled.</param>
/// <param name="HeldOut">Null where nothing was controlled in one of the two times.</param>
[GenerateSerializer, Alias("suggested-table"), Immutable]
public sealed record SuggestedTable([property: Id(0)] Suggestion? Table, [property: Id(1)] HeldOut? HeldOut)
{
    private const int MostValues = 200;

    public static SuggestedTable Of(IReadOnlyCollection<PastRate> past, SuggestionQuestion asked) => new(Suggesting.Of(past, asked.LeastCases, MostValues), Suggesting.Measure(past, asked.Share));
}

/// <summary>Items with the same values that were controlled, in the time that is learnt from and in the later one that is held out.</summary>
/// <param name="Values">In the order of the fields; empty where one is missing.</param>
[GenerateSerializer, Alias("past-rate"), Immutable]
public sealed record PastRate(
    [property: Id(0)] ImmutableArray<string> Values, [property: Id(1)] long Controlled, [property: Id(2)] long WithFinding, [property: Id(3)] long HeldOutControlled, [property: Id(4)] long HeldOutWithFinding)
{
    /// <summary>No value has this in it.</summary>
    private const char Between = '\0';

    /// <summary>Rates of different declarations, added up by their values and in the order of these.</summary>
    public static ImmutableArray<PastRate> Sum(ImmutableArray<PastRate> one, ImmutableArray<PastRate> other)
    {
        if (one.IsDefaultOrEmpty || other.IsDefaultOrEmpty)
            return one.IsDefaultOrEmpty ? other.IsDefault ? [] : other : one;
        var sums = one.ToDictionary(each => string.Join(Between, each.Values), StringComparer.Ordinal);
        foreach (var each in other)
        {
            var key = string.Join(Between, each.Values);
            sums[key] = sums.TryGetValue(key, out var known) ? known + each : each;
        }
        return [.. sums.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => each.Value)];
    }

    public static PastRate operator +(PastRate one, PastRate other) => one with
    {
        Controlled = one.Controlled + other.Controlled,
        WithFinding = one.WithFinding + other.WithFinding,
        HeldOutControlled = one.HeldOutControlled + other.HeldOutControlled,
        HeldOutWithFinding = one.HeldOutWithFinding + other.HeldOutWithFinding,
    };
}

/// <summary>Values with their past rate.</summary>
/// <param name="Rate">As it was counted, with its interval.</param>
/// <param name="Shrunk">Drawn towards the mean, the more the fewer were controlled.</param>
/// <param name="Past">What was counted.</param>
[GenerateSerializer, Alias("suggested-values"), Immutable]
public sealed record SuggestedValues([property: Id(0)] PastRate Past, [property: Id(1)] Rate Rate, [property: Id(2)] double Shrunk);

/// <summary>How a table of past rates does on a later period that it has not seen.</summary>
/// <param name="Share">Of the items controlled then, so many would have been chosen.</param>
/// <param name="Controlled">All that were controlled then.</param>
/// <param name="WithFinding">Of those: with something found. What choosing at random comes to.</param>
/// <param name="Chosen">By the table, those with the highest rates.</param>
/// <param name="ChosenWithFinding">Of equal rates a part is taken as it falls on average.</param>
[GenerateSerializer, Alias("held-out"), Immutable]
public sealed record HeldOut(
    [property: Id(0)] double Share, [property: Id(1)] long Controlled, [property: Id(2)] long WithFinding, [property: Id(3)] long Chosen, [property: Id(4)] double ChosenWithFinding)
{
    [JsonIgnore]
    public Rate? Precision => Rates.Of((long)Math.Round(ChosenWithFinding), Chosen);

    [JsonIgnore]
    public Rate? Random => Rates.Of(WithFinding, Controlled);
}

/// <param name="Mean">The rate of all that was controlled.</param>
/// <param name="Strength">So many cases at the mean are added to those of each value.</param>
/// <param name="Values">The highest shrunk rates first.</param>
[GenerateSerializer, Alias("suggestion"), Immutable]
public sealed record Suggestion([property: Id(0)] double Mean, [property: Id(1)] double Strength, [property: Id(2)] ImmutableArray<SuggestedValues> Values);

/// <summary>
/// A table of past rates. A rate of few cases is mostly chance, so each is drawn towards the mean as if some cases at the mean had been seen as well; how many, the rates themselves tell
/// (the variance between them beyond that of chance, by moments).
/// </summary>
public static class Suggesting
{
    private const double MostStrength = 1_000_000;
    private const double LeastStrength = 1;

    /// <param name="leastCases">Values of fewer controlled items are not suggested; they still count for the measure.</param>
    /// <returns>Null where nothing was controlled.</returns>
    public static Suggestion? Of(IReadOnlyCollection<PastRate> past, long leastCases, int most)
    {
        if (Learnt(past) is not var (mean, strength))
            return null;
        return new(mean, strength,
        [
            .. past.Where(each => each.Controlled >= leastCases && each.Values.All(value => value.Length > 0))
                .Select(each => new SuggestedValues(each, Rates.Of(each.WithFinding, each.Controlled)!, Shrunk(each, mean, strength)))
                .OrderByDescending(each => each.Shrunk).ThenBy(each => string.Join(' ', each.Past.Values), StringComparer.Ordinal).Take(most),
        ]);
    }

    /// <summary>What choosing the given share of inspections by the table finds later.</summary>
    /// <returns>Null where nothing was controlled in one of the two times.</returns>
    public static HeldOut? Measure(IReadOnlyCollection<PastRate> past, double share)
    {
        var all = past.Sum(each => each.HeldOutControlled);
        if (all == 0 || Learnt(past) is not var (mean, strength))
            return null;
        var wanted = Math.Max(1, (long)Math.Round(all * share));
        var (left, found) = (wanted, 0.0);
        foreach (var alike in past.Where(each => each.HeldOutControlled > 0).GroupBy(each => Shrunk(each, mean, strength)).OrderByDescending(group => group.Key))
        {
            var (there, withFinding) = (alike.Sum(each => each.HeldOutControlled), alike.Sum(each => each.HeldOutWithFinding));
            var taken = Math.Min(left, there);
            found += (double)withFinding * taken / there;
            left -= taken;
            if (left == 0)
                break;
        }
        return new(share, all, past.Sum(each => each.HeldOutWithFinding), wanted, found);
    }

    /// <summary>Values that were not seen before, and those of which one is missing, have the mean.</summary>
    private static double Shrunk(PastRate past, double mean, double strength) =>
        past.Values.All(value => value.Length > 0) ? (past.WithFinding + (strength * mean)) / (past.Controlled + strength) : mean;

    private static (double Mean, double Strength)? Learnt(IReadOnlyCollection<PastRate> past)
    {
        var seen = past.Where(each => each.Controlled > 0).ToArray();
        double all = seen.Sum(each => each.Controlled);
        if (all == 0)
            return null;
        var mean = seen.Sum(each => each.WithFinding) / all;
        var spread = seen.Sum(each => each.Controlled * Math.Pow(((double)each.WithFinding / each.Controlled) - mean, 2));
        var weight = all - (seen.Sum(each => (double)each.Controlled * each.Controlled) / all);
        var between = weight > 0 ? (spread - ((seen.Length - 1) * mean * (1 - mean))) / weight : 0;
        return (mean, between > 0 ? Math.Clamp((mean * (1 - mean) / between) - 1, LeastStrength, MostStrength) : MostStrength);
    }
}
