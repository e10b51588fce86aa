using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Content;

/// <summary>How much of where a risk area applies somebody has looked at, by the authorities of the register. It tells nothing of how much is declared at any of them.</summary>
public static class TerritoryShare
{
    private const int Places = 3;

    /// <param name="examined">Each with all below it; empty for all.</param>
    /// <returns>Of offices and posts: from 0 to 1, which is never said of less than all.</returns>
    public static double Of(RiskArea area, ImmutableArray<AuthorityCode> examined, AuthorityRegister register)
    {
        if (examined.IsEmpty)
            return 1;
        AuthorityCode[] territory =
        [
            .. from authority in register.All
               where authority.Kind is AuthorityKind.Office or AuthorityKind.Post && (area.Authorities.IsEmpty || IsWithin(area.Authorities, authority.Code)) && !IsWithin(area.Excluded.Authorities, authority.Code)
               select authority.Code,
        ];
        var seen = territory.Count(code => examined.Any(each => register.Tree.IsWithin(code.Value, each.Value)));
        return seen == territory.Length ? territory.Length == 0 ? 0 : 1 : Math.Floor(seen * Math.Pow(10, Places) / territory.Length) / Math.Pow(10, Places);

        bool IsWithin(ImmutableArray<string> codes, AuthorityCode code) => codes.Any(each => register.Tree.IsWithin(code.Value, each));
    }
}
