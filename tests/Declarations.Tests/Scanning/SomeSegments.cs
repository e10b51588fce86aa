using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;

namespace RmsOrleans.Declarations.Tests.Scanning;

/// <summary>A small segment of which not all declarations count, and a larger one of several words of rows.</summary>
internal sealed class SomeSegments : IDisposable
{
    private readonly ImmutableArray<MadeSegment> made;
    private readonly Dictionary<Segment, int> placeOf = [];

    public SomeSegments(int seed, Folding folding, int few = 20, int many = 60)
    {
        var random = new Random(seed);
        made = [.. new[] { few, many }.Index().Select(each => new MadeSegment(new MadeDeclarations((seed * 2) + each.Index).Take(each.Item), folding))];
        var replaced = Enumerable.Range(0, few).Where(_ => random.Next(4) == 0).ToArray();
        Scanned =
        [
            new(made[0].Segment, LiveSets.AllOf(made[0].Written).Without(replaced, []).First),
            new(made[1].Segment, LiveSets.AllOf(made[1].Written).First),
        ];
        (placeOf[made[0].Segment], placeOf[made[1].Segment]) = (0, few);
    }

    public ImmutableArray<ScannedSegment> Scanned { get; }

    /// <summary>The declarations that count, each with a place of its own.</summary>
    public IEnumerable<(Declaration Declaration, int Place)> Counting =>
        from each in made.Zip(Scanned)
        from place in each.Second.Live.Indexes
        select (each.First.Declarations[place], placeOf[each.First.Segment] + place);

    public IEnumerable<(int Declaration, int Item)> Places(Segment segment, HitList hits) => hits.IsOfHeadOnly
        ? hits.Declarations.Indexes.Select(declaration => (placeOf[segment] + declaration, 0))
        : hits.Items.Indexes.Select(row => ItemPlace.Of(segment, row) is var place ? (placeOf[segment] + place.Declaration, place.Item) : default);

    public void Dispose()
    {
        foreach (var segment in made)
            segment.Dispose();
    }
}
