using System.Globalization;
using RmsOrleans.Declarations.Conditions;

namespace RmsOrleans.Declarations.Tests.Stage;

/// <summary>
/// Declarations and conditions made by a seed, of few values, so that they meet: with values that are missing, in either case, with accents apart and together,
/// in Latin and Cyrillic letters, and bounds of thirty digits.
/// </summary>
internal sealed class RandomDeclarations(int seed)
{
    private static readonly string[] words = ["плитка", "ПЛИТКА", " Плитка ", "ёлка", "Елка", "е\u0308лка", "café", "cafe\u0301", "CAFE", "A1", "А1", "a1", "x y", "", "керам. плитка 5 мм"];
    private static readonly string[] numbers = ["0", "0.45", "0.450001", "-0.45", "5", "10", "10.5", "9200000000000", "-9200000000000"];
    private static readonly string[] bounds = [.. numbers, "0.4500001", "-0.4500001", "0.44999999999999999999999999", "999999999999999999999999999999", "-99999999999999999999999999999", "10.0000000000000000000"];
    private static readonly string[] patterns = ["плит", @"\d+", "^[А-Я]", "^[a-z]", "ё", @"\w\s\w", "(?=a)b", "(a)\\1", "(a+)+$", "^$", "[^A-Z]", @"\bплитка\b"];

    private static readonly string[] known = ["10000000", "10100000", "10113000", "10113110", "10113120", "10200000", "10216000", "10216100", "10005000"];

    public static AuthorityTree Authorities { get; } = new(1,
        [("10000000", null), ("10100000", "10000000"), ("10113000", "10100000"), ("10113110", "10113000"), ("10113120", "10113000"), ("10200000", "10000000"), ("10216000", "10200000"), ("10216100", "10216000"), ("10005000", "10000000")]);

    private readonly Random random = new(seed);

    public Declaration Declaration(int serial)
    {
        var day = new DateOnly(2026, 1, 1).AddDays(random.Next(90));
        var authority = Pick([.. known, "10113999", "11216"]);
        var head = new FieldValues.Builder().Add("declarationDate", FixedPoint.Of(day)).Add(Fields.DeclarationAuthority, authority).Add(Fields.ControlAuthority, Pick(known));
        Fill(head, Part.Head);
        return new(
            new(authority, day, serial.ToString("0000000", CultureInfo.InvariantCulture)), 1, head.Build(),
            [.. Enumerable.Range(1, random.Next(1, 5)).Select(number => new DeclarationItem(number, Item(), random.Next(3) == 0 ? new(true, random.Next(2) == 0, FixedPoint.Of(random.Next(1000)), FixedPoint.Of(random.Next(9))) : null))]);
    }

    public RiskConditions Conditions()
    {
        var lists = new List<Condition>();
        foreach (var field in new[] { "procedure", Fields.DeclarationAuthority, "traderTaxId", "vehicleNumber" })
        {
            if (random.Next(8) == 0)
                lists.Add(new(Fields.Get(field), Comparison.OneOf, [Value(Fields.Get(field)), Value(Fields.Get(field))], random.Next(3) == 0, $"/list/{field}"));
        }
        return new([.. lists], [.. Enumerable.Range(0, random.Next(1, 5)).Select(Indicator)]);
    }

    public Folding Folding() => new(random.Next(4) != 0);

    private Condition Indicator(int place)
    {
        var field = Fields.All[random.Next(Fields.All.Length)];
        var fitting = Enum.GetValues<Comparison>().Where(comparison => comparison switch
        {
            Comparison.StartsWith or Comparison.Matches => !field.IsNumber && field.Form is FieldForm.Text or FieldForm.Code or FieldForm.Digits,
            Comparison.LessThan or Comparison.LessOrEqual or Comparison.GreaterThan or Comparison.GreaterOrEqual or Comparison.Between => field.IsNumber,
            Comparison.EqualsField or Comparison.DiffersFromField => OthersOf(field).Length > 0,
            Comparison.Equals or Comparison.OneOf or Comparison.Exists => true,
        }).ToArray();
        var comparison = Pick(fitting);
        return new(field, comparison, Values(field, comparison), random.Next(4) == 0, $"/{place}");
    }

    private ImmutableArray<string> Values(Field field, Comparison comparison) => comparison switch
    {
        Comparison.Exists => [],
        Comparison.EqualsField or Comparison.DiffersFromField => [Pick(OthersOf(field)).Name],
        Comparison.Matches => [Pick(patterns)],
        Comparison.StartsWith => [Value(field) is var value && value.Length > 1 && random.Next(3) > 0 ? value[..random.Next(1, value.Length)] : value],
        Comparison.OneOf => [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Bound(field))],
        Comparison.Between => [Bound(field), Bound(field)],
        Comparison.Equals or Comparison.LessThan or Comparison.LessOrEqual or Comparison.GreaterThan or Comparison.GreaterOrEqual => [Bound(field)],
    };

    private static Field[] OthersOf(Field field) => [.. Fields.All.Where(other => other != field && other.Form == field.Form)];

    private FieldValues Item()
    {
        var item = new FieldValues.Builder();
        Fill(item, Part.Item);
        return item.Build();
    }

    private void Fill(FieldValues.Builder values, Part part)
    {
        foreach (var field in Fields.All.Where(field => field.Part == part && field.Repeated == Repeated.None))
        {
            if (random.Next(3) > 0 && values[field] is null)
                Add(values, field);
        }
        foreach (var kind in Enum.GetValues<Repeated>().Except([Repeated.None]).Where(kind => Fields.Of(kind)[0].Part == part))
        {
            for (var n = random.Next(4); n > 0; n--)
            {
                var thing = new FieldValues.Builder();
                foreach (var field in Fields.Of(kind).Where(_ => random.Next(4) > 0))
                    Add(thing, field);
                values.Add(kind, thing.Build());
            }
        }
    }

    private void Add(FieldValues.Builder values, Field field)
    {
        var value = Value(field);
        if (field.Form == FieldForm.Date)
            values.Add(field, new FieldValue(FixedPoint.Of(DateOnly.Parse(value, CultureInfo.InvariantCulture))));
        else if (field.IsNumber)
            values.Add(field, FixedPoint.TryRead(value, out var number) is null ? new FieldValue(number) : throw new FormatException(value));
        else if (value.Length > 0)
            values.Add(field, new FieldValue(value));
    }

    /// <summary>A bound of a condition can say more than a declaration can.</summary>
    private string Bound(Field field) => field.Form == FieldForm.Decimal ? Pick(bounds) : Value(field);

    private string Value(Field field) => field switch
    {
        { IsAuthority: true } => Pick([.. known, "10113999"]),
        { Name: "commodityCode" } => Pick(["6907", "690721", "6907210000", "6908", "69", "85", "8517120000"]),
        { Form: FieldForm.Text } => Pick(words),
        { Form: FieldForm.Code } => Pick(["10", "40", "a", "A", "А"]),
        { Form: FieldForm.Digits } => Pick(["1", "12", "2"]),
        { Form: FieldForm.Decimal } => Pick(numbers),
        { Form: FieldForm.WholeNumber } => Pick(["0", "5", "10", "100"]),
        { Form: FieldForm.Date } => new DateOnly(2026, 1, 1).AddDays(random.Next(90)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        { Form: FieldForm.Country } => Pick(["CN", "TR", "DE", "EU"]),
        _ => Pick(["yes", "no"]),
    };

    private T Pick<T>(T[] all) => all[random.Next(all.Length)];
}
