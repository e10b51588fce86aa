using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Declarations;

/// <summary>All that is stored of declarations at a site, as an export says it.</summary>
/// <param name="Numbers">With their versions, in the order of the export.</param>
/// <param name="Hash">SHA-256 of declarations, which of their versions count, outcomes and coverage; of when and by which load they came it says nothing.</param>
internal sealed record StoredDeclarations(IReadOnlyList<string> Numbers, string Hash)
{
    private static readonly HashSet<string> kept = ["declaration", "declarationOutcome", "declarationEvent", "declarationCoverage"];
    private static readonly string[] ofLoading = ["load", "revision", "changedAt"];

    public static async Task<StoredDeclarations> At(Site site)
    {
        var folder = Directory.CreateTempSubdirectory("rms-exported-");
        try
        {
            var file = Path.Combine(folder.FullName, "declarations.ndjson");
            var run = await CommandRun.Of(["export", "--to", Path.Combine(folder.FullName, "store.ndjson"), "--declarations", file, "--data", site.Folder, .. site.Storage]);
            Assert.True(run.ExitCode == 0, run.ToString());
            return Read(File.ReadLines(file));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static StoredDeclarations Read(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var numbers = new List<string>();
        foreach (var record in lines.Select(line => JsonNode.Parse(line)!.AsObject()))
        {
            var kind = record["record"]!.GetValue<string>();
            if (!kept.Contains(kind))
                continue;
            foreach (var member in ofLoading)
                record.Remove(member);
            if (kind == "declaration")
                numbers.Add(string.Create(CultureInfo.InvariantCulture, $"{record["number"]} {record["version"]}"));
            hash.AppendData(Encoding.UTF8.GetBytes(record.ToJsonString() + "\n"));
        }
        return new(numbers, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
