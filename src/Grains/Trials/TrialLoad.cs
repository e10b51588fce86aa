using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Trials;

/// <summary>Declarations of a month and a control authority that are inspected, day by day from the first of the month.</summary>
/// <param name="InForce">That profiles in force have inspected: each declaration once, however many of them hit it.</param>
/// <param name="Added">That what is tried hits, and none of those profiles.</param>
[GenerateSerializer, Alias("trial-load-cell"), Immutable]
public sealed record TrialLoadCell(
    [property: Id(0)] DateOnly Month, [property: Id(1)] string Authority, [property: Id(2)] ImmutableArray<int> InForce, [property: Id(3)] ImmutableArray<int> Added)
{
    public static TrialLoadCell operator +(TrialLoadCell one, TrialLoadCell other) => one with
    {
        InForce = [.. one.InForce.Zip(other.InForce, (left, right) => left + right)],
        Added = [.. one.Added.Zip(other.Added, (left, right) => left + right)],
    };
}

/// <summary>Inspections a working day of an authority: what profiles in force cause, what is added to it, and both together.</summary>
/// <param name="Capacity">Inspections a working day that the authority can carry out; null where it has not said.</param>
/// <param name="DaysAbove">Working days on which there would be more than that.</param>
/// <param name="DaysAboveBefore">Those on which there are more already.</param>
[GenerateSerializer, Alias("trial-load"), Immutable]
public sealed record TrialLoad(
    [property: Id(0)] string Authority,
    [property: Id(1)] LoadFigures InForce,
    [property: Id(2)] LoadFigures Added,
    [property: Id(3)] LoadFigures Together,
    [property: Id(4)] int? Capacity,
    [property: Id(5)] int DaysAbove,
    [property: Id(6)] int DaysAboveBefore,
    [property: Id(7)] int WorkingDays);

/// <summary>Of working days.</summary>
[GenerateSerializer, Alias("load-figures"), Immutable]
public sealed record LoadFigures([property: Id(0)] double Mean, [property: Id(1)] int Percentile95, [property: Id(2)] int Highest)
{
    private const int Places = 2;
    private const int HundredthsBelow = 95;

    /// <summary>The percentile is a value that was there: as many days as it says have no more.</summary>
    public static LoadFigures Of(ReadOnlySpan<int> days)
    {
        var sorted = days.ToArray();
        Array.Sort(sorted);
        var sum = 0L;
        foreach (var day in sorted)
            sum += day;
        return new(Math.Round((double)sum / sorted.Length, Places), sorted[((HundredthsBelow * sorted.Length) + 99) / 100 - 1], sorted[^1]);
    }
}

/// <summary>What loads are counted by: which days are worked, and what authorities can carry out on the day that is meant.</summary>
public sealed record LoadBasis(ReferenceSnapshot Reference, DateOnly Today)
{
    internal bool IsWorking(DateOnly day) => Reference.Calendar.KindOf(day, Reference.Deadlines.DecreedDaysCount).IsWorking();

    internal int? CapacityOf(string authority, DateOnly day) => Reference.Classifiers.CapacityOf(authority, day);
}

/// <summary>Inspections a working day, from declarations day by day.</summary>
internal static class TrialLoads
{
    /// <summary>For each authority with any. What is lodged on a day off is inspected on the next working day; capacity is that of the first day of the validity, or of today if that has begun.</summary>
    public static ImmutableArray<TrialLoad> Of(TrialQuestion question, TrialTally found, LoadBasis basis)
    {
        if (found is not { FirstDay: { } first, LastDay: { } last })
            return [];
        if (first < question.From)
            first = question.From;
        if (last > question.To)
            last = question.To;
        DateOnly[] working = [.. Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1)).Select(first.AddDays).Where(basis.IsWorking)];
        if (working.Length == 0)
            return [];
        var meant = question.ValidFrom is { } from && from > basis.Today ? from : basis.Today;
        return [.. found.Loads.GroupBy(cell => cell.Authority).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Of(group.Key, group, working, basis.CapacityOf(group.Key, meant)))];
    }

    private static TrialLoad Of(string authority, IEnumerable<TrialLoadCell> cells, DateOnly[] working, int? capacity)
    {
        var (inForce, added, together) = (new int[working.Length], new int[working.Length], new int[working.Length]);
        foreach (var cell in cells)
        {
            for (var day = 0; day < cell.InForce.Length; day++)
            {
                var place = Array.BinarySearch(working, cell.Month.AddDays(day));
                place = Math.Min(place < 0 ? ~place : place, working.Length - 1);
                inForce[place] += cell.InForce[day];
                added[place] += cell.Added[day];
                together[place] += cell.InForce[day] + cell.Added[day];
            }
        }
        return new(
            authority, LoadFigures.Of(inForce), LoadFigures.Of(added), LoadFigures.Of(together), capacity,
            capacity is null ? 0 : together.Count(day => day > capacity), capacity is null ? 0 : inForce.Count(day => day > capacity), working.Length);
    }
}
