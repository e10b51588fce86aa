using System.Collections.Immutable;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Tests.Stage;
using RmsOrleans.Storage.Trials;

namespace RmsOrleans.Storage.Tests;

/// <summary>What profiles hit is kept from run to run, and a run says the same with it and without it.</summary>
public abstract class HitListContract : LoadingContract
{
    private static readonly ImmutableArray<TrialOther> others =
    [
        Other("13/1", new(IndicatorGroup.Goods, "goodsDescription", IndicatorOperator.Equals, ["another"])),
        Other("13/2", new(IndicatorGroup.Goods, "goodsDescription", IndicatorOperator.StartsWith, ["cer"])),
        Other("13/3", new(IndicatorGroup.Goods, "goodsDescription", IndicatorOperator.Matches, ["^none$"])),
        Other("13/4", new(IndicatorGroup.Authority, "declarationAuthority", IndicatorOperator.Equals, ["10216000"])),
        Other("13/5", new(IndicatorGroup.Goods, "goodsDescription", IndicatorOperator.Equals, ["another"])),
    ];

    private static readonly TrialQuestion whole = new(
        new("Tiles", Indicators: [new(IndicatorGroup.Goods, "goodsDescription", IndicatorOperator.Matches, ["[ae]"])]),
        "hash", new(2026, 12, 1), new(2026, 12, 31), [], Sight: new(AuthorityCode.Fcs, [Role.RmsHead]));

    private protected HitListContract(IStage stage)
        : base(stage)
    {
    }

    private string Folder => Path.Combine(Store.Service<SegmentShelf>().Folder, "hits");

    [StoreFact]
    public async Task A_run_says_the_same_with_lists_of_earlier_runs_without_them_and_with_damaged_ones()
    {
        await Load([.. Enumerable.Range(1, 200).Select(serial => Line(serial, goods: serial % 3 == 0 ? "another" : serial % 7 == 0 ? "zzz" : "ceramic tiles"))]);
        Assert.Equal(1, await Store.Service<DeclarationSealing>().Seal(1, default));
        await Load([Line(3, version: 2), Line(400, version: 2), Line(401, goods: "another")]);
        await Load([Line(300), Line(4, version: 2, goods: "another")]);
        var narrow = whole with { From = new(2026, 12, 5), To = new(2026, 12, 20), Authorities = [new("10216020")] };

        var unkept = await Told(whole, isKept: false);
        var unkeptNarrow = await Told(narrow, isKept: false);
        Assert.False(Directory.Exists(Folder));
        Assert.Contains("\"13/1\"", unkept, StringComparison.Ordinal);
        Assert.NotEqual(unkept, unkeptNarrow);

        // Of the narrow run lists are made that serve the whole one, and the other way round.
        Assert.Equal(unkeptNarrow, await Told(narrow));
        var list = Assert.Single(Directory.GetFiles(Folder));
        var written = await File.ReadAllBytesAsync(list);
        Assert.Equal(unkept, await Told(whole));
        Assert.Equal(written, await File.ReadAllBytesAsync(list));

        await CloseStore();
        await OpenStore();
        Assert.Equal(unkept, await Told(whole));
        Assert.Equal(unkeptNarrow, await Told(narrow));

        foreach (var damaged in (byte[][])[[], written[..^7], [.. written[..90], (byte)(written[90] ^ 4), .. written[91..]]])
        {
            await CloseStore();
            await OpenStore();
            await File.WriteAllBytesAsync(list, damaged);
            Assert.Equal(unkept, await Told(whole));
            Assert.Equal(written, await File.ReadAllBytesAsync(list));
        }
    }

    /// <summary>A list that says something else shows that it is taken, and that without it everything would be tried.</summary>
    [StoreFact]
    public async Task What_is_kept_is_taken_also_after_a_restart()
    {
        await Load([Line(1), Line(2)]);
        await Store.Service<DeclarationSealing>().Seal(1, default);
        await Told(whole);
        var row = Assert.Single(await Store.Service<SegmentShelf>().Catalogue(default));
        var (lists, register) = (new SegmentHits(2), Store.Service<IReferenceData>().Current.Authorities.Tree);
        foreach (var other in others)
            lists.Add(ConditionsKey.Of(RiskAreaConditions.Of(other.RiskArea), register, Folding.Default), BitSet.All(2), Store.Service<HitLists>().Today);
        await CloseStore();
        await OpenStore();
        lists.Write(Path.Combine(Folder, $"{row.Sha256}.hits"), row.Sha256, Store.Service<HitLists>().Today);

        var told = StoredTrials.Progress(await Told(whole));

        Assert.Equal(["13/1", "13/2", "13/3", "13/4", "13/5"], told.Found.Overlaps.Select(overlap => overlap.Number));
        Assert.All(told.Found.Overlaps, overlap => Assert.Equal(2, overlap.Both + overlap.OnlyThat));
    }

    [StoreFact]
    public async Task Lists_of_segments_that_are_kept_no_longer_are_deleted()
    {
        await Load([Line(1)]);
        await Store.Service<DeclarationSealing>().Seal(1, default);
        await Told(whole);
        var (kept, left) = (Assert.Single(Directory.GetFiles(Folder)), Path.Combine(Folder, $"{new string('b', 64)}.hits"));
        await File.WriteAllTextAsync(left, "of a month that was removed");
        foreach (var file in (string[])[kept, left])
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow - TimeSpan.FromHours(2));

        await Store.Service<DeclarationSealing>().DeleteOrphans(default);

        Assert.Equal([kept], Directory.GetFiles(Folder));
    }

    private static TrialOther Other(string number, Indicator indicator) => new(number, null, [], new(number, Indicators: [indicator]));

    /// <summary>What a run finds in all its segments, as it is stored.</summary>
    private async Task<string> Told(TrialQuestion question, bool isKept = true)
    {
        var (run, scans) = (TrialId.New(), Store.Service<ITrialScans>());
        var snapshot = await scans.Snapshot(run, question, known: null, default);
        Store.Service<TrialFiles>().Write(others, run);
        var found = TrialTally.None;
        foreach (var segment in snapshot.Segments)
            found += await scans.Examine(run, question, isKept ? segment : segment with { Sha256 = null }, default);
        scans.Forget(run);
        return StoredTrials.Write(new TrialProgress(snapshot with { Segments = [] }, [], found));
    }
}

public sealed class SqliteHitListTests() : HitListContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresHitListTests(PostgresCluster cluster) : HitListContract(new PostgresStage(cluster));
