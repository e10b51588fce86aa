using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Conditions;
using RmsOrleans.Declarations.Matching;
using RmsOrleans.Declarations.Reading;
using Comparison = RmsOrleans.Declarations.Conditions.Comparison;

namespace RmsOrleans.Benchmarks;

/// <summary>What the computing of a check costs: a declaration of one item against all profiles in force, without reading and commit. Processor time of the thread, since machines are shared.</summary>
internal static partial class Checks
{
    private const int ThreadCpuTime = 3;
    private const double NanosecondsOfAMillisecond = 1_000_000;

    public static Task<int> Run(Arguments arguments)
    {
        var command = $"checks {arguments}".TrimEnd();
        var profiles = arguments.Whole("profiles", 2_000, most: 1_000_000);
        var times = arguments.Whole("times", 20_000, most: 10_000_000);
        var write = arguments.Has("write");
        arguments.NoOthers();

        var random = new Random(18);
        var tree = new AuthorityTree(1, [("10000000", null), ("10200000", "10000000"), .. Enumerable.Range(1, 40).SelectMany(office => Office(office))]);
        var index = ProfileIndex.Build([.. Enumerable.Range(0, profiles).Select(_ => Profile(random))], tree, Folding.Default);
        Declaration[] declarations = [.. Enumerable.Range(1, 1_000).Select(serial => Read(random, serial))];

        var hits = 0L;
        for (var i = 0; i < times; i++) // compiled as it will stay
            hits += index.Match(declarations[i % declarations.Length]).Hits.Length;
        hits = 0;
        var taken = new long[times];
        for (var i = 0; i < times; i++)
        {
            var began = Now();
            hits += index.Match(declarations[i % declarations.Length]).Hits.Length;
            taken[i] = Now() - began;
        }
        Array.Sort(taken);

        var table = new Table("", "p50 ms", "p99 ms", "p99.9 ms", "max ms", "hits of a declaration");
        table.Add(
            string.Create(CultureInfo.InvariantCulture, $"one item, {profiles:N0} profiles, {index.WithoutKey:N0} of them without a key"),
            Milliseconds(0.5), Milliseconds(0.99), Milliseconds(0.999), Milliseconds(1), ((double)hits / times).ToString("0.00", CultureInfo.InvariantCulture));
        Report.Publish("checks", command, write, $"; one thread, {times} checks, processor time of the thread", table);
        return Task.FromResult(0);

        string Milliseconds(double share) => (taken[Math.Min(times - 1, (int)(share * times))] / NanosecondsOfAMillisecond).ToString("0.000", CultureInfo.InvariantCulture);
    }

    /// <summary>As offices write them: most by commodity code with a bound on the price, some by trader or country, a few by a pattern, and one in fifty by what cannot be looked up.</summary>
    private static RiskConditions Profile(Random random)
    {
        ImmutableArray<Condition> lists = [new(Fields.Get(Fields.DeclarationAuthority), Comparison.OneOf, [$"102{random.Next(1, 41):00}000"], false, "/riskArea/authorities")];
        var kind = random.Next(50);
        ImmutableArray<Condition> indicators = kind switch
        {
            0 => [Of("goodsDescription", Comparison.Matches, @"\b(used|spare)\b.*parts?"), Of("grossWeightKg", Comparison.GreaterThan, "500")],
            < 10 => [Of("traderTaxId", Comparison.OneOf, [.. Enumerable.Range(0, 5).Select(_ => TaxId(random))]), Of("originCountry", Comparison.OneOf, "CN", "TR", "VN")],
            < 15 => [Of("commodityCode", Comparison.StartsWith, Code(random)[..4]), Of("goodsDescription", Comparison.Matches, @"(tiles?|плитк)"), Of("dispatchCountry", Comparison.DiffersFromField, "originCountry")],
            _ => [Of("commodityCode", Comparison.StartsWith, Code(random)[..6]), Of("pricePerKg", Comparison.LessThan, "0.45"), Of("originCountry", Comparison.OneOf, "CN", "IN")],
        };
        return new(kind == 0 ? [] : lists, indicators);
    }

    private static Condition Of(string field, Comparison comparison, params string[] values) => new(Fields.Get(field), comparison, [.. values], false, "/riskArea/indicators/0");

    private static Declaration Read(Random random, int serial) => DeclarationJson.ReadCanonical(Encoding.UTF8.GetBytes(
        $$"""
        {"number":"102{{random.Next(1, 41):00}}010/301126/{{serial:0000000}}","version":1,"dispatchCountry":"CN","traderTaxId":"{{TaxId(random)}}","items":[{"item":1,"commodityCode":"{{Code(random)}}",
        "goodsDescription":"Ceramic tiles, glazed, spare parts of a machine","procedure":"40","originCountry":"{{(random.Next(2) == 0 ? "CN" : "DE")}}","netWeightKg":1000,"grossWeightKg":1100,"statisticalValueUsd":{{random.Next(100, 900)}}}]}
        """));

    private static (string, string?)[] Office(int office) => [($"102{office:00}000", "10200000"), ($"102{office:00}010", $"102{office:00}000")];

    private static string Code(Random random) => $"{random.Next(10, 97):00}{random.Next(1, 30):00}{random.Next(10, 14):00}0000";

    private static string TaxId(Random random) => $"78{random.Next(10_000_000, 10_020_000)}";

    /// <summary>Nanoseconds that this thread has had of a processor.</summary>
    private static long Now() => clock_gettime(ThreadCpuTime, out var time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : throw new BenchmarkFailedException("This system does not tell the processor time of a thread.");

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int clock_gettime(int clock, out TimeSpec time);
}
