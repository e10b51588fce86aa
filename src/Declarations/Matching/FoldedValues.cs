namespace RmsOrleans.Declarations.Matching;

/// <summary>The values of a head, an item or a thing, folded once so that many conditions can be tested on them.</summary>
internal sealed class FoldedValues
{
    private readonly string?[] texts = new string?[Fields.All.Length];
    private readonly long[] numbers = new long[Fields.All.Length];
    private ulong present;

    private FoldedValues()
    {
    }

    /// <summary>Of the consignment as a whole, which has no item.</summary>
    public static FoldedValues None { get; } = new() { Things = [.. Enum.GetValues<Repeated>().Select(_ => Array.Empty<FoldedValues>())] };

    /// <summary>The things of each kind.</summary>
    public FoldedValues[][] Things { get; private init; } = [];

    public static FoldedValues Of(FieldValues values, Folding folding)
    {
        var folded = new FoldedValues { Things = [.. kinds.Select(kind => values.Of(kind) is { IsEmpty: false } things ? things.Select(thing => Of(thing, folding)).ToArray() : [])] };
        foreach (var field in Fields.All)
        {
            if (values[field] is not { } value)
                continue;
            folded.present |= 1UL << field.Index;
            if (value.IsText)
                folded.texts[field.Index] = FoldedText.Fold(value.Text, field, folding);
            else
                folded.numbers[field.Index] = value.Number.Millionths;
        }
        return folded;
    }

    public bool Has(Field field) => (present & (1UL << field.Index)) != 0;

    public string Text(Field field) => texts[field.Index]!;

    public long Number(Field field) => numbers[field.Index];

    private static readonly Repeated[] kinds = Enum.GetValues<Repeated>();
}
