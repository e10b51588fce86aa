using System.Text.RegularExpressions;

namespace RmsOrleans.Architecture.Tests;

/// <summary>What the compiled program does not tell stands in its text.</summary>
public sealed partial class TextTests
{
    public static TheoryData<string> Projects => [.. House.Projects];

    /// <summary>SQL stands in Storage alone.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_Storage_speaks_SQL(string project)
    {
        var sql = Sources(project).Where(file => Sql().IsMatch(File.ReadAllText(file))).ToList();

        if (project == "Storage")
            Assert.NotEmpty(sql);
        else
            Assert.Empty(sql);
    }

    /// <summary>A file stands where its namespace says, or below: statuses and papers of a draft share the namespace of drafts.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void A_file_stands_in_the_folder_of_its_namespace(string project)
    {
        var astray =
            from file in Sources(project)
            let declared = Namespace().Match(File.ReadAllText(file))
            where declared.Success
            let folder = $"RmsOrleans.{Path.GetRelativePath(Source, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')}"
            where folder != declared.Groups[1].Value && !folder.StartsWith($"{declared.Groups[1].Value}.", StringComparison.Ordinal)
            select $"{file}: {declared.Groups[1].Value}";

        Assert.Empty(astray);
    }

    private static string Source { get; } = Path.Combine(House.Folder, "src");

    internal static IEnumerable<string> Sources(string project) => Directory
        .EnumerateFiles(Path.Combine(Source, project), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex("""["\s](select\s[^";]+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s)""")]
    private static partial Regex Sql();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();
}
