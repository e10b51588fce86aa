namespace RmsOrleans.Benchmarks.Blocks;

/// <summary><c>docs/benchmarks.md</c>: each benchmark rewrites its own marked section and nothing else.</summary>
internal static class ResultsPage
{
    public static void Write(string section, string text)
    {
        var path = Path.Combine(Root(), "docs", "benchmarks.md");
        var page = File.ReadAllText(path);
        var (begin, end) = ($"<!-- begin: {section} -->", $"<!-- end: {section} -->");
        var (from, to) = (page.IndexOf(begin, StringComparison.Ordinal), page.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new BenchmarkFailedException($"{path} has no section '{section}'.");
        File.WriteAllText(path, page[..(from + begin.Length)] + "\n\n" + text.TrimEnd() + "\n\n" + page[to..]);
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RmsOrleans.sln")))
                return folder.FullName;
        }
        throw new BenchmarkFailedException("The root of the repository was not found above the program.");
    }
}
