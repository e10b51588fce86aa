using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>As many offices as a benchmark asks for: one is Baltic Customs, then the others of the sample, then invented ones.</summary>
internal static class Offices
{
    private const string Baltic = "10216000";

    public static IReadOnlyList<Office> Take(int count) =>
        [.. Office.All.OrderBy(office => office.Code == Baltic ? 0 : 1).Concat(Invented()).Take(count)];

    /// <summary>The invented ones as lines for an import; nothing if all are in the sample.</summary>
    public static string? Import(IEnumerable<Office> offices)
    {
        var lines = offices.Except(Office.All).Select(office => $"{office.Code},{office.Name},{office.Name},Office,{office.Directorate},Europe/Moscow").ToArray();
        return lines is [] ? null : string.Join('\n', ["code,name,short_name,kind,parent,time_zone", .. lines]) + "\n";
    }

    private static IEnumerable<Office> Invented() =>
        from directorate in Enumerable.Range(1, 8)
        from office in Enumerable.Range(20, 80)
        let code = $"10{directorate}{office}000"
        select new Office(code, $"Office {code}", $"Таможня {code}", $"10{directorate}00000", 3, 0);
}
