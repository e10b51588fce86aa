using System.IO.Compression;

namespace RmsOrleans.Storage.Tests;

/// <summary>The commands <c>declarations load</c> and <c>declarations seal</c>, as an operator runs them.</summary>
public sealed class DeclarationCommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-declarations-").FullName;

    private string Data => Path.Combine(folder, "data");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact(Timeout = Limits.OneTest)]
    public async Task Files_are_loaded_once_told_line_by_line_sealed_and_verified()
    {
        Assert.Equal(3, (await CommandRun.Of("declarations", "load", Sample(), "--mapping", "kcs", "--data", Data)).ExitCode);
        Assert.Equal(0, (await CommandRun.Of("migrate", "--data", Data)).ExitCode);
        var lines = Write("more.ndjson", """{"number":"10216020/011226/0000001","items":[{"item":1}]}""" + "\n{\"number\":1}\n");

        var loaded = await CommandRun.Of("declarations", "load", Sample(), lines, "--mapping", "kcs", "--data", Data);
        Assert.True(loaded.ExitCode == 1, $"{loaded}");
        Assert.Contains("kcs.csv.gz: load 1, 2,000 lines: 2,000 taken, 0 unchanged, 0 refused, 0 in conflict, 0 stale.", loaded.Output, StringComparison.Ordinal);
        Assert.Contains("more.ndjson: load 2, 2 lines: 1 taken, 0 unchanged, 1 refused, 0 in conflict, 0 stale.", loaded.Output, StringComparison.Ordinal);
        Assert.Contains("  line 2, /number: A value of another kind is expected", loaded.Output, StringComparison.Ordinal);

        var again = await CommandRun.Of("declarations", "load", Sample(), "--mapping", "kcs", "--data", Data);
        Assert.True(again.ExitCode == 0 && again.Output.Contains("0 taken, 2,000 unchanged", StringComparison.Ordinal), $"{again}");

        var sealedOnes = await CommandRun.Of("declarations", "seal", "--data", Data);
        Assert.True(sealedOnes.ExitCode == 0 && sealedOnes.Output.StartsWith("2 segments were made in ", StringComparison.Ordinal), $"{sealedOnes}");
        var verified = await CommandRun.Of("verify", "--data", Data);
        Assert.True(verified.ExitCode == 0 && verified.Output.Contains("2,001 versions of declarations", StringComparison.Ordinal), $"{verified}");

        File.WriteAllText(Directory.EnumerateFiles(Path.Combine(Data, "declarations"), "*.segment", SearchOption.AllDirectories).First(), "damaged");
        Assert.Equal(1, (await CommandRun.Of("verify", "--data", Data)).ExitCode);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task What_cannot_be_loaded_is_told_in_one_sentence()
    {
        Assert.Equal(0, (await CommandRun.Of("migrate", "--data", Data)).ExitCode);
        foreach (var (arguments, told) in ((string[], string)[])
            [
                ([Sample()], "kcs.csv.gz is a table: say by --mapping how its columns are read."),
                ([Sample(), "--mapping", "none"], "there is no mapping none; there are kcs."),
                ([Write("a.docx", "x")], "by the name of a.docx it cannot be told how it is written"),
            ])
        {
            var refused = await CommandRun.Of(["declarations", "load", .. arguments, "--data", Data]);
            Assert.True(refused.ExitCode == 2 && refused.Error.Contains($"Not loaded: {told}", StringComparison.Ordinal), $"{refused}");
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The first 2,000 lines of the public set: all of January 2020.</summary>
    private string Sample()
    {
        var path = Path.Combine(folder, "kcs.csv.gz");
        using var all = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "kcs-2020.csv.gz")), CompressionMode.Decompress));
        using var some = new StreamWriter(new GZipStream(File.Create(path), CompressionLevel.Fastest));
        for (var line = 0; line <= 2_000; line++)
            some.WriteLine(all.ReadLine());
        return path;
    }
}
