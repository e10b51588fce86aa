using System.Collections.Frozen;

namespace RmsOrleans.Grains.Reference.Classifiers;

/// <summary>
/// The register of risk areas: what draft profiles name as the risk that they are against. Immutable: a new edition is another register. None
/// ships with the program.
/// </summary>
public sealed class RiskAreaRegister
{
    internal const string Header = "code,title_ru,title_en,type,fiscal,description,decision,valid_from,valid_to,review";

    private const int LongestCode = 20;

    private readonly FrozenDictionary<string, RegisteredRiskArea> byCode;

    internal RiskAreaRegister(ImmutableArray<RegisteredRiskArea> rows)
    {
        Rows = rows;
        byCode = rows.ToFrozenDictionary(row => row.Code, StringComparer.Ordinal);
    }

    public static RiskAreaRegister Empty { get; } = new([]);

    public ImmutableArray<RegisteredRiskArea> Rows { get; }

    /// <summary>On whatever day; null if no row has the code.</summary>
    public RegisteredRiskArea? Find(string code) => byCode.GetValueOrDefault(code);

    internal static Csv<RegisteredRiskArea> Parse(string text) => Csv.Read<RegisteredRiskArea>(text, Header, Read);

    private static RegisteredRiskArea? Read(string[] fields, IReadOnlyList<RegisteredRiskArea> before, out Phrase? error)
    {
        var (code, type, fiscal) = (fields[0], fields[3], fields[4]);
        error = null;
        DateOnly? review = null;
        if (code.Length is 0 or > LongestCode || !code.All(each => char.IsLetterOrDigit(each) || each is '-' or '.'))
        {
            error = new(
                $"a code has 1 to {LongestCode} letters, digits, hyphens and full stops", $"код состоит из букв, цифр, дефисов и точек (от 1 до {LongestCode} символов)");
        }
        else if (before.Any(row => row.Code == code))
            error = new($"another row has the code {code}", $"код {code} указан в другой строке");
        else if (VisibleText.IsBlank(fields[1]) || VisibleText.IsBlank(fields[2]))
            error = new("an area has a title in Russian and in English", "у области риска должны быть наименования на русском и английском языках");
        else if (RiskTypes.Find(type) is not { } found)
            error = new($"the type must be one of {RiskTypes.Codes}", $"тип должен быть одним из: {RiskTypes.Codes}");
        else if (fiscal is not ("yes" or "no"))
            error = new("whether it is fiscal must be yes or no", "признак фискального риска должен иметь значение yes или no");
        else if (!Period.TryParse(fields[7], fields[8], out var valid, out var wrong))
            error = wrong;
        else if (fields[9].Length > 0 && (review = DayText.TryRead(fields[9], out var day) ? day : null) is null)
            error = new("the date of review must be a date such as 2026-12-01, or nothing", "дата пересмотра должна иметь вид 2026-12-01 или отсутствовать");
        else
            return new(code, new Phrase(fields[2], fields[1]), found, fiscal == "yes", fields[5], fields[6], valid.From, valid.To, review);
        return null;
    }
}

/// <summary>A risk area.</summary>
/// <param name="Description">Empty where there is none.</param>
/// <param name="Decision">By which it was registered; empty where there is none.</param>
/// <param name="Review">When it is to be looked at again.</param>
/// <param name="From">The first day on which it is in the register.</param>
/// <param name="To">The last one; null where it has none.</param>
public sealed record RegisteredRiskArea(
    string Code, Phrase Title, RiskType Type, bool IsFiscal, string Description, string Decision, DateOnly From, DateOnly? To, DateOnly? Review)
{
    public bool HoldsOn(DateOnly day) => new Period(From, To).Has(day);

    internal string ToCsv()
    {
        var valid = new Period(From, To);
        return Csv.Line(
            Code, Title.Ru, Title.En, Type.Code, IsFiscal ? "yes" : "no", Description, Decision, valid.FirstDay, valid.LastDay, Review is { } day ? DayText.Of(day) : "");
    }
}

