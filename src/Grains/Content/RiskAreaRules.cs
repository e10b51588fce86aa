using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Content;

/// <summary>The lists of a risk area, and which authorities go with which territory.</summary>
internal static class RiskAreaRules
{
    private const string AuthorityList = "/riskArea/authorities";

    public static void Check(Faults faults, Place at, DraftContent content, AuthorityRegister register)
    {
        var area = content.RiskArea;
        faults.Text(at.Of("/riskArea/description"), area.Description);
        TextLists.Check(faults, at, "/riskArea/procedures", area.Procedures);
        TextLists.Check(faults, at, "/riskArea/traders", area.Traders);
        TextLists.Check(faults, at, "/riskArea/vehicles", area.Vehicles);
        TextLists.Check(faults, at, "/riskArea/excluded/procedures", area.Excluded.Procedures);
        TextLists.Check(faults, at, "/riskArea/excluded/traders", area.Excluded.Traders);
        TextLists.Check(faults, at, "/riskArea/excluded/vehicles", area.Excluded.Vehicles);
        CheckAuthorities(faults, at, "/riskArea/excluded/authorities", area.Excluded.Authorities, register, needed: null);

        var isTerritoryKnown = !faults.IsUnreadable(at.Of("/territory"));
        CheckAuthorities(faults, at, AuthorityList, area.Authorities, register, isTerritoryKnown ? NeededKind(content.Territory) : null);
        if (isTerritoryKnown)
            CheckCount(faults, at.Of(AuthorityList), content.Territory, area.Authorities.Length);
    }

    private static void CheckAuthorities(
        Faults faults, Place at, string list, ImmutableArray<string> codes, AuthorityRegister register, AuthorityKind? needed)
    {
        if (TextLists.IsTooLong(faults, at.Of(list), codes.Length, TextLists.Most))
            return;
        for (var i = 0; i < codes.Length; i++)
        {
            if (!AuthorityCode.TryParse(codes[i], out var code))
                faults.Add(at.Of(list, i), "Expected an eight-digit authority code that begins with 10.");
            else if (register.Find(code) is not { } authority)
                faults.Add(at.Of(list, i), $"The register knows no authority {code}.");
            else if (needed is { } kind && authority.Kind != kind)
                faults.Add(at.Of(list, i), $"This territory lists authorities of the kind {kind}; {code} is {authority.Kind}.");
        }
    }

    private static AuthorityKind? NeededKind(Territory territory) => territory switch
    {
        Territory.AllRussian => null,
        Territory.Regional => AuthorityKind.Directorate,
        Territory.Zonal => AuthorityKind.Office,
    };

    private static void CheckCount(Faults faults, Place at, Territory territory, int count)
    {
        var fault = territory switch
        {
            Territory.AllRussian => count == 0 ? null : "The territory AllRussian is every authority; the list must be empty.",
            Territory.Regional => count == 1 ? null : "The territory Regional is exactly one directorate.",
            Territory.Zonal => count > 0 ? null : "The territory Zonal is one or more customs offices.",
        };
        if (fault is not null)
            faults.Add(at, fault);
    }
}
