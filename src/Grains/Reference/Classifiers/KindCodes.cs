namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>The kind codes of profiles' numbers. The meaning of codes has changed over the years, so rows are dated.</summary>
internal sealed class KindCodes(ImmutableArray<KindCodeRow> rows)
{
    public const string Header = "code,kind,territory,valid_from,valid_to";

    private const string Resource = "kind-codes.csv";

    private static readonly Lazy<KindCodes> shipped = new(() => new(Csv.Shipped<KindCodeRow>(Resource, Header, Read)));

    /// <summary>The codes that ship with the program.</summary>
    public static KindCodes Shipped => shipped.Value;

    public ImmutableArray<KindCodeRow> Rows => rows;

    /// <summary>The code of a profile whose number is given on this day; null if no row holds then.</summary>
    public string? Find(ProfileKind kind, Territory territory, DateOnly day) =>
        rows.FirstOrDefault(row => row.Covers(kind, territory) && row.Valid.Has(day))?.Code;

    /// <summary>The first profiles and day, from a day on, that no row has a code for; null if there is one for every day to come.</summary>
    public (ProfileKind Kind, Territory Territory, DateOnly Day)? FirstGap(DateOnly from)
    {
        foreach (var kind in Enum.GetValues<ProfileKind>())
        {
            foreach (var territory in Enum.GetValues<Territory>())
            {
                if (FirstGap(kind, territory, from) is { } day)
                    return (kind, territory, day);
            }
        }
        return null;
    }

    public static Csv<KindCodeRow> Parse(string text) => Csv.Read<KindCodeRow>(text, Header, Read);

    private DateOnly? FirstGap(ProfileKind kind, Territory territory, DateOnly from)
    {
        var day = from;
        while (rows.FirstOrDefault(row => row.Covers(kind, territory) && row.Valid.Has(day)) is { } row)
        {
            if (row.Valid.To is not { } last || last == DateOnly.MaxValue)
                return null;
            day = last.AddDays(1);
        }
        return day;
    }

    private static KindCodeRow? Read(string[] fields, IReadOnlyList<KindCodeRow> before, out Phrase? error)
    {
        var code = fields[0];
        Territory? territory = Enum.GetNames<Territory>().Contains(fields[2]) ? Enum.Parse<Territory>(fields[2]) : null;
        error = null;
        if (code is not [>= '0' and <= '9', >= '0' and <= '9'])
            error = new("a kind code has two digits", "код вида состоит из двух цифр");
        else if (code == RegistrationNumber.DraftPrefix)
            error = new($"{code} begins the numbers of drafts; no profile has it", $"с {code} начинаются номера проектов; у профиля такого кода быть не может");
        else if (!Enum.GetNames<ProfileKind>().Contains(fields[1]))
        {
            error = new(
                $"the kind must be one of {string.Join(" ", Enum.GetNames<ProfileKind>())}", $"вид должен быть одним из: {string.Join(" ", Enum.GetNames<ProfileKind>())}");
        }
        else if (territory is null && fields[2].Length > 0)
        {
            error = new(
                $"the territory must be one of {string.Join(" ", Enum.GetNames<Territory>())}, or nothing for all",
                $"территория должна быть одной из: {string.Join(" ", Enum.GetNames<Territory>())} – или отсутствовать, если код для всех");
        }
        else if (!Period.TryParse(fields[3], fields[4], out var valid, out var wrong))
            error = wrong;
        else if (new KindCodeRow(code, Enum.Parse<ProfileKind>(fields[1]), territory, valid) is var row && before.Any(row.Contradicts))
        {
            error = new(
                "another row says the same or something else for these profiles and days", "для этих профилей и дней то же самое или иное указано в другой строке");
        }
        else
            return row;
        return null;
    }
}

/// <summary>What a code stands for in a period; without a territory, for all of them.</summary>
internal sealed record KindCodeRow(string Code, ProfileKind Kind, Territory? Territory, Period Valid)
{
    public bool Covers(ProfileKind kind, Territory territory) => Kind == kind && (Territory is null || Territory == territory);

    public string ToCsv() => Csv.Line(Code, $"{Kind}", $"{Territory}", Valid.FirstDay, Valid.LastDay);

    public bool Contradicts(KindCodeRow other) =>
        Kind == other.Kind && (Territory is null || other.Territory is null || Territory == other.Territory) && Valid.Overlaps(other.Valid);
}
