namespace RmsOrleans.Declarations.Matching;

/// <summary>By what a profile is found: it can only hit where a declaration has one of these values in the field.</summary>
internal sealed record ProfileKey(Field Field, ImmutableArray<string> Values)
{
    private const int HeadingDigits = 4;

    /// <summary>Null if nothing narrows the profile down.</summary>
    public static ProfileKey? BestOf(CompiledProfile profile) => profile.Groups.Concat(profile.Things.SelectMany(things => things.Groups))
        .Where(group => group.All(atom => atom.Keys is not null) && (!profile.IsOfHeadOnly || group[0].Field.Part == Part.Head))
        .Select(group => new ProfileKey(group[0].Field, [.. group.SelectMany(atom => atom.Keys!.Value).Distinct(StringComparer.Ordinal)]))
        .OrderBy(key => key.Rank)
        .FirstOrDefault();

    /// <summary>The fewer declarations have such a value, the lower.</summary>
    private int Rank => Field.Name switch
    {
        "traderTaxId" or "declarantTaxId" or "carrierTaxId" or "representativeTaxId" or "vehicleNumber" or "documentNumber" => 0,
        "commodityCode" => Values.Min(value => value.Length) >= HeadingDigits ? 1 : 3,
        _ when Field.Form == FieldForm.Text => 2,
        _ when Field.IsAuthority => Values.Contains(AuthorityTree.Centre) ? 9 : 4,
        "originCountry" => 5,
        _ => 6,
    };
}
