using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;

namespace RmsOrleans.Declarations.Tests.Scanning;

public sealed class ScanOptionsTests : IDisposable
{
    private static readonly Field commodity = Fields.Get("commodityCode");
    private static readonly Field trader = Fields.Get("traderTaxId");
    private static readonly RiskConditions chinese = new([], [new(Fields.Get("originCountry"), Comparison.Equals, ["CN"], IsExclusion: false, "/riskArea/indicators/0")]);

    private readonly SomeSegments segments = new(601, Folding.Default, few: 100, many: 200);
    private readonly Scanner scanner = new(2);

    public void Dispose()
    {
        scanner.Dispose();
        segments.Dispose();
    }

    [Fact]
    public async Task Only_the_days_that_were_asked_for_are_examined()
    {
        var (first, last) = (MadeDeclarations.Month.AddDays(4), MadeDeclarations.Month.AddDays(9));
        var result = await Run(new() { FirstDay = first, LastDay = last });

        Agrees(result, declaration => declaration.Number.Day >= first && declaration.Number.Day <= last);
        Assert.Equal(Tally.Empty, (await Run(new() { FirstDay = MadeDeclarations.Month.AddMonths(1) })).Examined);
    }

    [Fact]
    public async Task Only_declarations_of_the_authorities_that_were_asked_for_are_examined()
    {
        var result = await Run(new() { Authorities = ["10216000"], Register = MadeDeclarations.Authorities });

        Agrees(result, declaration => new[] { DeclaringOf(declaration), declaration.Head[Fields.Get("controlAuthority")]?.Text ?? DeclaringOf(declaration) }
            .Any(code => MadeDeclarations.Authorities.IsWithin(code, "10216000")));
        Assert.InRange(result.Examined.Total.Declarations, 1, segments.Counting.Count() - 1);
    }

    [Fact]
    public async Task Cells_of_days_are_those_of_the_month_apart()
    {
        var (byDay, byMonth) = (await Run(new() { ByDay = true }), await Run(ScanOptions.Default));

        Assert.Equal(byMonth.Examined.Total, byDay.Examined.Total);
        Assert.Equal(
            segments.Counting.CountBy(each => each.Declaration.Number.Day).OrderBy(each => each.Key).Select(each => (each.Key, (long)each.Value)),
            byDay.Examined.Cells.GroupBy(cell => cell.Key.From).Select(day => (day.Key, day.Sum(cell => cell.Value.Declarations))));
        Assert.Equal(
            byMonth.Plans[0].Tally.Hits.Cells.Select(cell => (cell.Key.Authority, cell.Value)),
            byDay.Plans[0].Tally.Hits.Cells.GroupBy(cell => cell.Key.Authority, (authority, cells) => (authority, cells.Aggregate(default(HitCounts), (sum, cell) => sum + cell.Value)))
                .OrderBy(each => each.authority, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Values_of_the_hits_are_counted()
    {
        var result = await Run(new() { CountedValues = [commodity, trader] });
        var hit = segments.Counting.SelectMany(each => each.Declaration.Items.Where(item => IsChinese(item)).Select(item => (each.Declaration.Head, item.Values))).ToArray();

        Assert.Equal(
            Top(hit.Select(each => each.Values[commodity]?.Text)),
            result.Plans[0].Values[0].Top(3));
        Assert.Equal(
            Top(hit.Select(each => each.Head[trader] is { } text ? FoldedText.Fold(text.Text, trader, Folding.Default) : null)),
            result.Plans[0].Values[1].Top(3));

        static (string, long)[] Top(IEnumerable<string?> values) =>
            [.. values.OfType<string>().CountBy(value => value).OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal).Take(3).Select(each => (each.Key, (long)each.Value))];
    }

    [Fact]
    public async Task Parts_add_up_to_the_whole()
    {
        var parts = new List<SegmentResult>();
        var options = new ScanOptions { CountedValues = [commodity], WithFunnel = true };
        var result = await scanner.Run(new(segments.Scanned, [PlanOf(chinese)], options), parts.Add).WaitAsync(TimeSpan.FromMinutes(1));
        var sum = parts.Select(part => part.Plans[0]).Aggregate(PlanResult.Empty, (one, other) => one + other);

        Assert.Equal(2, parts.Count);
        Assert.Equal(result.Examined, parts.Aggregate(Tally.Empty, (one, part) => one + part.Examined));
        Assert.Equal(result.Plans[0].Tally, sum.Tally);
        Assert.Equal(result.Plans[0].Values[0].Top(100).ToArray(), sum.Values[0].Top(100).ToArray());
        Assert.Equal(result.Plans[0].Funnel.Steps.Select(step => step.Remaining), sum.Funnel.Steps.Select(step => step.Remaining));
        Assert.Throws<InvalidOperationException>(() => sum.Funnel + new Funnel([.. sum.Funnel.Steps, .. sum.Funnel.Steps]));
    }

    [Fact]
    public async Task A_plan_folded_otherwise_and_a_live_set_of_another_segment_are_refused()
    {
        var other = Plan.Of(chinese, MadeDeclarations.Authorities, new Folding(LookAlikes: false));
        await Assert.ThrowsAsync<ArgumentException>(() => scanner.Run(new(segments.Scanned, [other], ScanOptions.Default)).WaitAsync(TimeSpan.FromMinutes(1)));
        await Assert.ThrowsAsync<ArgumentException>(() => scanner.Run(new([segments.Scanned[0] with { Live = BitSet.All(7) }], [], ScanOptions.Default)).WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Nothing_is_found_in_no_segments()
    {
        var result = await scanner.Run(new([], [PlanOf(chinese)], ScanOptions.Default)).WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(PlanTally.Empty, result.Plans[0].Tally);
    }

    private Task<ScanResult> Run(ScanOptions options) => scanner.Run(new(segments.Scanned, [PlanOf(chinese)], options)).WaitAsync(TimeSpan.FromMinutes(1));

    private static Plan PlanOf(RiskConditions conditions) => Plan.Of(conditions, MadeDeclarations.Authorities, Folding.Default);

    private void Agrees(ScanResult result, Func<Declaration, bool> isExamined)
    {
        var expected = new Expected(chinese, MadeDeclarations.Authorities, Folding.Default);
        var examined = Tally.Empty;
        foreach (var (declaration, place) in segments.Counting.Where(each => isExamined(each.Declaration)))
        {
            expected.Add(declaration, place);
            examined += Expected.Examined(declaration);
        }
        Assert.NotEqual(0, expected.Tally.Hits.Total.Items);
        Assert.Equal(examined, result.Examined);
        Assert.Equal(expected.Tally, result.Plans[0].Tally);
    }

    private static bool IsChinese(DeclarationItem item) => string.Equals(item.Values[Fields.Get("originCountry")]?.Text, "CN", StringComparison.OrdinalIgnoreCase);

    private static string DeclaringOf(Declaration declaration) => declaration.Head[Fields.Get("declarationAuthority")]?.Text ?? declaration.Number.Authority;
}
