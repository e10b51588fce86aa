using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;

namespace RmsOrleans.Declarations.Tests.Segments;

/// <summary>A file that is not as it was written is refused, at once or when the place is read; it never gives anything else.</summary>
public sealed class DamagedSegmentTests
{
    [Fact]
    public void A_cut_file_is_refused()
    {
        using var made = new MadeSegment(new MadeDeclarations(11).Take(40));
        var whole = File.ReadAllBytes(made.Path);
        foreach (var length in Enumerable.Range(0, whole.Length).Where(at => at < 200 || at > whole.Length - 200 || at % 397 == 0))
            Refused(made, whole[..length]);
        Refused(made, [.. whole, 0]);
    }

    [Fact]
    public void A_changed_bit_is_found()
    {
        using var made = new MadeSegment(new MadeDeclarations(12).Take(20));
        var whole = File.ReadAllBytes(made.Path);
        var random = new Random(12);
        foreach (var at in Enumerable.Range(0, SegmentFormat.HeaderLength).Concat(Enumerable.Range(0, 500).Select(_ => random.Next(whole.Length))))
        {
            byte[] changed = [.. whole];
            changed[at] ^= (byte)(1 << random.Next(8));
            RefusedOrUnread(made, changed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("{\"number\":\"10216110/010326/0000001\"}, and so on for more than a header is long, which makes no segment of it")]
    public void What_is_no_segment_is_refused(string text)
    {
        using var made = new MadeSegment(new MadeDeclarations(13).Take(1));
        Refused(made, System.Text.Encoding.UTF8.GetBytes(text));
    }

    [Fact]
    public void A_segment_of_another_version_is_refused_by_its_version()
    {
        using var made = new MadeSegment(new MadeDeclarations(14).Take(1));
        var changed = File.ReadAllBytes(made.Path);
        changed[8]++;
        Assert.Contains("format 2", Refused(made, changed), StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_and_cut_live_sets_are_refused()
    {
        using var made = new MadeSegment(new MadeDeclarations(15).Take(100));
        var path = LiveSets.PathOf(made.Path, 0);
        LiveSets.AllOf(made.Written).Write(path);
        var whole = File.ReadAllBytes(path);
        for (var i = 0; i < whole.Length; i++)
        {
            byte[] changed = [.. whole];
            changed[i] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Throws<InvalidSegmentException>(() => LiveSets.Read(path));
            File.WriteAllBytes(path, whole[..i]);
            Assert.Throws<InvalidSegmentException>(() => LiveSets.Read(path));
        }
    }

    /// <summary>Between what is read lies what nobody reads; but the file as a whole is known to be another one.</summary>
    private static void RefusedOrUnread(MadeSegment made, byte[] bytes)
    {
        var path = Written(made, bytes);
        try
        {
            using var segment = Segment.Open(path);
            Assert.NotEqual(made.Written.Sha256.ToArray(), segment.Sha256());
            Assert.Equal(ReadAll(made.Segment), ReadAll(segment));
        }
        catch (InvalidSegmentException exception)
        {
            Assert.Equal(path, exception.Path);
        }
    }

    private static string Written(MadeSegment made, byte[] bytes)
    {
        var path = Path.Combine(Path.GetDirectoryName(made.Path)!, "damaged.segment");
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private static string Refused(MadeSegment made, byte[] bytes)
    {
        var path = Written(made, bytes);
        var exception = Assert.Throws<InvalidSegmentException>(() =>
        {
            using var segment = Segment.Open(path);
            ReadAll(segment);
        });
        Assert.Equal(path, exception.Path);
        return exception.Message;
    }

    private static byte[] ReadAll(Segment segment)
    {
        var rows = new SegmentRows(segment);
        var read = new System.Text.StringBuilder();
        for (var row = 0; row < segment.Items; row++)
        {
            foreach (var field in Fields.All)
                read.AppendJoin(';', rows.Values(row, field)).Append('|');
            read.Append(rows.OutcomeOf(row)).Append(rows.ItemOf(row)).Append(rows.DeclarationOf(row));
        }
        for (var declaration = 0; declaration < segment.Declarations; declaration++)
        {
            var authority = segment.DeclarationColumn(ColumnNames.CountedFor);
            read.Append(segment.NumberOf(declaration)).Append(segment.VersionOf(declaration)).Append(Convert.ToHexString(segment.HashOf(declaration)))
                .Append(authority.Texts![(int)authority[declaration]]).Append(segment.DeclarationColumn(ColumnNames.FirstRow)[declaration]);
        }
        foreach (var source in segment.Sources())
            read.Append(Convert.ToHexString(source.Span));
        return System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(read.ToString()));
    }
}
