using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks;

/// <summary>Authorities that read the directory: a hundred offices, their directorates and the FCS, and posts below the offices.</summary>
internal sealed class DirectoryReaders
{
    private const int Offices = 100;
    private const int Posts = 20;

    private readonly IReadOnlyList<Office> offices = Blocks.Offices.Take(Offices);
    private readonly Dictionary<string, string?> above;

    public DirectoryReaders(int count)
    {
        above = offices.ToDictionary(office => office.Code, office => office.Directorate);
        foreach (var (office, post) in from post in Enumerable.Range(101, Posts) from office in offices where IsOffice(office.Code) select (office, post))
            above[$"{office.Code[..5]}{post}"] = office.Code;
        Codes = [.. above.Keys.Take(count)];
        if (Codes.Count < count)
            throw new BenchmarkFailedException($"There are only {Codes.Count} authorities to read the directory.");
    }

    public IReadOnlyList<string> Codes { get; }

    /// <summary>The customs offices among them.</summary>
    public IReadOnlyList<string> OfficesAmong => [.. Codes.Where(IsOffice)];

    /// <summary>What the register of the program lacks, as lines of an import.</summary>
    public string Import() =>
        Blocks.Offices.Import(offices)
        + string.Concat(Codes.Where(IsPost).Select(code => $"{code},Post {code},Post {code},Post,{above[code]},Europe/Moscow\n"));

    /// <summary>Whether what applies at <paramref name="scope"/> concerns this authority: it is at or below it.</summary>
    public bool IsWithin(string code, string scope) => code == scope || (above[code] is { } parent && IsWithin(parent, scope));

    private static bool IsPost(string code) => !code.EndsWith("000", StringComparison.Ordinal);

    private static bool IsOffice(string code) => !IsPost(code) && !code.EndsWith("00000", StringComparison.Ordinal);
}
