using RmsOrleans.Api.Drafts;

namespace RmsOrleans.Desk.Charts;

/// <summary>So many drafts of a name, and how many of them are late.</summary>
public sealed record Bar(string Name, long Count, long Late)
{
    /// <summary>A chart is looked at, not read through: of more, the smaller ones are shown together.</summary>
    private const int Most = 20;

    /// <summary>Where its drafts are listed, if anywhere.</summary>
    public string? Place { get; init; }

    /// <summary>How its drafts divide, in the order of the chart's columns.</summary>
    public ImmutableArray<long> Parts { get; init; } = [];

    /// <summary>The longest first, and what is left over as one.</summary>
    /// <param name="others">What so many others are called.</param>
    public static ImmutableArray<Bar> Longest(IEnumerable<Bar> bars, Func<int, string> others)
    {
        Bar[] sorted = [.. bars.OrderByDescending(bar => bar.Count).ThenBy(bar => bar.Name, StringComparer.Ordinal)];
        return sorted.Length <= Most ? [.. sorted] : [.. sorted[..(Most - 1)], Together(others(sorted.Length - Most + 1), sorted[(Most - 1)..])];
    }

    private static Bar Together(string name, Bar[] bars) => new(name, bars.Sum(bar => bar.Count), bars.Sum(bar => bar.Late))
    {
        Parts = [.. Enumerable.Range(0, bars[0].Parts.Length).Select(part => bars.Sum(bar => bar.Parts[part]))],
    };
}

/// <summary>Drafts as counts of them show them.</summary>
internal static class BarsOfCounts
{
    /// <summary>By status, in the order of the work.</summary>
    public static ImmutableArray<Bar> ByStatus(ImmutableArray<DraftCountResponse> counts, DeskRequest desk) =>
        [.. counts.GroupBy(row => row.Status!.Value).OrderBy(group => group.Key).Select(group => Of(group, desk.In(group.Key.InWords())))];

    /// <summary>By authority, each with its statuses in the order of <see cref="Statuses"/>.</summary>
    /// <param name="place">Where the drafts of an authority are listed.</param>
    public static ImmutableArray<Bar> ByAuthority(ImmutableArray<DraftCountResponse> counts, DeskRequest desk, Func<AuthorityCode, string> place)
    {
        var statuses = Statuses(counts);
        return Bar.Longest(
            counts.GroupBy(row => row.Authority!.Value).Select(group => Of(group, desk.In(group.First().AuthorityName ?? Phrase.Same(group.Key.Value))) with
            {
                Place = place(group.Key),
                Parts = [.. statuses.Select(status => group.Where(row => row.Status == status).Sum(row => row.Count))],
            }),
            others => $"{desk.In(new("other authorities:", "другие таможенные органы:"))} {others}");
    }

    /// <summary>Those that there are.</summary>
    public static ImmutableArray<DraftStatus> Statuses(ImmutableArray<DraftCountResponse> counts) => [.. counts.Select(row => row.Status!.Value).Distinct().Order()];

    private static Bar Of(IEnumerable<DraftCountResponse> rows, string name) => new(name, rows.Sum(row => row.Count), rows.Sum(row => row.Overdue));
}
