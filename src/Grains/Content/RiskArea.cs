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
    ImmutableArray<Indicator> Indicators = default)
{
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

    public static void Check(ValidationErrors errors, JsonPointer at, DraftContent content, AuthorityRegister register)
    {
        var area = content.RiskArea;
        errors.Text(at.Of("/riskArea/description"), area.Description);
        TextLists.Check(errors, at, "/riskArea/procedures", area.Procedures);
        TextLists.Check(errors, at, "/riskArea/traders", area.Traders);
        TextLists.Check(errors, at, "/riskArea/vehicles", area.Vehicles);
        TextLists.Check(errors, at, "/riskArea/excluded/procedures", area.Excluded.Procedures);
        TextLists.Check(errors, at, "/riskArea/excluded/traders", area.Excluded.Traders);
        TextLists.Check(errors, at, "/riskArea/excluded/vehicles", area.Excluded.Vehicles);
        CheckAuthorities(errors, at, "/riskArea/excluded/authorities", area.Excluded.Authorities, register, needed: null);

        var isTerritoryKnown = !errors.IsUnreadable(at.Of("/territory"));
        CheckAuthorities(errors, at, AuthorityList, area.Authorities, register, isTerritoryKnown ? NeededKind(content.Territory) : null);
        if (isTerritoryKnown)
            CheckCount(errors, at.Of(AuthorityList), content.Territory, area.Authorities.Length);
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
