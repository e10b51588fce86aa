using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Plans;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;

namespace RmsOrleans.Declarations.Tests.Scanning;

/// <summary>What conditions hit is kept in few bytes and read as it was written, or not at all.</summary>
public sealed class SegmentHitsTests : IDisposable
{
    private const int Today = 20_000;

    private static readonly string segment = new('a', 2 * ConditionsKey.Length);

    private readonly string folder = Directory.CreateTempSubdirectory("rms-hits-").FullName;

    private string File => Path.Combine(folder, "lists.hits");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_set_is_the_same_after_packing_whatever_is_in_it()
    {
        var random = new Random(8);
        for (var round = 0; round < 2_000; round++)
        {
            var (length, share) = (random.Next(1, 3_000), random.Next(4) switch { 0 => 0, 1 => random.NextDouble() / 200, 2 => random.NextDouble(), _ => 1 });
            var set = BitSet.All(length).Without(Enumerable.Range(0, length).Where(_ => random.NextDouble() >= share));
            var packed = PackedBits.Pack(set);
            Assert.Equal(set.Words, PackedBits.Unpack(packed, length)!.Words);
            Assert.Equal(set.Count == 0, PackedBits.AreEmpty(packed));
            Assert.InRange(packed.Length, 1, 1 + (set.Words.Length * sizeof(ulong)));
        }
        Assert.InRange(PackedBits.Pack(BitSet.All(50_000).Without(Enumerable.Range(0, 50_000).Where(i => i % 1_000 != 0))).Length, 1, 101);
    }

    [Fact]
    public void Bytes_that_are_no_set_of_so_many_things_are_none()
    {
        var few = PackedBits.Pack(BitSet.All(100).Without(Enumerable.Range(0, 99)));
        var many = PackedBits.Pack(BitSet.All(100));
        Assert.True(PackedBits.IsOf(few, 100));
        Assert.True(PackedBits.IsOf(many, 100));
        Assert.All<(byte[] Packed, int Length)>(
            [(few, 99), (many, 99), (many, 200), ([], 100), ([7], 100), ([1, 0x80], 100), ([1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1], 100), (many[..^1], 100)],
            each => Assert.False(PackedBits.IsOf(each.Packed, each.Length)));
    }

    [Fact]
    public void A_file_says_what_was_written_and_one_that_was_changed_or_cut_anywhere_says_nothing()
    {
        var hits = new SegmentHits(1_000);
        foreach (var (key, from) in Keys().Zip([0, 10, 1_000]))
            hits.Add(key, BitSet.All(1_000).Without(Enumerable.Range(0, from)), Today);
        hits.Write(File, segment, Today);

        var read = SegmentHits.Read(File, segment, 1_000);
        Assert.Equal(Keys().Select(key => hits.Find(key, Today)!), Keys().Select(key => read.Find(key, Today)!));
        Assert.Null(read.Find(segment, Today));
        Assert.Equal(hits.Bytes, read.Bytes);
        Assert.Throws<InvalidSegmentException>(() => SegmentHits.Read(File, segment, 1_001));
        Assert.Throws<InvalidSegmentException>(() => SegmentHits.Read(File, new('b', segment.Length), 1_000));

        var whole = System.IO.File.ReadAllBytes(File);
        for (var place = 0; place < whole.Length; place++)
        {
            System.IO.File.WriteAllBytes(File, [.. whole[..place], (byte)(whole[place] ^ 1), .. whole[(place + 1)..]]);
            Assert.Throws<InvalidSegmentException>(() => SegmentHits.Read(File, segment, 1_000));
            System.IO.File.WriteAllBytes(File, whole[..place]);
            Assert.Throws<InvalidSegmentException>(() => SegmentHits.Read(File, segment, 1_000));
        }
    }

    [Fact]
    public void What_nobody_asks_for_is_not_written_again()
    {
        var hits = new SegmentHits(10);
        foreach (var key in Keys())
            hits.Add(key, BitSet.All(10), Today);
        Assert.NotNull(hits.Find(Keys()[1], Today + SegmentHits.DaysUnasked));
        hits.Write(File, segment, Today + SegmentHits.DaysUnasked + 1);
        var read = SegmentHits.Read(File, segment, 10);
        Assert.Equal([false, true, false], Keys().Select(key => read.Find(key, Today) is not null));
    }

    [Fact]
    public void Keys_differ_where_something_else_may_be_hit_and_not_where_only_the_place_differs()
    {
        var tree = new AuthorityTree(1, [("10216000", null), ("10216020", "10216000")]);
        var asked = Key("6907", "x");
        Assert.Equal(asked, Key("6907", "y"));
        Assert.Equal(asked, ConditionsKey.Of(Of("6907", "x"), new(2, [("10216020", "10216000"), ("10216000", null)]), Folding.Default));
        string[] others =
        [
            Key("6908", "x"),
            ConditionsKey.Of(Of("6907", "x") with { Lists = Of("6907", "x").Indicators, Indicators = [] }, tree, Folding.Default),
            ConditionsKey.Of(new([], [Of("6907", "x").Indicators[0] with { IsExclusion = true }]), tree, Folding.Default),
            ConditionsKey.Of(new([], [Of("6907", "x").Indicators[0] with { Values = ["69", "07"] }]), tree, Folding.Default),
            ConditionsKey.Of(Of("6907", "x"), new(1, [("10216000", null), ("10216020", null)]), Folding.Default),
            ConditionsKey.Of(Of("6907", "x"), tree, new(LookAlikes: false)),
        ];
        Assert.Equal(others.Length + 1, others.Append(asked).Distinct().Count());

        string Key(string value, string source) => ConditionsKey.Of(Of(value, source), tree, Folding.Default);

        static RiskConditions Of(string value, string source) => new([], [new(Fields.Get("commodityCode"), Comparison.StartsWith, [value], IsExclusion: false, source)]);
    }

    private static string[] Keys() => [.. "123".Select(digit => new string(digit, 2 * ConditionsKey.Length))];
}
