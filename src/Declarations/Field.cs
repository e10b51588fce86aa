using System.Collections.Frozen;

namespace RmsOrleans.Declarations;

/// <summary>A field of a declaration, as conditions name it and as files bear it.</summary>
/// <param name="Index">Its place in <see cref="Fields.All"/>. Not stored anywhere: what is stored goes by <paramref name="Name"/>.</param>
/// <param name="Name">Such as <c>commodityCode</c>.</param>
/// <param name="Form">How a value of it is written.</param>
/// <param name="Part">Whether the declaration has it once, or each of its items.</param>
/// <param name="Repeated">The thing it is a property of, where there can be several of that thing; values of one thing belong together.</param>
public sealed record Field(int Index, string Name, FieldForm Form, Part Part, Repeated Repeated)
{
    /// <summary>Whether its values are numbers; all others are texts.</summary>
    public bool IsNumber { get; } = Form is FieldForm.Decimal or FieldForm.WholeNumber or FieldForm.Date;

    /// <summary>Whether it names a customs authority, of which conditions speak through the register.</summary>
    public bool IsAuthority { get; } = Name is Fields.DeclarationAuthority or Fields.ControlAuthority or Fields.BorderAuthority;

    /// <summary>Whether people write it in Latin letters as well as in Cyrillic ones that look the same.</summary>
    public bool HasLookAlikes => Name is "vehicleNumber" or "documentNumber";

    /// <summary>Each place in the catalogue is one field; a load compares them for each of its values.</summary>
    public bool Equals(Field? other) => other is not null && Index == other.Index;

    public override int GetHashCode() => Index;

    public override string ToString() => Name;
}

/// <summary>How a value of a field is written.</summary>
public enum FieldForm
{
    Text,

    /// <summary>Without spaces.</summary>
    Code,

    /// <summary>A code of digits only; leading ones count.</summary>
    Digits,

    /// <summary>See <see cref="FixedPoint"/>.</summary>
    Decimal,

    WholeNumber,

    /// <summary>A day, counted from 1 January of the year 1.</summary>
    Date,

    /// <summary>Two letters.</summary>
    Country,

    /// <summary><c>yes</c> or <c>no</c>.</summary>
    YesNo,
}

/// <summary>Where a field stands.</summary>
public enum Part
{
    /// <summary>Once for the declaration: it holds for all its items.</summary>
    Head,

    Item,
}

/// <summary>A thing of which a declaration, or an item, can have several.</summary>
public enum Repeated
{
    None,
    Vehicles,
    BorderAuthorities,
    Documents,
    Payments,
}

/// <summary>All fields that there are. The catalogue of the domain says of the same fields what people need to know of them.</summary>
public static class Fields
{
    public const string DeclarationAuthority = "declarationAuthority";
    public const string ControlAuthority = "controlAuthority";
    public const string BorderAuthority = "borderAuthority";

    private const int MostFields = 64;

