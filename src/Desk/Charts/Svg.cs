using System.Globalization;

namespace RmsOrleans.Desk.Charts;

/// <summary>Numbers of a picture: as SVG has them, and as people read them.</summary>
internal static class Svg
{
    private static readonly NumberFormatInfo russian = new() { NumberDecimalSeparator = "," };

    public static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Days(double days, Language language) => days.ToString("0.##", language == Language.Ru ? russian : NumberFormatInfo.InvariantInfo);
}