/// <summary>In which risk areas an authority must have a profile in force, and by when.</summary>
public sealed class RiskAreaDuties
{
    internal const string Header = "area,authority,by";

    internal RiskAreaDuties(ImmutableArray<RiskAreaDuty> rows) => Rows = rows;

    public static RiskAreaDuties None { get; } = new([]);

    public ImmutableArray<RiskAreaDuty> Rows { get; }

    /// <summary>The codes of these rows that the register does not have.</summary>
    internal IEnumerable<string> Unknown(RiskAreaRegister register) => Rows.Select(row => row.Area).Distinct().Where(area => register.Find(area) is null);

    /// <param name="isKnown">Whether the register has an authority; null for a file that was looked at before it was kept.</param>
    internal static Csv<RiskAreaDuty> Parse(string text, Func<AuthorityCode, bool>? isKnown = null) =>
        Csv.Read<RiskAreaDuty>(text, Header, (fields, before, out error) => Read(fields, before, isKnown, out error));

    private static RiskAreaDuty? Read(string[] fields, IReadOnlyList<RiskAreaDuty> before, Func<AuthorityCode, bool>? isKnown, out Phrase? error)
    {
        error = null;
        if (fields[0].Length == 0)
            error = new("the code of the risk area is missing", "не указан код области риска");
        else if (!AuthorityCode.TryParse(fields[1], out var authority))
            error = new($"the authority must be {AuthorityCode.Form.En}", $"таможенный орган: ожидается {AuthorityCode.Form.Ru}");
        else if (isKnown?.Invoke(authority) == false)
            error = new($"the register of authorities has no {authority}", $"в реестре таможенных органов нет кода {authority}");
        else if (!DayText.TryRead(fields[2], out var by))
            error = new("the last day must be a date such as 2026-12-01", "последний день должен быть датой вида 2026-12-01");
        else if (before.Any(row => row.Area == fields[0] && row.Authority == authority))
            error = new($"another row is of the area {fields[0]} and the authority {authority}", $"область {fields[0]} и орган {authority} указаны в другой строке");
        else
            return new(fields[0], authority, by);
        return null;
    }
}

/// <summary>An authority that must have a profile in a risk area.</summary>
/// <param name="By">From the day after this one, in Moscow, a profile must be in force.</param>
public sealed record RiskAreaDuty(string Area, AuthorityCode Authority, DateOnly By)
{
    internal string ToCsv() => Csv.Line(Area, Authority.Value, DayText.Of(By));
}

/// <summary>What kind of rule a risk is against.</summary>
/// <param name="Number">From 1 on, in the order of the official list.</param>
public sealed record RiskType(int Number, string Code, Phrase Name);

/// <summary>The fifteen types of risk, with the codes that messages about risks have.</summary>
internal static class RiskTypes
{
    private static readonly ImmutableArray<RiskType> all =
    [
        new(1, "classification", new("Classification", "Классификация")),
        new(2, "preferences", new("Preferences", "Преференции")),
        new(3, "reliefs", new("Reliefs", "Льготы")),
        new(4, "exemption", new("Exemption", "Освобождение")),
        new(5, "rates", new("Rates", "Ставки")),
        new(6, "customs-value", new("Customs value", "Таможенная стоимость")),
        new(7, "licensing", new("Licensing", "Лицензирование")),
        new(8, "veterinary", new("Veterinary", "Ветеринарный контроль")),
        new(9, "phytosanitary", new("Phytosanitary", "Фитосанитарный контроль")),
        new(10, "technical-regulation", new("Technical regulation", "Техническое регулирование")),
        new(11, "export-regulation", new("Export regulation", "Экспортный контроль")),
        new(12, "intellectual-property", new("Intellectual property", "Интеллектуальная собственность")),
        new(13, "quantity", new("Quantity and non-declaration", "Количество и недекларирование")),
        new(14, "currency", new("Currency", "Валютный контроль")),
        new(15, "other", new("Other", "Иное")),
    ];

    public static string Codes { get; } = string.Join(" ", all.Select(type => type.Code));

    public static RiskType? Find(string code) => all.FirstOrDefault(type => type.Code == code);
}
