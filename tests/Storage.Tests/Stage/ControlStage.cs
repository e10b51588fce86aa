using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>Controls of declarations as a check would begin them.</summary>
internal static class ControlStage
{
    private static readonly RegistrationNumber profile = new("13", "100000", new(2026, 11, 22), 1);

    public static Guid IdOf(int serial) => Control.IdOf(TileDeclarations.Of(serial).Number);

    /// <summary>A check that has found a hit, which waits for an official.</summary>
    public static ControlAppend Found(int serial, DateTimeOffset now, string post = "10216110")
    {
        var hit = new ControlHit(
            1, ControlGround.Profile, profile, 1, "Tiles", 1, 1, HitType.Waiting, CheckMoment.Registration,
            [CheckRules.Measure(1, Ceramics.Content.Measures[0], isSelected: true, MeasureClassifier.Shipped)], [new(3, "0200", "Packing list shows signs of alteration")])
        {
            DueAt = now.AddHours(4),
        };
        var begun = new DeclarationChecked(
            TileDeclarations.Number(serial), 1, CheckMoment.Registration, "00", "10216110", post, new(2026, 11, 30), 7, 1, "key", Sampled: false, LowRisk: false);
        return ControlAppend.Of(IdOf(serial), null, [begun, new HitFound(hit)], Tiles.Actor, now, Record(serial, now, hits: 1) with { ControlAuthority = post });
    }

    public static ControlAppend Next(Control known, ControlEvent happened, DateTimeOffset now) => ControlAppend.Of(known.Id, known, [happened], Tiles.Actor, now, null);

    public static CheckRecord Record(int serial, DateTimeOffset now, int hits = 0) => new(
        TileDeclarations.Number(serial), 1, CheckMoment.Registration, new byte[32], "10216110", "10216110", now, new(2026, 11, 30), 7, 1, "key", Sampled: false, hits,
        new([.. Enumerable.Range(1, hits).Select(hit => new FoundHit(hit, profile, 1, 1, HitType.Waiting, [new(1, "106", 100, true, null)]))], [new(profile, 0)]),
        Tiles.Actor);

    /// <summary>A check with a hit, which an official then does not find: nothing waits any more.</summary>
    public static async Task AppendAtRest(this Store store, int serial, DateTimeOffset at)
    {
        var controls = store.Service<ControlStore>();
        Assert.True(await controls.Append(Found(serial, at)));
        var known = (await controls.Read(IdOf(serial), TileDeclarations.Number(serial), default)).Fold()!;
        Assert.True(await controls.Append(Next(known, new HitDecided(1, HitType.RiskNotFound, [new(3, false)], null, known.Hits[0].Measures), at)));
    }

    /// <summary>One whose journal has ended.</summary>
    public static async Task EndAControl(this Store store, int serial, DateTimeOffset now)
    {
        await store.AppendAtRest(serial, now.AddYears(-6));
        Assert.Equal(new(1, 1), await store.Service<ControlRetention>().End(default));
    }

    /// <summary>Two with a hit, of which one is decided, and one without.</summary>
    public static async Task FillControls(this Store store, DateTimeOffset now)
    {
        var controls = store.Service<ControlStore>();
        foreach (var serial in (int[])[1, 2])
            Assert.True(await controls.Append(Found(serial, now)));
        Assert.True(await controls.Append(new(IdOf(3), 0, [], null, Record(3, now))));
        var known = (await controls.Read(IdOf(1), TileDeclarations.Number(1), default)).Fold()!;
        Assert.True(await controls.Append(Next(known, new HitDecided(1, HitType.RiskFound, [new(3, true)], null, MeasureSigns.At(known.Hits[0].Measures, CheckMoment.Registration, HitType.RiskFound, false), now.AddDays(1)), now)));
    }
}
