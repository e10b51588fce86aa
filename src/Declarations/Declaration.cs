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

    /// <summary>Which fields have one value, by their places.</summary>
    internal ulong Bits => single.Bits;

    /// <summary>Those values, in the order of their fields.</summary>
    internal ReadOnlySpan<FieldValue> Values => single.Values;

    /// <summary>All values of a field: none, one, or those of the several things.</summary>
    public IEnumerable<FieldValue> All(Field field)
    {
        if (field.Repeated == Repeated.None)
            return this[field] is { } value ? [value] : [];
        return Of(field.Repeated).Select(thing => thing[field]).OfType<FieldValue>();
    }

    /// <summary>Gathers values. One who reads many declarations uses it again: what was built does not change by that.</summary>
    public sealed class Builder
    {
        private readonly List<FieldValues>?[] things = new List<FieldValues>?[(int)Repeated.Payments + 1];
        private FieldValue[] values = [];
        private ulong bits;

        public Builder Add(Field field, FieldValue value)
        {
            if (field.IsNumber == value.IsText)
                throw new ArgumentException($"A value of {field} is a {(field.IsNumber ? "number" : "text")}.", nameof(value));
            if (values.Length == 0)
                values = new FieldValue[Fields.All.Length];
            values[field.Index] = value;
            bits |= Present.Bit(field);
            return this;
        }

        public Builder Add(string field, string text) => Add(Fields.Get(field), new FieldValue(text));

        public Builder Add(string field, FixedPoint number) => Add(Fields.Get(field), new FieldValue(number));

        /// <summary>Adds a thing with its properties.</summary>
        public Builder Add(Repeated kind, FieldValues thing)
        {
            (things[(int)kind] ??= new(2)).Add(thing);
            return this;
        }

        public FieldValue? this[Field field] => (bits & Present.Bit(field)) == 0 ? null : values[field.Index];

        public Builder Clear()
        {
            bits = 0;
            foreach (var some in things)
                some?.Clear();
            return this;
        }

        public FieldValues Build() => new(new(bits, values), Things());

        private ImmutableArray<FieldValues>[] Things()
        {
            var count = things.Length;
            while (count > 0 && things[count - 1] is null or { Count: 0 })
                count--;
            var built = count == 0 ? [] : new ImmutableArray<FieldValues>[count];
            for (var kind = 0; kind < count; kind++)
                built[kind] = things[kind] is { Count: > 0 } some ? [.. some] : [];
            return built;
        }
    }

    /// <summary>The values that are there, in the order of their fields, and a bit for each of them: most fields are missing, and a load has millions of these.</summary>
    private readonly struct Present
    {
        private readonly FieldValue[] values;

        /// <param name="byField">Each at the place of its field.</param>
        public Present(ulong bits, ReadOnlySpan<FieldValue> byField)
        {
            (Bits, values) = (bits, bits == 0 ? [] : new FieldValue[BitOperations.PopCount(bits)]);
            var place = 0;
            for (var left = bits; left != 0; left &= left - 1)
                values[place++] = byField[BitOperations.TrailingZeroCount(left)];
        }

        public ulong Bits { get; }

        public ReadOnlySpan<FieldValue> Values => values;

        public FieldValue? this[Field field] => (Bits & Bit(field)) == 0 ? null : values[BitOperations.PopCount(Bits & (Bit(field) - 1))];

        public static ulong Bit(Field field) => 1UL << field.Index;
    }
}
