using System.Runtime.CompilerServices;

namespace RmsOrleans.Tests;

/// <summary>
/// Compares a whole picture with the one that is checked in beside the test. After a change of behaviour that is wanted, put the
/// <c>.received</c> file in the place of the <c>.approved</c> one; the review then shows what changed.
/// </summary>
public static class ApprovedFile
{
    public static void Text(string name, string actual, [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test)!;
        var dot = name.LastIndexOf('.');
        Compare(Path.Combine(folder, $"{name[..dot]}.approved{name[dot..]}"), Path.Combine(folder, $"{name[..dot]}.received{name[dot..]}"), actual);
    }

    /// <summary>The same for a page that people read where it stands, by its path in the repository.</summary>
    public static void Page(string path, string actual, [CallerFilePath] string test = "")
    {
        var page = InRepository(path, test);
        Compare(page, Path.ChangeExtension(page, $".received{Path.GetExtension(page)}"), actual);
    }

    /// <summary>Where a file of the repository is.</summary>
    public static string InRepository(string path, [CallerFilePath] string test = "")
    {
        var root = Path.GetDirectoryName(test)!;
        while (!File.Exists(Path.Combine(root, "RmsOrleans.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException($"{test} is in no checkout of this repository.");
        return Path.Combine(root, path);
    }

    private static void Compare(string approvedPath, string receivedPath, string actual)
    {
        var received = Normal(actual);
        var approved = File.Exists(approvedPath) ? Normal(File.ReadAllText(approvedPath)) : "";
        if (received == approved)
        {
            File.Delete(receivedPath);
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail($"{Path.GetFileName(approvedPath)} differs from what was received, first in line {FirstDifference(approved, received)}. Compare it with {Path.GetFileName(receivedPath)}.");
    }

    private static string Normal(string text) => text.ReplaceLineEndings("\n").TrimEnd() + "\n";

    private static string FirstDifference(string approved, string received)
    {
        var left = approved.Split('\n');
        var permission = received.Split('\n');
        var line = Enumerable.Range(0, Math.Max(left.Length, permission.Length)).First(i => left.ElementAtOrDefault(i) != permission.ElementAtOrDefault(i));
        return $"{line + 1}: '{left.ElementAtOrDefault(line)}' became '{permission.ElementAtOrDefault(line)}'";
    }
}
