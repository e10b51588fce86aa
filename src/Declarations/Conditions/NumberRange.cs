using System.Globalization;

namespace RmsOrleans.Declarations.Conditions;

/// <summary>The numbers that a condition on a number holds for: from <paramref name="Least"/> to <paramref name="Most"/>, in millionths, both with it.</summary>
public readonly record struct NumberRange(long Least, long Most)
{
    public static readonly NumberRange None = new(1, 0);

    public bool IsEmpty => Least > Most;

    public bool Has(long millionths) => Least <= millionths && millionths <= Most;

    /// <summary>
    /// A bound with more than six places is rounded to the side on which it says the same of all numbers that there are; one beyond all of them is clamped.
    /// </summary>
    /// <exception cref="FormatException">A value is no number, or no date.</exception>
    public static ImmutableArray<NumberRange> Of(Condition condition)
    {
        var bounds = condition.Values.Select(value => Bound.Read(condition.Field, value)).ToArray();
        NumberRange[] ranges = condition.Comparison switch
        {
            Comparison.Equals or Comparison.OneOf => [.. bounds.Select(bound => Between(bound.Least, bound.Most))],
            Comparison.LessThan => [Between(long.MinValue, bounds[0].Least - 1)],
            Comparison.LessOrEqual => [Between(long.MinValue, bounds[0].Most)],
            Comparison.GreaterThan => [Between(bounds[0].Most + 1, long.MaxValue)],
            Comparison.GreaterOrEqual => [Between(bounds[0].Least, long.MaxValue)],
            Comparison.Between => [Between(bounds[0].Least, bounds[1].Most)],
            Comparison.StartsWith or Comparison.Matches or Comparison.Exists or Comparison.EqualsField or Comparison.DiffersFromField =>
                throw new FormatException($"{condition.Comparison} says nothing of numbers."),
        };
        return [.. ranges.Where(range => !range.IsEmpty)];
    }

    private static NumberRange Between(Int128 least, Int128 most) => least > long.MaxValue || most < long.MinValue
        ? None
        : new((long)Int128.Max(least, long.MinValue), (long)Int128.Min(most, long.MaxValue));

    /// <summary>
    /// A value of a condition in millionths: the least that is not below it and the most that is not above it. They are one number, unless it lies between two.
    /// </summary>
    private readonly record struct Bound(Int128 Least, Int128 Most)
    {
        public static Bound Read(Field field, string value)
        {
            if (field.Form == FieldForm.Date)
            {
                return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                    ? new(FixedPoint.Of(day).Millionths, FixedPoint.Of(day).Millionths)
                    : throw new FormatException($"Not a date: {value}");
            }
            return FixedPoint.TryScale<char>(value, out var floor, out var isExact)
                ? new(isExact ? floor : floor + 1, floor)
                : throw new FormatException($"Not a number: {value}");
        }
    }
}
