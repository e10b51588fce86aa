using System.Globalization;

namespace RmsOrleans.Grains.Kernel;

/// <summary>Numbers as people read them.</summary>
public static class NumberText
{
    private static readonly NumberFormatInfo russian = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "\u00A0" };

    /// <param name="format">By the rules of <see cref="decimal.ToString(string)"/>; else with the digits after the point that there are, at most six.</param>
    public static Phrase InWords(decimal number, string format = "#,0.######") => new(number.ToString(format, NumberFormatInfo.InvariantInfo), number.ToString(format, russian));
}
