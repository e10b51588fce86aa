using System.Security.Cryptography;
using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;

namespace RmsOrleans.Declarations.Tests.Segments;

public sealed class SegmentTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_value_is_there_folded(bool lookAlikes)
    {
        var folding = new Folding(lookAlikes);
        using var made = new MadeSegment(new MadeDeclarations(1).Take(500), folding);
        var rows = new SegmentRows(made.Segment);

        Assert.Equal(folding, made.Segment.Folding);
        Assert.Equal(MadeDeclarations.Month, made.Segment.Month);
        Assert.Equal(made.Declarations.Sum(declaration => declaration.Items.Length), made.Segment.Items);
        for (var row = 0; row < made.Segment.Items; row++)
        {
            var declaration = made.Declarations[rows.DeclarationOf(row)];
            var item = declaration.Items.Single(each => each.Number == rows.ItemOf(row));
            foreach (var field in Fields.All)
            {
                var values = (field.Part == Part.Head ? declaration.Head : item.Values).All(field);
                Assert.Equal(values.Select(value => value.IsText ? FoldedText.Fold(value.Text, field, folding) : value.ToString()), rows.Values(row, field));
            }
            Assert.Equal(item.Outcome, rows.OutcomeOf(row));
        }
    }

    [Fact]
    public void Rows_stand_by_commodity_code_and_what_has_none_comes_first()
    {
        using var made = new MadeSegment(new MadeDeclarations(2).Take(300));
        var rows = new SegmentRows(made.Segment);
        var codes = Enumerable.Range(0, made.Segment.Items).Select(row => rows.Values(row, Fields.Get("commodityCode")).SingleOrDefault() ?? "").ToArray();

        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Contains("", codes);
    }

    [Fact]
    public void A_declaration_is_read_as_it_was_loaded()
    {
        using var made = new MadeSegment(new MadeDeclarations(3).Take(3000));

        Assert.Equal(made.Declarations.Select(MadeDeclarations.SourceOf), made.Segment.Sources().Select(source => source.ToArray()));
        foreach (var i in new[] { 0, 1, 1499, 2998, 2999 })
        {
            var source = MadeDeclarations.SourceOf(made.Declarations[i]);
            Assert.Equal(source, made.Segment.SourceOf(i));
            Assert.Equal(SHA256.HashData(source), made.Segment.HashOf(i));
            Assert.Equal((made.Declarations[i].Number.ToString(), made.Declarations[i].Version), (made.Segment.NumberOf(i), made.Segment.VersionOf(i)));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => made.Segment.SourceOf(3000));
    }

    [Fact]
    public void Versions_of_a_number_are_found()
    {
        using var made = new MadeSegment(new MadeDeclarations(4).Take(500));

        foreach (var group in made.Declarations.GroupBy(declaration => declaration.Number))
        {
            var (from, to) = made.Segment.Find(group.Key);
            Assert.Equal(group, made.Declarations[from..to]);
        }
        var (first, end) = made.Segment.Find(new("10216110", MadeDeclarations.Month, "ЯЯЯ"));
        Assert.Equal(first, end);
    }

    [Fact]
    public void The_writer_says_what_it_wrote()
    {
        using var made = new MadeSegment(new MadeDeclarations(5).Take(50));
        var bytes = File.ReadAllBytes(made.Path);

        Assert.Equal((made.Path, 50, made.Segment.Items, bytes.LongLength), (made.Written.Path, made.Written.Declarations, made.Written.Items, made.Written.Length));
        Assert.Equal(SHA256.HashData(bytes), made.Written.Sha256);
        Assert.Equal(SHA256.HashData(bytes), made.Segment.Sha256());
        Assert.Equal([made.Path], Directory.GetFiles(Path.GetDirectoryName(made.Path)!));
    }

    [Fact]
    public void The_same_declarations_make_the_same_file_in_whatever_order_they_came()
    {
        using var made = new MadeSegment(new MadeDeclarations(6).Take(400));
        using var again = new MadeSegment(new MadeDeclarations(6).Take(400).Reverse());

        Assert.Equal(made.Written.Sha256.ToArray(), again.Written.Sha256.ToArray());
    }

    [Fact]
    public void Other_months_and_impossible_items_are_refused()
    {
        var declaration = new MadeDeclarations(7).Take(1).Single();
        var writer = new SegmentWriter(MadeDeclarations.Month.AddMonths(1), Folding.Default);

        Assert.Throws<ArgumentException>(() => writer.Add(declaration, []));
        Assert.Throws<ArgumentException>(() => new SegmentWriter(MadeDeclarations.Month, Folding.Default).Add(declaration with { Items = [] }, []));
        Assert.Throws<InvalidOperationException>(() => writer.Write(Path.Combine(Path.GetTempPath(), "never.segment")));
    }

    [Fact]
    public void All_items_of_a_declaration_find_room_or_none()
    {
        var writer = new SegmentWriter(MadeDeclarations.Month, Folding.Default, mostItems: 4);
        var one = new MadeDeclarations(8).Take(200).First(declaration => declaration.Items.Length == 3);

        Assert.True(writer.HasRoomFor(one));
        writer.Add(one, []);
        Assert.False(writer.HasRoomFor(one));
        Assert.True(writer.HasRoomFor(one with { Items = one.Items[..1] }));
        Assert.True(new SegmentWriter(MadeDeclarations.Month, Folding.Default, mostItems: 1).HasRoomFor(one));
    }
}
