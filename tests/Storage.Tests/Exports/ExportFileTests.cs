using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Exports;

namespace RmsOrleans.Storage.Tests.Exports;

public sealed class ExportFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-export-file-").FullName;

    private string Main => Path.Combine(folder, "main");

    private string Apart => Path.Combine(folder, "apart");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Two_files_get_their_names_together()
    {
        using (var main = new ExportFile(Main, "a"))
        using (var apart = new ExportFile(Apart, "b"))
            Assert.Equal(2, main.CompleteWith(apart));

        Assert.Equal([Apart, Main], Directory.GetFiles(folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_two_files_none_stays_when_one_cannot_get_its_name()
    {
        using (var main = new ExportFile(Main, "a"))
        using (var apart = new ExportFile(Apart, "b"))
        {
            File.WriteAllText(Main, "somebody was faster");
            Assert.Throws<IOException>(() => main.CompleteWith(apart));
        }

        Assert.Equal([Main], Directory.GetFiles(folder));
        Assert.Equal("somebody was faster", File.ReadAllText(Main));
    }

    [Fact]
    public void A_file_that_was_not_completed_leaves_nothing()
    {
        using (var file = new ExportFile(Main, "a"))
            file.Write("thing", _ => { });

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_line_without_an_end_is_not_read_into_memory_for_ever_and_the_file_is_let_go()
    {
        using (var file = new ExportFile(Main, "a"))
            file.Complete();
        var header = File.ReadLines(Main).First();
        await File.WriteAllTextAsync(Main, $"{header}\n{{\"record\":\"{new string('x', ExportReader.LongestLine)}");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(async () =>
        {
            await foreach (var _ in ExportReader.Read(Main, "a", new Progress<long>(), default))
            {
            }
        });

        Assert.StartsWith("line 2: it is longer than", refused.Message, StringComparison.Ordinal);
        File.Open(Main, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }
}
