using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Trials;

/// <summary>Inspections a working day: how days add up, what falls on a day off, and what is above what a post can carry out.</summary>
public sealed class TrialLoadTests
{
    /// <summary>A month that begins on a Tuesday and has 22 working days.</summary>
    private static readonly DateOnly month = new(2026, 9, 1);

    private static readonly DateOnly last = new(2026, 9, 30);

    [Fact]
    public void Means_percentiles_and_the_highest_are_of_working_days()
    {
        var load = Assert.Single(Of(found: Cell("10216000", inForce: day => day.Day, added: _ => 2)));

        // Saturdays and Sundays go to their Mondays: the 5th and 6th to the 7th, and so on.
        Assert.Equal(22, load.WorkingDays);
        Assert.Equal((Math.Round(465 / 22.0, 2), Math.Round(60 / 22.0, 2), Math.Round(525 / 22.0, 2)), (load.InForce.Mean, load.Added.Mean, load.Together.Mean));
        Assert.Equal((81, 6, 87), (load.InForce.Highest, load.Added.Highest, load.Together.Highest));
        Assert.Equal(Sorted(day => day + 0)[20], load.InForce.Percentile95);
        Assert.Equal((null, 0, 0), (load.Capacity, load.DaysAbove, load.DaysAboveBefore));
    }

    [Fact]
    public void Days_above_the_capacity_of_the_first_day_of_the_validity_are_counted()
    {
        const string File = $"{PostCapacity.Header}\n10216000,2026-01-01,2026-12-31,5\n10216000,2027-01-01,,10\n";
        var tally = Cell("10216000", inForce: day => day.Day == 8 ? 12 : 4, added: day => day.Day is 9 or 10 ? 7 : 1);

        var meant = Assert.Single(Of(tally, File, validFrom: new(2027, 1, 10)));
        Assert.Equal((10, 7, 5), (meant.Capacity, meant.DaysAbove, meant.DaysAboveBefore)); // four Mondays, which have three days each, and the 8th; besides them the 9th and the 10th

        var now = Assert.Single(Of(tally, File));
        Assert.Equal(5, now.Capacity);
    }

    [Fact]
    public void Only_days_that_were_examined_count_and_tallies_add_up_in_any_order()
    {
        var (one, other) = (Cell("10216000", _ => 1, _ => 0, first: new(2026, 9, 14), end: new(2026, 9, 16)), Cell("10216000", _ => 2, _ => 1, first: new(2026, 9, 16), end: new(2026, 9, 18)));

        var together = Assert.Single(Of(one + other));

        Assert.Equal(Assert.Single(Of(other + one)), together);
        Assert.Equal((5, 3), (together.WorkingDays, together.InForce.Highest));
        Assert.Equal((3, 4), (Assert.Single(Of(one)).WorkingDays, Assert.Single(Of(other + one)).Together.Highest));
        Assert.Empty(Of(TrialTally.None));
        Assert.Empty(Of(new TrialTally { FirstDay = new(2026, 9, 5), LastDay = new(2026, 9, 6), Loads = one.Loads }));
    }

    private static int[] Sorted(Func<int, int> of)
    {
        var days = new SortedDictionary<DateOnly, int>();
        for (var day = month; day <= last; day = day.AddDays(1))
        {
            var worked = day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(2), DayOfWeek.Sunday => day.AddDays(1), _ => day };
            days[worked] = days.GetValueOrDefault(worked) + of(day.Day);
        }
        return [.. days.Values.Order()];
    }

    private static ImmutableArray<TrialLoad> Of(TrialTally found, string? capacity = null, DateOnly? validFrom = null)
    {
        var known = TestReference.Shipped;
        if (capacity is not null)
            known = known with { Classifiers = known.Classifiers.With(new ClassifierLoad(1, ClassifierName.Capacity, capacity, default, "", "")) };
        return TrialLoads.Of(new TrialQuestion(new RiskArea(""), "", month, last, [], validFrom, validFrom?.AddYears(1)), found, new(known, new(2026, 11, 21)));
    }

    private static TrialTally Cell(string authority, Func<DateOnly, int> inForce, Func<DateOnly, int> added, DateOnly? first = null, DateOnly? end = null)
    {
        var (begin, until) = (first ?? month, end ?? last);
        return new()
        {
            FirstDay = begin,
            LastDay = until,
            Loads = [new(month, authority, [.. Days(inForce)], [.. Days(added)])],
        };

        IEnumerable<int> Days(Func<DateOnly, int> of) => Enumerable.Range(0, 30).Select(month.AddDays).Select(day => day < begin || day > until ? 0 : of(day));
    }
}
