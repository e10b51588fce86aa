using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Content;

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
                errors.Add(at.Of(list, i), "Expected an eight-digit authority code that begins with 10.");
            else if (register.Find(code) is not { } authority)
                errors.Add(at.Of(list, i), $"The register knows no authority {code}.");
            else if (needed is { } kind && authority.Kind != kind)
                errors.Add(at.Of(list, i), $"This territory lists authorities of the kind {kind}; {code} is {authority.Kind}.");
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
        var error = territory switch
        {
            Territory.AllRussian => count == 0 ? null : "The territory AllRussian is every authority; the list must be empty.",
            Territory.Regional => count == 1 ? null : "The territory Regional is exactly one directorate.",
            Territory.Zonal => count > 0 ? null : "The territory Zonal is one or more customs offices.",
        };
        if (error is not null)
            errors.Add(at, error);
    }
}
