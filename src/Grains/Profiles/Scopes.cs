using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Profiles;

/// <summary>
/// Where a profile applies, by its territory: the highest authorities, each with all below it. Who stands below whom is asked when somebody
/// reads, so that a profile follows an authority that is added or moved.
/// </summary>
public static class Scopes
{
    public static ImmutableArray<AuthorityCode> Of(DraftContent content) => content.Territory switch
    {
        Territory.AllRussian => [AuthorityCode.Fcs],
        Territory.Regional or Territory.Zonal => [.. content.RiskArea.Authorities.Distinct().Select(code => new AuthorityCode(code))],
    };
}
