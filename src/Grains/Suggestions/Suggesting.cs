using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Grains.Suggestions;

/// <summary>Items with the same values that were controlled, in the time that is learnt from and in the later one that is held out.</summary>
/// <param name="Values">In the order of the fields; empty where one is missing.</param>
public sealed record PastRate(ImmutableArray<string> Values, long Controlled, long WithFinding, long HeldOutControlled, long HeldOutWithFinding);

/// <summary>Values with their past rate.</summary>
/// <param name="Rate">As it was counted, with its interval.</param>
/// <param name="Shrunk">Drawn towards the mean, the more the fewer were controlled.</param>
/// <param name="Past">What was counted.</param>
public sealed record SuggestedValues(PastRate Past, Rate Rate, double Shrunk);

/// <summary>How a table of past rates does on a later period that it has not seen.</summary>
/// <param name="Share">Of the items controlled then, so many would have been chosen.</param>
/// <param name="Controlled">All that were controlled then.</param>
/// <param name="WithFinding">Of those: with something found. What choosing at random comes to.</param>
/// <param name="Chosen">By the table, those with the highest rates.</param>
/// <param name="ChosenWithFinding">Of equal rates a part is taken as it falls on average.</param>
public sealed record HeldOut(double Share, long Controlled, long WithFinding, long Chosen, double ChosenWithFinding)
{
    public Rate? Precision => Rates.Of((long)Math.Round(ChosenWithFinding), Chosen);

    public Rate? Random => Rates.Of(WithFinding, Controlled);
}

/// <param name="Mean">The rate of all that was controlled.</param>
/// <param name="Strength">So many cases at the mean are added to those of each value.</param>
/// <param name="Values">The highest shrunk rates first.</param>
public sealed record Suggestion(double Mean, double Strength, ImmutableArray<SuggestedValues> Values);

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