    public static ImmutableArray<Field> All { get; } = Make(
        ("commodityCode", FieldForm.Digits, Part.Item, Repeated.None),
        ("goodsDescription", FieldForm.Text, Part.Item, Repeated.None),
        ("procedure", FieldForm.Code, Part.Item, Repeated.None),
        ("netWeightKg", FieldForm.Decimal, Part.Item, Repeated.None),
        ("grossWeightKg", FieldForm.Decimal, Part.Item, Repeated.None),
        ("packages", FieldForm.WholeNumber, Part.Item, Repeated.None),
        ("precedingProcedure", FieldForm.Code, Part.Item, Repeated.None),
        ("movementFeature", FieldForm.Code, Part.Item, Repeated.None),
        ("supplementaryQuantity", FieldForm.Decimal, Part.Item, Repeated.None),
        ("supplementaryUnit", FieldForm.Code, Part.Item, Repeated.None),
        ("manufacturer", FieldForm.Text, Part.Item, Repeated.None),
        ("tradeMark", FieldForm.Text, Part.Item, Repeated.None),
        ("brand", FieldForm.Text, Part.Item, Repeated.None),
        ("model", FieldForm.Text, Part.Item, Repeated.None),
        ("article", FieldForm.Text, Part.Item, Repeated.None),
        ("originCountry", FieldForm.Country, Part.Item, Repeated.None),
        ("dispatchCountry", FieldForm.Country, Part.Head, Repeated.None),
        ("tradingCountry", FieldForm.Country, Part.Head, Repeated.None),
        ("customsValue", FieldForm.Decimal, Part.Item, Repeated.None),
        ("invoiceValue", FieldForm.Decimal, Part.Item, Repeated.None),
        ("statisticalValueUsd", FieldForm.Decimal, Part.Item, Repeated.None),
        ("pricePerKg", FieldForm.Decimal, Part.Item, Repeated.None),
        ("currency", FieldForm.Code, Part.Head, Repeated.None),
        ("valuationMethod", FieldForm.Code, Part.Item, Repeated.None),
        ("pricePerUnit", FieldForm.Decimal, Part.Item, Repeated.None),
        ("paymentKind", FieldForm.Code, Part.Item, Repeated.Payments),
        ("paymentAmount", FieldForm.Decimal, Part.Item, Repeated.Payments),
        ("preference", FieldForm.Code, Part.Item, Repeated.None),
        ("quota", FieldForm.Text, Part.Item, Repeated.None),
        ("documentKind", FieldForm.Code, Part.Item, Repeated.Documents),
        ("documentNumber", FieldForm.Text, Part.Item, Repeated.Documents),
        ("consignorName", FieldForm.Text, Part.Head, Repeated.None),
        ("containerised", FieldForm.YesNo, Part.Head, Repeated.None),
        ("declarationDate", FieldForm.Date, Part.Head, Repeated.None),
        ("declarationKind", FieldForm.Code, Part.Head, Repeated.None),
        ("peculiarity", FieldForm.Code, Part.Head, Repeated.None),
        ("destinationCountry", FieldForm.Country, Part.Head, Repeated.None),
        ("deliveryTerms", FieldForm.Code, Part.Head, Repeated.None),
        ("dealNature", FieldForm.Code, Part.Head, Repeated.None),
        ("vehicleKind", FieldForm.Code, Part.Head, Repeated.None),
        ("vehicleNumber", FieldForm.Text, Part.Head, Repeated.Vehicles),
        ("vehicleCountry", FieldForm.Country, Part.Head, Repeated.Vehicles),
        ("traderTaxId", FieldForm.Text, Part.Head, Repeated.None),
        ("declarantTaxId", FieldForm.Text, Part.Head, Repeated.None),
        ("carrierTaxId", FieldForm.Text, Part.Head, Repeated.None),
        ("representativeTaxId", FieldForm.Text, Part.Head, Repeated.None),
        ("traderCategory", FieldForm.Code, Part.Head, Repeated.None),
        (DeclarationAuthority, FieldForm.Digits, Part.Head, Repeated.None),
        (BorderAuthority, FieldForm.Digits, Part.Head, Repeated.BorderAuthorities),
        (ControlAuthority, FieldForm.Digits, Part.Head, Repeated.None));

    private static readonly FrozenDictionary<string, Field> byName = All.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    private static readonly ImmutableArray<ImmutableArray<Field>> ofRepeated =
        [.. Enum.GetValues<Repeated>().Select(repeated => All.Where(field => field.Repeated == repeated).ToImmutableArray())];

    public static Field? Find(string name) => byName.GetValueOrDefault(name);

    /// <exception cref="KeyNotFoundException">There is no such field.</exception>
    public static Field Get(string name) => byName[name];

    /// <summary>The properties of a repeated thing.</summary>
    public static ImmutableArray<Field> Of(Repeated repeated) => ofRepeated[(int)repeated];

    private static ImmutableArray<Field> Make(params ReadOnlySpan<(string Name, FieldForm Form, Part Part, Repeated Repeated)> fields)
    {
        if (fields.Length > MostFields)
            throw new InvalidOperationException($"There are {fields.Length} fields, and {nameof(FieldValues)} has a bit for {MostFields} of them.");
        var made = ImmutableArray.CreateBuilder<Field>(fields.Length);
        foreach (var (name, form, part, repeated) in fields)
            made.Add(new(made.Count, name, form, part, repeated));
        return made.MoveToImmutable();
    }
}
