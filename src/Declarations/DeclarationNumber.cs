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
        if (text is null || text.Length > 8 + 1 + 6 + 1 + MostSerial + 1 + MostSuffix || text.Split('/') is not [var authority, var day, var serial, .. var suffix])
            return false;
        var isFormed = authority.Length is 8 or 5 or 2 && authority.All(char.IsAsciiDigit)
            && IsSerial(serial, MostSerial) && suffix.Length <= 1 && suffix.All(part => IsSerial(part, MostSuffix));
        if (!isFormed || TryReadDay(day) is not { } date)
            return false;
        number = new(authority, date, string.Join('/', [serial, .. suffix]).ToUpperInvariant());
        return true;
    }

    public override string ToString() => $"{Authority}/{Day.ToString("ddMMyy", CultureInfo.InvariantCulture)}/{Serial}";

    private static bool IsSerial(string part, int most) => part.Length > 0 && part.Length <= most && part.All(sign =>
        char.IsAsciiLetterOrDigit(sign) || sign is (>= 'А' and <= 'я') or 'Ё' or 'ё');

    /// <summary>A year of two digits is one of this century.</summary>
    private static DateOnly? TryReadDay(string text) =>
        text.Length == 6 && text.All(char.IsAsciiDigit)
        && DateOnly.TryParseExact($"{text[..4]}{Century + int.Parse(text.AsSpan(4), CultureInfo.InvariantCulture)}", "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
}
