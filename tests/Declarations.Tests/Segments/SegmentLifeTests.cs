using RmsOrleans.Declarations.Segments;
using RmsOrleans.Declarations.Tests.Made;

namespace RmsOrleans.Declarations.Tests.Segments;

public sealed class SegmentLifeTests
{
    [Fact]
    public void A_hold_keeps_a_closed_and_replaced_segment_open()
    {
        using var made = new MadeSegment(new MadeDeclarations(21).Take(30));
        using var other = new MadeSegment(new MadeDeclarations(22).Take(60));
        var hold = made.Segment.Hold();
        var column = made.Segment.ItemColumn(ColumnNames.Item);

        File.Copy(other.Path, made.Path + ".new");
        File.Move(made.Path + ".new", made.Path, overwrite: true);
        made.Segment.Dispose();

        Assert.Equal(made.Declarations.Sum(declaration => declaration.Items.Sum(item => item.Number)), Enumerable.Range(0, column.Count).Sum(row => (int)column[row]));
        Assert.Equal(1, Mappings(made.Path));
        Assert.Throws<ObjectDisposedException>(() => made.Segment.Hold());
        hold.Dispose();
        hold.Dispose();
        Assert.Equal(0, Mappings(made.Path));
        using var opened = Segment.Open(made.Path);
        Assert.Equal(60, opened.Declarations);
    }

    [Fact]
    public async Task Whoever_reads_while_it_is_closed_reads_what_is_there_or_is_told()
    {
        for (var round = 0; round < 30; round++)
        {
            using var made = new MadeSegment(new MadeDeclarations(26).Take(20));
            using var begun = new CountdownEvent(4);
            var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(() =>
            {
                var read = 0;
                begun.Signal();
                try
                {
                    for (; ; read++)
                    {
                        var i = (read + reader) % made.Declarations.Length;
                        Assert.Equal(made.Declarations[i].Number.ToString(), made.Segment.NumberOf(i));
                        Assert.Equal(MadeDeclarations.SourceOf(made.Declarations[i]), made.Segment.SourceOf(i));
                    }
                }
                catch (ObjectDisposedException)
                {
                    return read;
                }
            })).ToArray();
            Assert.True(begun.Wait(TimeSpan.FromMinutes(1)));
            made.Segment.Dispose();
            await Task.WhenAll(readers).WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Equal(0, Mappings(made.Path));
        }
    }

    [Fact]
    public void Nothing_stays_open_of_segments_that_were_closed_or_refused()
    {
        using var made = new MadeSegment(new MadeDeclarations(23).Take(5));
        var refused = made.Path + ".refused";
        File.WriteAllBytes(refused, File.ReadAllBytes(made.Path)[..^1]);
        made.Segment.Dispose();
        for (var i = 0; i < 50; i++)
        {
            using (var segment = Segment.Open(made.Path))
            using (segment.Hold())
                _ = segment.NumberOf(0);
            Assert.Throws<InvalidSegmentException>(() => Segment.Open(refused));
        }

        Assert.Equal(0, Mappings(Path.GetDirectoryName(made.Path)!));
        Assert.DoesNotContain(new DirectoryInfo("/proc/self/fd").GetFiles(), file => file.LinkTarget?.Contains(made.Path, StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void A_failed_write_leaves_what_was_there()
    {
        using var made = new MadeSegment(new MadeDeclarations(24).Take(5));
        var before = File.ReadAllBytes(made.Path);
        Assert.Throws<IOException>(() => DurableFile.Write(made.Path, file =>
        {
            file.Write(before.AsSpan(0, 100));
            throw new IOException("No space left.");
        }));

        Assert.Equal(before, File.ReadAllBytes(made.Path));
        Assert.Equal([made.Path], Directory.GetFiles(Path.GetDirectoryName(made.Path)!));
    }

    [Fact]
    public void Live_sets_change_by_revisions()
    {
        using var made = new MadeSegment(new MadeDeclarations(25).Take(130));
        var all = LiveSets.AllOf(made.Written);
        var next = all.Without(notFirst: [0, 129], notLatest: [64]);
        all.Write(LiveSets.PathOf(made.Path, all.Revision));
        next.Write(LiveSets.PathOf(made.Path, next.Revision));
        var read = LiveSets.Read(LiveSets.PathOf(made.Path, 1));

        Assert.Equal((130, 130), (all.First.Count, all.Latest.Count));
        Assert.Equal((1L, 130, 128, 129), (read.Revision, read.Declarations, read.First.Count, read.Latest.Count));
        Assert.Equal(made.Written.Sha256.ToArray(), read.Segment.ToArray());
        Assert.All(Enumerable.Range(0, 130), each => Assert.Equal((each is not (0 or 129), each != 64), (read.First[each], read.Latest[each])));
        Assert.True(LiveSets.Read(LiveSets.PathOf(made.Path, 0)).First[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => all.Without([130], []));
    }

    private static int Mappings(string path) => File.ReadLines("/proc/self/maps").Count(line => line.Contains(path, StringComparison.Ordinal));
}
