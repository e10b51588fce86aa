using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;

namespace RmsOrleans.Samples.Tests;

/// <summary>Declarations that the generator makes: readable, the same for the same seed, and with what was planted in them.</summary>
public sealed class DeclarationSetTests
{
    [Fact]
    public void Is_the_same_for_the_same_seed_and_another_for_another()
    {
        var (one, again, other) = (Bytes(200, 7), Bytes(200, 7), Bytes(200, 8));
        Assert.Equal(one, again);
        Assert.NotEqual(one, other);
    }

    [Fact]
    public async Task Has_no_faults_and_the_findings_that_were_planted()
    {
        using var file = new MemoryStream();
        var planted = DeclarationSet.Write(file, 20_000, 20261130);
        file.Position = 0;
        var lines = new List<LoadedLine>();
        await foreach (var line in JsonLines.Read(RecordKind.Declarations, file, isToStore: false, CancellationToken.None))
            lines.Add(line);

        Assert.All(lines, line => Assert.Empty(line.Faults));
        Assert.Equal(20_000, lines.DistinctBy(line => line.Declaration!.Number).Count());
        var items = lines.SelectMany(line => line.Declaration!.Items).ToList();
        var hits = items.Where(IsHit).ToList();
        Assert.Equal(
            (planted.Declarations, planted.Items, planted.Controlled, planted.Findings, planted.DeclarationsWithFinding),
            (lines.Count, items.Count, items.Count(item => item.Outcome is { IsControlled: true }), items.Count(item => item.Outcome is { HasFinding: true }),
                lines.Count(line => line.Declaration!.Items.Any(item => item.Outcome is { HasFinding: true }))));
        Assert.Equal(
            (planted.DeclarationsUnderstated, planted.ItemsUnderstated, planted.ControlledUnderstated, planted.FindingsUnderstated),
            (lines.Count(line => line.Declaration!.Items.Any(IsHit)), hits.Count, hits.Count(item => item.Outcome is { IsControlled: true }), hits.Count(item => item.Outcome is { HasFinding: true })));
        Assert.True(planted.FindingsUnderstated > 5 && planted.FindingsUnderstated > planted.ControlledUnderstated / 2, $"{planted}");
    }

    private static bool IsHit(DeclarationItem item) =>
        item.Values[Fields.Get("commodityCode")]!.Value.Text.StartsWith(PlantedAnswers.Commodity, StringComparison.Ordinal)
        && FixedPoint.TryRead(PlantedAnswers.Bound, out var bound) is null && item.Values[Fields.Get("pricePerKg")]!.Value.Number < bound;

    private static byte[] Bytes(int count, ulong seed)
    {
        using var file = new MemoryStream();
        DeclarationSet.Write(file, count, seed);
        return file.ToArray();
    }
}
