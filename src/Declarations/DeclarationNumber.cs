using System.Globalization;

namespace RmsOrleans.Declarations;

/// <summary>The number of a declaration, <c>AAAAAAAA/DDMMYY/NNNNNNN</c>: the authority that registered it, the day, and a serial.</summary>
/// <param name="Authority">Eight digits; five in Belarus, Kazakhstan and Kyrgyzstan, two in Armenia.</param>
/// <param name="Day">As printed, so in the zone of the authority.</param>
/// <param name="Serial">Up to seven letters or digits; at most two more may follow after a further slash.</param>
public sealed record DeclarationNumber(string Authority, DateOnly Day, string Serial)
{
    private const int Century = 2000;
    private const int MostSerial = 7;
    private const int MostSuffix = 2;

    /// <summary>What a number looks like, as a regular expression of ECMA-262.</summary>
    public const string Pattern = "^([0-9]{8}|[0-9]{5}|[0-9]{2})/[0-9]{6}/[0-9A-Za-zА-Яа-яЁё]{1,7}(/[0-9A-Za-zА-Яа-яЁё]{1,2})?$";

    /// <summary>Reads a number as it is printed; letters of the serial come out in upper case.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out DeclarationNumber? number)
    {
        number = null;
        if (text is null || text.Length > 8 + 1 + 6 + 1 + MostSerial + 1 + MostSuffix)
            return false;
        Span<Range> ranges = stackalloc Range[4 + 1];
        var parts = ranges[..text.AsSpan().Split(ranges, '/')];
        if (parts.Length is not (3 or 4))
            return false;
        var isFormed = text.AsSpan(parts[0]) is { Length: 8 or 5 or 2 } authority && AreDigits(authority)
            && IsSerial(text.AsSpan(parts[2]), MostSerial) && (parts.Length == 3 || IsSerial(text.AsSpan(parts[3]), MostSuffix));
        if (!isFormed || TryReadDay(text.AsSpan(parts[1])) is not { } day)
            return false;
        number = new(text[parts[0]], day, text[parts[2].Start..].ToUpperInvariant());
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Authority}/{Day.Day:d2}{Day.Month:d2}{Day.Year % 100:d2}/{Serial}");

    private static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsSerial(ReadOnlySpan<char> part, int most)
    {
        foreach (var sign in part)
        {
            if (!char.IsAsciiLetterOrDigit(sign) && sign is not ((>= 'А' and <= 'я') or 'Ё' or 'ё'))
                return false;
        }
        return part.Length > 0 && part.Length <= most;
    }

    /// <summary>A year of two digits is one of this century.</summary>
    private static DateOnly? TryReadDay(ReadOnlySpan<char> text)
    {
        if (text.Length != 6 || !AreDigits(text))
            return null;
        var (day, month, year) = (Two(text), Two(text[2..]), Century + Two(text[4..]));
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day) : null;

        static int Two(ReadOnlySpan<char> digits) => ((digits[0] - '0') * 10) + digits[1] - '0';
    }
}
