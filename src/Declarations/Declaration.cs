using System.Numerics;

namespace RmsOrleans.Declarations;

/// <summary>A goods declaration in one of its versions: what it says once, and its items.</summary>
/// <param name="Version">From 1; a declaration that was changed has a higher one.</param>
public sealed record Declaration(DeclarationNumber Number, int Version, FieldValues Head, ImmutableArray<DeclarationItem> Items)
{
    public const int MostItems = 999;
}

/// <summary>One of the goods of a declaration.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Outcome">What control of it found, where that is known.</param>
public sealed record DeclarationItem(int Number, FieldValues Values, Outcome? Outcome = null);

/// <summary>What control of an item found.</summary>
/// <param name="IsControlled">Whether it was controlled at all; without that the rest says nothing.</param>
/// <param name="HasFinding">Whether something was found.</param>
/// <param name="PaymentsRoubles">By how much the payments grew (or, with a minus, shrank), in roubles.</param>
/// <param name="Hours">How long the control took, in hours.</param>
public sealed record Outcome(bool IsControlled, bool HasFinding, FixedPoint? PaymentsRoubles = null, FixedPoint? Hours = null);

/// <summary>A value of a field: a text as it was written, or a number.</summary>
public readonly record struct FieldValue
{
    private readonly string? text;
    private readonly FixedPoint number;

    public FieldValue(string text) => this.text = text;

    public FieldValue(FixedPoint number) => this.number = number;

    public bool IsText => text is not null;

    /// <summary>As it was written, not folded.</summary>
    public string Text => text ?? throw new InvalidOperationException("The value is a number.");

    public FixedPoint Number => text is null ? number : throw new InvalidOperationException("The value is a text.");

    public override string ToString() => text ?? number.ToString();
}

/// <summary>The values of a head or of an item, and the things it has several of. What is missing is not there: an empty text is no value.</summary>
public sealed class FieldValues
{
    private readonly Present single;
    private readonly ImmutableArray<FieldValues>[] repeated;

    private FieldValues(Present single, ImmutableArray<FieldValues>[] repeated) => (this.single, this.repeated) = (single, repeated);

    public static readonly FieldValues Empty = new Builder().Build();

    /// <summary>The value of a field that there is once; null where it is missing.</summary>
    public FieldValue? this[Field field] => single[field];

    /// <summary>The things of a kind, each with its properties.</summary>
    public ImmutableArray<FieldValues> Of(Repeated kind) => (int)kind < repeated.Length ? repeated[(int)kind] : [];

    /// <summary>All values of a field: none, one, or those of the several things.</summary>
    public IEnumerable<FieldValue> All(Field field)
    {
        if (field.Repeated == Repeated.None)
            return this[field] is { } value ? [value] : [];
        return Of(field.Repeated).Select(thing => thing[field]).OfType<FieldValue>();
    }

    /// <summary>Gathers values.</summary>
    public sealed class Builder
    {
        private Present single = new(0, []);
        private ImmutableArray<FieldValues>.Builder?[] repeated = [];

        public Builder Add(Field field, FieldValue value)
        {
            if (field.IsNumber == value.IsText)
                throw new ArgumentException($"A value of {field} is a {(field.IsNumber ? "number" : "text")}.", nameof(value));
            single = single.With(field, value);
            return this;
        }

        public Builder Add(string field, string text) => Add(Fields.Get(field), new FieldValue(text));

        public Builder Add(string field, FixedPoint number) => Add(Fields.Get(field), new FieldValue(number));

        /// <summary>Adds a thing with its properties.</summary>
        public Builder Add(Repeated kind, FieldValues thing)
        {
            if (repeated.Length <= (int)kind)
                Array.Resize(ref repeated, (int)kind + 1);
            (repeated[(int)kind] ??= ImmutableArray.CreateBuilder<FieldValues>(2)).Add(thing);
            return this;
        }

        public FieldValue? this[Field field] => single[field];

        public FieldValues Build()
        {
            var things = repeated.Length == 0 ? [] : new ImmutableArray<FieldValues>[repeated.Length];
            for (var kind = 0; kind < things.Length; kind++)
                things[kind] = repeated[kind]?.ToImmutable() ?? [];
            return new(single.Trimmed(), things);
        }
    }

    /// <summary>The values that are there, in the order of their fields, and a bit for each of them: most fields are missing, and a load has millions of these.</summary>
    private readonly struct Present(ulong bits, FieldValue[] values)
    {
        public FieldValue? this[Field field] => (bits & Bit(field)) == 0 ? null : values[PlaceOf(field)];

        /// <summary>Changes the array of values, unless it is full.</summary>
        public Present With(Field field, FieldValue value)
        {
            var (place, count) = (PlaceOf(field), BitOperations.PopCount(bits));
            if ((bits & Bit(field)) != 0)
            {
                values[place] = value;
                return this;
            }
            var room = values;
            if (count == room.Length)
                Array.Resize(ref room, Math.Max(2, count * 2));
            Array.Copy(room, place, room, place + 1, count - place);
            room[place] = value;
            return new(bits | Bit(field), room);
        }

        /// <summary>A copy without room for more.</summary>
        public Present Trimmed() => new(bits, bits == 0 ? [] : values[..BitOperations.PopCount(bits)]);

        private int PlaceOf(Field field) => BitOperations.PopCount(bits & (Bit(field) - 1));

        private static ulong Bit(Field field) => 1UL << field.Index;
    }
}
