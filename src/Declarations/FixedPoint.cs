using System.Globalization;
using System.Numerics;

namespace RmsOrleans.Declarations;

/// <summary>An exact number with six decimal places, from -9.2·10¹² to 9.2·10¹².</summary>
/// <param name="Millionths">The number times 1,000,000.</param>
public readonly record struct FixedPoint(long Millionths) : IComparable<FixedPoint>
{
    public const int Places = 6;
    public const long One = 1_000_000;

    /// <summary>The largest that a declaration can bear, and with a minus the smallest. A bound of a condition may lie beyond.</summary>
    public const long MostMillionths = 9_200_000_000_000 * One;

    /// <summary>The most signs that a number is written with.</summary>
    public const int LongestText = 30;

    /// <summary>With six zeros behind them, digits of so short a text fit into 64 bits.</summary>
    private const int ShortText = 12;

    /// <summary>The most that can be multiplied by <see cref="One"/> in 64 bits.</summary>
    private const long MostFactor = long.MaxValue / One;

    public static FixedPoint Of(long whole) => new(checked(whole * One));

    /// <summary>A day, as a number that days can be compared by.</summary>
    public static FixedPoint Of(DateOnly day) => Of((long)day.DayNumber);

    public DateOnly ToDay() => DateOnly.FromDayNumber((int)(Millionths / One));

    /// <summary>
    /// Reads a number such as <c>-12.345</c>: a digit at each end, at most <see cref="LongestText"/> signs, a point.
    /// </summary>
    public static NumberFault? TryRead(ReadOnlySpan<char> text, out FixedPoint number) => TryRead<char>(text, out number);

    /// <summary>The same of signs in UTF-8 or UTF-16.</summary>
    internal static NumberFault? TryRead<TSign>(ReadOnlySpan<TSign> text, out FixedPoint number)
        where TSign : unmanaged, IBinaryInteger<TSign>
    {
        number = default;
        if (!TryScale(text, out var floor, out var isExact))
            return NumberFault.NotANumber;
        if (!isExact)
            return NumberFault.TooManyPlaces;
        if (floor < -MostMillionths || floor > MostMillionths)
            return NumberFault.TooLarge;
        number = new((long)floor);
        return null;
    }

    /// <summary>The same, where more than six places are rounded, half to even: only a mapping that says so may.</summary>
    public static NumberFault? TryReadRounded(ReadOnlySpan<char> text, out FixedPoint number)
    {
        var fault = TryRead(text, out number);
        if (fault != NumberFault.TooManyPlaces)
            return fault;
        var rounded = decimal.Round(decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), Places);
        return TryRead(rounded.ToString(CultureInfo.InvariantCulture), out number);
    }

    /// <summary>The largest multiple of a millionth that is not above the number which is written, in millionths, and whether it is that number.</summary>
    internal static bool TryScale<TSign>(ReadOnlySpan<TSign> text, out Int128 floor, out bool isExact)
        where TSign : unmanaged, IBinaryInteger<TSign>
    {
        (floor, isExact) = (0, true);
        if (text.Length is 0 or > LongestText)
            return false;
        var isNegative = CharOf(text[0]) == '-';
        var digits = isNegative ? text[1..] : text;
        if (digits.IsEmpty || !char.IsAsciiDigit(CharOf(digits[0])) || !char.IsAsciiDigit(CharOf(digits[^1])))
            return false;

        bool isRead;
        if (digits.Length <= ShortText)
        {
            isRead = TryScaleDigits(digits, out long small, out isExact);
            floor = small;
        }
        else
            isRead = TryScaleDigits(digits, out floor, out isExact);
        if (isNegative)
            floor = isExact ? -floor : -floor - 1;
        return isRead;
    }

    /// <typeparam name="TSign">Of UTF-8 or UTF-16.</typeparam>
    /// <typeparam name="T">Wide enough for the digits and <see cref="Places"/> more.</typeparam>
    private static bool TryScaleDigits<TSign, T>(ReadOnlySpan<TSign> digits, out T floor, out bool isExact)
        where TSign : unmanaged, IBinaryInteger<TSign>
        where T : struct, IBinaryInteger<T>
    {
        (floor, isExact) = (T.Zero, true);
        var ten = T.CreateTruncating(10);
        var places = -1;
        foreach (var each in digits)
        {
            var sign = CharOf(each);
            if (sign == '.' && places < 0)
                places = 0;
            else if (!char.IsAsciiDigit(sign))
                return false;
            else if (places < Places)
            {
                floor = (floor * ten) + T.CreateTruncating(sign - '0');
                places += places < 0 ? 0 : 1;
            }
            else
                isExact &= sign == '0';
        }
        for (places = Math.Max(places, 0); places < Places; places++)
            floor *= ten;
        return true;
    }

    private static char CharOf<TSign>(TSign sign) where TSign : unmanaged, IBinaryInteger<TSign> => (char)ushort.CreateTruncating(sign);

    /// <summary>The quotient, half to even at the last place; null if it cannot be said or is too large.</summary>
    public static FixedPoint? Divide(FixedPoint dividend, FixedPoint divisor)
    {
        if (divisor.Millionths == 0)
            return null;
        var quotient = dividend.Millionths is >= -MostFactor and <= MostFactor && divisor.Millionths is >= -MostMillionths and <= MostMillionths
            ? Divide<long>(dividend.Millionths * One, divisor.Millionths)
            : Divide<Int128>((Int128)dividend.Millionths * One, divisor.Millionths);
        return Int128.Abs(quotient) > MostMillionths ? null : new((long)quotient);
    }

    private static T Divide<T>(T above, T below)
        where T : struct, IBinaryInteger<T>, ISignedNumber<T>
    {
        if (below < T.Zero)
            (above, below) = (-above, -below);
        var (quotient, rest) = T.DivRem(above, below);
        rest = T.Abs(rest);
        var toNext = below - rest; // twice the rest may be too large
        if (rest > toNext || (rest == toNext && T.IsOddInteger(quotient)))
            quotient += above < T.Zero ? -T.One : T.One;
        return quotient;
    }

    public int CompareTo(FixedPoint other) => Millionths.CompareTo(other.Millionths);

    public static bool operator <(FixedPoint left, FixedPoint right) => left.Millionths < right.Millionths;

    public static bool operator >(FixedPoint left, FixedPoint right) => left.Millionths > right.Millionths;

    public static bool operator <=(FixedPoint left, FixedPoint right) => left.Millionths <= right.Millionths;

    public static bool operator >=(FixedPoint left, FixedPoint right) => left.Millionths >= right.Millionths;

    /// <summary>As it is read, into <see cref="LongestText"/> bytes or more.</summary>
    /// <returns>How many were written.</returns>
    internal int Write(Span<byte> signs)
    {
        var (whole, rest) = Math.DivRem(Math.Abs(Millionths), One);
        var length = 0;
        if (Millionths < 0)
            signs[length++] = (byte)'-';
        whole.TryFormat(signs[length..], out var digits, provider: CultureInfo.InvariantCulture);
        length += digits;
        if (rest == 0)
            return length;
        signs[length++] = (byte)'.';
        for (var unit = One / 10; rest > 0; unit /= 10)
        {
            signs[length++] = (byte)('0' + (rest / unit));
            rest %= unit;
        }
        return length;
    }

    /// <summary>As it is read: without zeros that say nothing.</summary>
    public override string ToString() => ((decimal)Millionths / One).ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>What is wrong with a number.</summary>
public enum NumberFault
{
    NotANumber,

    /// <summary>More than six decimal places.</summary>
    TooManyPlaces,

    /// <summary>Beyond ±9.2·10¹².</summary>
    TooLarge,
}
