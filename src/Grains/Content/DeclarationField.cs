namespace RmsOrleans.Grains.Content;

/// <summary>A field of a declaration that an indicator can speak of. <paramref name="Length"/> bounds codes.</summary>
internal sealed record DeclarationField(string Name, IndicatorGroup Group, FieldType Type, (int Shortest, int Longest) Length, string Description);

/// <summary>What a field holds; it decides which operators fit and how a value is written.</summary>
internal enum FieldType
{
    Text,

    /// <summary>Letters, digits and signs without spaces.</summary>
    Code,

    /// <summary>A code of digits only.</summary>
    Digits,

    Decimal,
    WholeNumber,
    Date,

    /// <summary>ISO 3166 alpha-2.</summary>
    Country,

    YesNo,
}
