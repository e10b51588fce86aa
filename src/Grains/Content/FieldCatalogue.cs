using System.Collections.Frozen;

namespace RmsOrleans.Grains.Content;

/// <summary>The fields of a declaration, from <c>fields.csv</c>.</summary>
internal sealed class FieldCatalogue(ImmutableArray<DeclarationField> fields)
{
    private const string Resource = "fields.csv";
    private const string Header = "name,group,type,length,description";

    private static readonly Lazy<FieldCatalogue> shipped = new(() => new(Csv.Shipped<DeclarationField>(Resource, Header, Read)));
    private static readonly FrozenDictionary<string, FieldType> types =
        Enum.GetValues<FieldType>().ToFrozenDictionary(type => $"{char.ToLowerInvariant(type.ToString()[0])}{type.ToString()[1..]}", StringComparer.Ordinal);

    private readonly FrozenDictionary<string, DeclarationField> byName = fields.ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);

    public static FieldCatalogue Shipped => shipped.Value;

    public ImmutableArray<DeclarationField> All => fields;

    public DeclarationField? Find(string name) => byName.GetValueOrDefault(name);

    public static Csv<DeclarationField> Parse(string text) => Csv.Read<DeclarationField>(text, Header, Read);

    private static DeclarationField? Read(string[] row, IReadOnlyList<DeclarationField> before, out string error)
    {
        error = "";
        if (row[0].Length == 0 || row[4].Length == 0)
            error = "a field has a name and a description";
        else if (before.Any(field => field.Name == row[0]))
            error = $"the field {row[0]} is listed twice";
        else if (!Enum.GetNames<IndicatorGroup>().Contains(row[1]))
            error = $"the group must be one of {string.Join(" ", Enum.GetNames<IndicatorGroup>())}";
        else if (!types.TryGetValue(row[2], out var type))
            error = $"the type must be one of {string.Join(" ", types.Keys.Order(StringComparer.Ordinal))}";
        else if (Length(row[3]) is not { } length || (length.Longest > 0) != (type is FieldType.Code or FieldType.Digits))
            error = "a code, and nothing else, has a length such as 1-10";
        else
            return new(row[0], Enum.Parse<IndicatorGroup>(row[1]), type, length, row[4]);
        return null;
    }

    private static (int Shortest, int Longest)? Length(string text) => text.Split('-') switch
    {
        [""] => (0, 0),
        [var shortest, var longest] when byte.TryParse(shortest, out var least) && byte.TryParse(longest, out var most) && 0 < least && least <= most => (least, most),
        _ => null,
    };
}
