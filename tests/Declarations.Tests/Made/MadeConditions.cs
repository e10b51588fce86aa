using System.Globalization;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Declarations.Tests.Made;

/// <summary>Conditions by a seed: every field with every operator, as an exclusion too, with values that <see cref="MadeDeclarations"/> have, written otherwise.</summary>
internal sealed class MadeConditions(int seed)
{
    /// <summary>They cannot run, and their verdict is undecided.</summary>
    private static readonly string[] impossiblePatterns = ["(?=плит)", @"(.)\1", "(?<!x)а", "["];

    private static readonly string[] patterns =
    [
        "плит", "ПЛИТ", "^плитка", "кер.*кая$", @"^(\w+\s?)+Ж$", "(a+)+$", @"\d{4}", @"^\D+$", "[а-я]+", "[^а-яё ]", "é", "e\u0301", "ё", "е", "^$", "x|ж", "straße", "777", @"^E\d", "A[BС]", "(?i:car)", " ",
    ];

    private static readonly string[] bounds =
        ["0.4500001", "0.4499999", "-0.000000000000000000000000001", "999999999999999999999999999999", "-99999999999999999999999999999", "9200000000000", "9200000000000.0000001", "0.000000", "5", "10", "-7.5"];

    private readonly Random random = new(seed);
    private readonly MadeDeclarations values = new(seed);

    public RiskConditions Next()
    {
        var lists = Enumerable.Range(0, random.Next(6) == 0 ? 1 + random.Next(2) : 0)
            .Select(i => One(Fields.Get(Pick(["procedure", "declarationAuthority", "traderTaxId", "vehicleNumber"])), Comparison.OneOf, $"/lists/{i}"));
        // Now and then there is none, and then nothing is hit.
        var field = AnyField();
        var indicators = Enumerable.Range(0, random.Next(30) == 0 ? 0 : 1 + random.Next(4)).Select(i =>
        {
            // Alternatives, and fields of the same thing, come up often enough.
            field = random.Next(4) == 0 ? field : field.Repeated != Repeated.None && random.Next(2) == 0 ? Pick([.. Fields.Of(field.Repeated)]) : AnyField();
            return One(field, Pick(Comparisons(field)), $"/riskArea/indicators/{i}");
        });
        return new([.. lists], [.. indicators]);
    }

    private Field AnyField() => Pick(Fields.All.Where(field => field.Repeated != Repeated.None || random.Next(3) > 0).ToArray());

    private static Comparison[] Comparisons(Field field) => field.IsNumber
        ? [.. Enum.GetValues<Comparison>().Except([Comparison.StartsWith, Comparison.Matches])]
        : [Comparison.Equals, Comparison.OneOf, Comparison.StartsWith, Comparison.Matches, Comparison.Exists, Comparison.EqualsField, Comparison.DiffersFromField];

    private Condition One(Field field, Comparison comparison, string source)
    {
        ImmutableArray<string> given = comparison switch
        {
            Comparison.Exists => [],
            Comparison.Matches => [Pick(random.Next(12) == 0 ? impossiblePatterns : patterns)],
            Comparison.EqualsField or Comparison.DiffersFromField => [Other(field).Name],
            Comparison.Between => Ordered(Value(field), Value(field)),
            Comparison.StartsWith => [.. Enumerable.Range(0, 1 + random.Next(2)).Select(_ => Value(field) is var text ? text[..random.Next(text.Length + 1)] : "")],
            Comparison.OneOf => [.. Enumerable.Range(0, 1 + random.Next(12)).Select(_ => Value(field))],
            _ => [Value(field)],
        };
        // A cut can leave half a pair or an accent alone; half a pair is no text.
        return new(field, comparison, [.. given.Select(value => value.Length > 0 && char.IsHighSurrogate(value[^1]) ? value[..^1] : value)], random.Next(4) == 0, source);
    }

    /// <summary>Mostly of the same form; where there is none, any that can be compared.</summary>
    private Field Other(Field field)
    {
        var comparable = Fields.All.Where(other => other != field && other.IsNumber == field.IsNumber).ToArray();
        var alike = comparable.Where(other => field.IsNumber || other.Form == field.Form || random.Next(8) == 0).ToArray();
        return Pick(alike.Length > 0 ? alike : comparable);
    }

    private string Value(Field field)
    {
        var value = values.Value(field);
        return field.Form switch
        {
            FieldForm.Date => value.Number.ToDay().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldForm.Decimal or FieldForm.WholeNumber => random.Next(4) == 0 ? Pick(bounds) : value.ToString(),
            _ => Otherwise(value.Text),
        };
    }

    /// <summary>In another case, composed otherwise, with white space around.</summary>
    private string Otherwise(string text) => random.Next(6) switch
    {
        0 => text.ToUpperInvariant(),
        1 => text.ToLowerInvariant(),
        2 => text.Normalize(System.Text.NormalizationForm.FormD),
        3 => $" {text}\t",
        4 => text.Replace('Е', 'E').Replace('А', 'A').Replace('К', 'K'),
        _ => text,
    };

    private static ImmutableArray<string> Ordered(string one, string other) => [one, other];

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
