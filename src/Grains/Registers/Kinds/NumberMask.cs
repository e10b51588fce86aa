using System.Globalization;
using System.Text;

namespace RmsOrleans.Grains.Registers.Kinds;

/// <summary>What a number of a register looks like: <c>AAAAAAAA-N/YYYY</c>. Latin A, N, Y, M and D stand for something, everything else for itself.</summary>
internal static class NumberMask
{
    private const int Longest = 40;

    /// <summary>What is wrong with a mask, each a sentence.</summary>
    public static IEnumerable<Phrase> Faults(KindNumbering numbering)
    {
        var parts = Parts(numbering.Mask).ToArray();
        int Count(char letter) => parts.Count(part => part[0] == letter);

        if (numbering.Mask.Length > Longest)
            yield return new($"A mask has at most {Longest} characters.", $"Длина шаблона – не более {Longest} символов.");
        if (Count('N') != 1)
            yield return new("A mask has one place for the serial: N, or NNNNN for one of at least five digits.", "В шаблоне должно быть одно место для порядкового номера: «N» или «NNNNN» (не менее пяти цифр).");
        foreach (var part in parts)
        {
            if (!Fits(part))
            {
                yield return new(
                    $"'{part}' stands for nothing: A to AAAAAAAA, N to NNNNNNNNN, YYYY, MM and DD do, and digits, dashes, slashes, points and Cyrillic letters stand for themselves.",
                    $"«{part}» ничего не обозначает: возможны «A»…«AAAAAAAA», «N»…«NNNNNNNNN», «YYYY», «MM», «DD», а также цифры, дефис, косая черта, точка и буквы кириллицы.");
            }
        }
        if (numbering.Scope == NumberScope.Authority && !parts.Any(part => part[0] == 'A' && part.Length >= 5))
            yield return new("Where each authority has its sequence, the number says which: at least AAAAA.", "Если нумерация ведётся каждым таможенным органом, номер должен содержать его код: не менее «AAAAA».");
        if (numbering.Run == NumberRun.Yearly && Count('Y') == 0)
            yield return new("Where numbers begin anew each year, the number says which: YYYY.", "Если нумерация начинается заново каждый год, номер должен содержать год: «YYYY».");
    }

    /// <summary>A number as it is printed.</summary>
    /// <param name="day">Of registration, by the clock of the authority.</param>
    public static string Write(string mask, AuthorityCode authority, long serial, DateOnly day)
    {
        var number = new StringBuilder();
        foreach (var part in Parts(mask))
        {
            number.Append(part[0] switch
            {
                'A' => authority.Leading(part.Length),
                'N' => serial.ToString($"D{part.Length}", CultureInfo.InvariantCulture),
                'Y' => day.ToString("yyyy", CultureInfo.InvariantCulture),
                'M' => day.ToString("MM", CultureInfo.InvariantCulture),
                'D' => day.ToString("dd", CultureInfo.InvariantCulture),
                _ => part,
            });
        }
        return number.ToString();
    }

    private static bool Fits(string part) => part[0] switch
    {
        'A' => part.Length <= AuthorityCode.Length,
        'N' => part.Length <= 9,
        'Y' => part.Length == 4,
        'M' or 'D' => part.Length == 2,
        _ => part.All(each => char.IsAsciiDigit(each) || each is '-' or '/' or '.' or (>= 'А' and <= 'я')),
    };

    /// <summary>Runs of one letter, and one by one what stands for itself.</summary>
    private static IEnumerable<string> Parts(string mask)
    {
        for (var at = 0; at < mask.Length;)
        {
            var end = at + 1;
            while (end < mask.Length && mask[end] == mask[at] && (mask[at] is 'A' or 'N' or 'Y' or 'M' or 'D'))
                end++;
            yield return mask[at..end];
            at = end;
        }
    }
}

/// <summary>Which sequence gives an entry its number: by register, authority and year, as far as the register counts by them.</summary>
internal static class EntrySequences
{
    public static SequenceKey Of(RegisterKind kind, AuthorityCode authority, DateOnly day)
    {
        var owner = OwnerOf(kind, authority);
        return new(kind.Numbering.Run == NumberRun.Yearly
            ? string.Create(CultureInfo.InvariantCulture, $"{kind.Code}/{owner}/{day.Year}")
            : $"{kind.Code}/{owner}");
    }

    /// <summary>Whose the sequence is: its clock says the day of a number.</summary>
    public static AuthorityCode OwnerOf(RegisterKind kind, AuthorityCode authority) => kind.Numbering.Scope == NumberScope.Fcs ? AuthorityCode.Fcs : authority;
}
