using System.Text.Json.Serialization;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Content;

/// <summary>Which goods movements carry the risk. An empty list sets no limit; lists and indicators must all hold.</summary>
[GenerateSerializer, Alias("risk-area"), Immutable]
public sealed record RiskArea(
    [property: Id(0)] string Description,
    ImmutableArray<string> Procedures = default,
    ImmutableArray<string> Authorities = default,
    ImmutableArray<string> Traders = default,
    ImmutableArray<string> Vehicles = default,
    Exclusions? Excluded = null,
    ImmutableArray<Indicator> Indicators = default,
    string? Code = null)
{
    /// <summary>By which the register of risk areas has it. Left out where there is none: hashes of requests are kept that knew of no code.</summary>
    [Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Code { get; init; } = Code;

    /// <summary>Codes of customs procedures.</summary>
    [Id(1)] public ImmutableArray<string> Procedures { get; init; } = Procedures.OrEmpty();

    /// <summary>Codes of the authorities where the profile applies; each includes all below it.</summary>
    [Id(2)] public ImmutableArray<string> Authorities { get; init; } = Authorities.OrEmpty();

    /// <summary>Tax ids.</summary>
    [Id(3)] public ImmutableArray<string> Traders { get; init; } = Traders.OrEmpty();

    /// <summary>Vehicle numbers.</summary>
    [Id(4)] public ImmutableArray<string> Vehicles { get; init; } = Vehicles.OrEmpty();

    [Id(5)] public Exclusions Excluded { get; init; } = Excluded ?? new Exclusions();

    [Id(6)] public ImmutableArray<Indicator> Indicators { get; init; } = Indicators.OrEmpty();
}

/// <summary>What the risk area's lists do not cover.</summary>
[GenerateSerializer, Alias("exclusions"), Immutable]
public sealed record Exclusions(
    ImmutableArray<string> Procedures = default,
    ImmutableArray<string> Authorities = default,
    ImmutableArray<string> Traders = default,
    ImmutableArray<string> Vehicles = default)
{
    [Id(0)] public ImmutableArray<string> Procedures { get; init; } = Procedures.OrEmpty();

    [Id(1)] public ImmutableArray<string> Authorities { get; init; } = Authorities.OrEmpty();

    [Id(2)] public ImmutableArray<string> Traders { get; init; } = Traders.OrEmpty();

    [Id(3)] public ImmutableArray<string> Vehicles { get; init; } = Vehicles.OrEmpty();
}

/// <summary>The lists of a risk area, and which authorities go with which territory.</summary>
internal static class RiskAreaRules
{
    private const string AuthorityList = "/riskArea/authorities";

    public static void Check(ValidationErrors errors, JsonPointer at, DraftContent content, ReferenceSnapshot reference)
    {
        var (area, register) = (content.RiskArea, reference.Authorities);
        if (area.Code is { } code && reference.Classifiers.RiskAreas.Find(code) is null)
            errors.Add(at.Of("/riskArea/code"), "The register has no such risk area.", "В перечне областей риска нет такой области.");
        errors.Text(at.Of("/riskArea/description"), area.Description);
        CheckLists(errors, at, area, register);

        var isTerritoryKnown = !errors.IsUnreadable(at.Of("/territory"));
        CheckAuthorities(errors, at, AuthorityList, area.Authorities, register, isTerritoryKnown ? NeededKind(content.Territory) : null);
        if (isTerritoryKnown)
            CheckCount(errors, at.Of(AuthorityList), content.Territory, area.Authorities.Length);
    }

    /// <summary>A risk area that is being written, of which nothing else is known yet.</summary>
    public static void CheckAlone(ValidationErrors errors, JsonPointer at, RiskArea area, AuthorityRegister register)
    {
        CheckLists(errors, at, area, register);
        CheckAuthorities(errors, at, AuthorityList, area.Authorities, register, needed: null);
    }

    private static void CheckLists(ValidationErrors errors, JsonPointer at, RiskArea area, AuthorityRegister register)
    {
        TextLists.Check(errors, at, "/riskArea/procedures", area.Procedures);
        TextLists.Check(errors, at, "/riskArea/traders", area.Traders);
        TextLists.Check(errors, at, "/riskArea/vehicles", area.Vehicles);
        TextLists.Check(errors, at, "/riskArea/excluded/procedures", area.Excluded.Procedures);
        TextLists.Check(errors, at, "/riskArea/excluded/traders", area.Excluded.Traders);
        TextLists.Check(errors, at, "/riskArea/excluded/vehicles", area.Excluded.Vehicles);
        CheckAuthorities(errors, at, "/riskArea/excluded/authorities", area.Excluded.Authorities, register, needed: null);
    }

    private static void CheckAuthorities(
        ValidationErrors errors, JsonPointer at, string list, ImmutableArray<string> codes, AuthorityRegister register, AuthorityKind? needed)
    {
        if (TextLists.IsTooLong(errors, at.Of(list), codes.Length, TextLists.Most))
            return;
        for (var i = 0; i < codes.Length; i++)
        {
            if (!AuthorityCode.TryParse(codes[i], out var code))
                errors.Add(at.Of(list, i), $"Expected {AuthorityCode.Form.En}.", $"Ожидается {AuthorityCode.Form.Ru}.");
            else if (register.Find(code) is not { } authority)
                errors.Add(at.Of(list, i), $"The register knows no authority {code}.", $"В реестре нет таможенного органа {code}.");
            else if (needed is { } kind && authority.Kind != kind)
            {
                errors.Add(
                    at.Of(list, i),
                    $"This territory lists authorities of the kind {kind}; {code} is {authority.Kind}.",
                    $"Для этой территории указывается {kind.InWords().Ru}; {code} – {authority.Kind.InWords().Ru}.");
            }
        }
    }

    private static AuthorityKind? NeededKind(Territory territory) => territory switch
    {
        Territory.AllRussian => null,
        Territory.Regional => AuthorityKind.Directorate,
        Territory.Zonal => AuthorityKind.Office,
    };

    private static void CheckCount(ValidationErrors errors, JsonPointer at, Territory territory, int count)
    {
        Phrase? error = territory switch
        {
            Territory.AllRussian => count == 0 ? null : new("The territory AllRussian is every authority; the list must be empty.", "Общероссийский профиль охватывает все таможенные органы; список должен быть пустым."),
            Territory.Regional => count == 1 ? null : new("The territory Regional is exactly one directorate.", "Для регионального профиля указывается ровно одно региональное таможенное управление."),
            Territory.Zonal => count > 0 ? null : new("The territory Zonal is one or more customs offices.", "Для зонального профиля указывается одна или несколько таможен."),
        };
        if (error is not null)
            errors.Add(at, error);
    }
}

/// <summary>What of a content can be run as it is, but is hardly meant so.</summary>
internal static class ContentWarnings
{
    private const string Alternatives = "alternatives-no-range";
    private const string NoKey = "no-narrowing-field";
    private const string TransitOnly = "transit-only";
    private const string Carrier = "carrierTaxId";

    /// <summary>By these a profile is found without a look at each declaration.</summary>
    private static readonly string[] keys =
        ["commodityCode", "traderTaxId", "declarantTaxId", "representativeTaxId", "originCountry", "declarationAuthority", "controlAuthority"];

    public static IEnumerable<Warning> Of(DraftContent content, string at)
    {
        var (area, place) = (content.RiskArea, $"{at}/riskArea/indicators");
        var positive = area.Indicators.Select((indicator, i) => (Indicator: indicator, Place: i)).Where(each => each.Indicator is { Field: not null, Exclusion: false }).ToArray();
        foreach (var (_, i) in positive.Where(each => each.Indicator.Field == Carrier))
        {
            yield return new($"{place}/{i}", TransitOnly, new(
                "A carrier's tax id stands in declarations of transit alone.", "ИНН перевозчика указывается только в транзитных декларациях."));
        }
        foreach (var field in positive.GroupBy(each => each.Indicator.Field))
        {
            if (field.FirstOrDefault(each => each.Indicator.Operator is IndicatorOperator.LessThan or IndicatorOperator.LessOrEqual) is ({ }, var below)
                && field.FirstOrDefault(each => each.Indicator.Operator is IndicatorOperator.GreaterThan or IndicatorOperator.GreaterOrEqual) is ({ }, var above))
            {
                yield return new($"{place}/{Math.Max(below, above)}", Alternatives, new(
                    $"Indicators {below + 1} and {above + 1} are alternatives, as they speak of one field: one of them is enough. A range is one indicator, with “between”.",
                    $"Индикаторы {below + 1} и {above + 1} – альтернативы, поскольку относятся к одному полю: достаточно одного из них. Диапазон задаётся одним индикатором с условием «между»."));
            }
        }
        if (positive.Length > 0 && area.Traders.IsEmpty && area.Authorities.IsEmpty && !positive.GroupBy(each => each.Indicator.Field).Any(field => keys.Contains(field.Key) && field.All(each => IsKey(each.Indicator))))
        {
            yield return new(place, NoKey, new(
                "No indicator names commodity codes, tax ids, authorities or countries of origin: the profile is tried on every declaration.",
                "Ни один индикатор не называет коды товаров, ИНН, таможенные органы или страны происхождения: профиль проверяется по каждой декларации."));
        }
    }

    private static bool IsKey(Indicator indicator) => indicator.Operator is IndicatorOperator.Equals or IndicatorOperator.OneOf or IndicatorOperator.StartsWith;
}
