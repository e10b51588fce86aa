using RmsOrleans.Api.Drafts;

namespace RmsOrleans.Desk.Charts;

/// <summary>A bar as it is drawn, with its row of the table.</summary>
/// <param name="Said">What stands at its end.</param>
public sealed record DrawnBar(string Name, double Length, string Said, ImmutableArray<BarCell> Cells)
{
    /// <summary>How much of its length is late.</summary>
    public double Late { get; init; }

    /// <summary>Where the name leads, if anywhere.</summary>
    public string? Place { get; init; }
}

public readonly record struct BarCell(string Text, bool IsLate = false);

/// <summary>What is drawn of what was counted and measured.</summary>
internal static class DrawnBars
{
    private static readonly Phrase late = new("late", "просрочено");

    /// <summary>Drafts: how many, how many of them are late, and how they divide.</summary>
    public static ImmutableArray<DrawnBar> Drawn(this ImmutableArray<Bar> bars, DeskRequest desk) =>
    [
        .. bars.Select(bar => new DrawnBar(
            bar.Name, bar.Count, bar.Late == 0 ? $"{bar.Count}" : $"{bar.Count}, {desk.In(late)} {bar.Late}",
            [new($"{bar.Count}"), new($"{bar.Late}", bar.Late > 0), .. bar.Parts.Select(part => new BarCell(part == 0 ? "–" : $"{part}"))])
        {
            Late = bar.Late,
            Place = bar.Place,
        }),
    ];

    /// <summary>How long statuses take as a rule, the longest time, and how often.</summary>
    public static ImmutableArray<DrawnBar> Drawn(this ImmutableArray<StatusDuration> durations, DeskRequest desk)
    {
        return [.. durations.Select(each => new DrawnBar(
            desk.In(each.StatusName), each.MedianDays, Days(each.MedianDays), [new(Days(each.MedianDays)), new(Days(each.LongestDays)), new($"{each.Count}")]))];

        string Days(double days) => Svg.Days(days, desk.Language);
    }
}
