using System.Globalization;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>Numbers as the tables show them.</summary>
internal static class Figures
{
    public static string Number(double value, int digits = 0) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);

    public static string Milliseconds(TimeSpan time, int digits = 2) => Number(time.TotalMilliseconds, digits);

    public static string Mebibytes(long bytes) => Number(bytes >> 20);
}
