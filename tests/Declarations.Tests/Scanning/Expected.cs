using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Scanning;

namespace RmsOrleans.Declarations.Tests.Scanning;

/// <summary>What <see cref="Meaning"/> finds in declarations, counted plainly.</summary>
internal sealed class Expected(RiskConditions conditions, AuthorityTree authorities, Folding folding)
{
    private readonly Meaning meaning = new(conditions, authorities, folding);

    /// <summary>Items that are hit, by the place of their declaration.</summary>
    public SortedSet<(int Declaration, int Item)> Hits { get; } = [];

    public PlanTally Tally { get; private set; } = PlanTally.Empty;

    /// <param name="place">By which the declaration is told.</param>
    public void Add(Declaration declaration, int place)
    {
        var verdict = meaning.Of(declaration);
        var hits = verdict.Hits.ToArray();
        foreach (var item in hits)
            Hits.Add((place, item));
        var undecided = verdict.Items.Count(item => item.Verdict == Verdict.Undecided);
        Tally += new PlanTally(
            Of(declaration, hits),
            new(verdict.Verdict == Verdict.Undecided ? 1 : 0, undecided, 0));
    }

    /// <summary>Of all items of it.</summary>
    public static Tally Examined(Declaration declaration) => Of(declaration, [.. declaration.Items.Select(item => item.Number)]);

    private static Tally Of(Declaration declaration, int[] hits)
    {
        if (hits.Length == 0)
            return None;
        var covered = declaration.Items.Where(item => hits.Contains(0) || hits.Contains(item.Number)).ToArray();
        var counts = new HitCounts(1, hits.Length, covered.Sum(item => Decimal(item.Values[Fields.Get("customsValue")]?.Number)));
        var controlled = covered.Where(item => item.Outcome is { IsControlled: true }).ToArray();
        var found = controlled.Count(item => item.Outcome!.HasFinding);
        var authority = (declaration.Head[Fields.Get("controlAuthority")] ?? declaration.Head[Fields.Get("declarationAuthority")])?.Text ?? declaration.Number.Authority;
        return new(
            counts,
            new(
                Math.Min(controlled.Length, 1), Math.Min(found, 1), controlled.Length, found,
                controlled.Sum(item => Decimal(item.Outcome!.PaymentsRoubles)), controlled.Sum(item => Decimal(item.Outcome!.Hours))),
            RmsOrleans.Declarations.Scanning.Tally.Empty.Cells.Add(new(authority, new(declaration.Number.Day.Year, declaration.Number.Day.Month, 1)), counts));
    }

    private static readonly Tally None = RmsOrleans.Declarations.Scanning.Tally.Empty;

    private static decimal Decimal(FixedPoint? number) => (number?.Millionths ?? 0) / (decimal)FixedPoint.One;
}
