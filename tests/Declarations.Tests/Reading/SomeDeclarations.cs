using System.Globalization;
using System.Text;
using RmsOrleans.Declarations.Reading;

namespace RmsOrleans.Declarations.Tests.Reading;

/// <summary>Declarations of all shapes, the same for the same seed; what follows from their other values is as it must be.</summary>
internal sealed class SomeDeclarations(int seed, bool arePlain = false)
{
    private static readonly string[] texts = ["керамическая плитка", "Ёлка 7", "\"quoted\", \\ and / ~", "e\u0301tui", "𝔘 surrogates", "a", "line\nend\t", "<&'>", "  spaces  "];

    private static readonly string[] plain = [.. texts.Where(text => !text.Any(sign => sign is '"' or '\\' || char.IsControl(sign) || char.IsSurrogate(sign)) && text[0] != ' ')];

    private readonly Random random = new(seed);

    public Declaration Next()
    {
        var number = new DeclarationNumber(Of("10216020", "10702030", "51100", "07"), new DateOnly(2020, 1, 1).AddDays(random.Next(2_000)), Of("0000001", "97061800"[..7] + "/0", "П123456", "A/1B"));
        var head = Values(Part.Head, ["declarationAuthority", "declarationDate", "traderCategory", "controlAuthority", "traderTaxId"]);
        head.Add("declarationAuthority", number.Authority).Add("declarationDate", FixedPoint.Of(number.Day)).Add("traderCategory", Of("1", "2", "3"))
            .Add("controlAuthority", Of(number.Authority, "10216000")).Add("traderTaxId", Of("7801234567", "QLRUBN9"));
        Things(head, Repeated.Vehicles);
        Things(head, Repeated.BorderAuthorities);
        var items = Enumerable.Range(1, Of(1, 1, 2, 5)).Select(at => new DeclarationItem((at * 3) - 2, Item(), null));
        return new(number, Of(1, 1, 2, 17), head.Build(), [.. items]);
    }

    public static string Line(Declaration declaration) => Encoding.UTF8.GetString(DeclarationJson.Canonical(declaration));

    /// <summary>All that a declaration says, to compare by.</summary>
    public static string Everything(Declaration declaration)
    {
        var text = new StringBuilder($"{declaration.Number} {declaration.Version}\n");
        Tell(text, declaration.Head);
        foreach (var item in declaration.Items)
        {
            text.Append(CultureInfo.InvariantCulture, $"item {item.Number} {item.Outcome}\n");
            Tell(text, item.Values);
        }
        return text.ToString();
    }

    private static void Tell(StringBuilder text, FieldValues values)
    {
        foreach (var field in Fields.All.Where(field => values[field] is not null))
            text.Append(CultureInfo.InvariantCulture, $"{field}={(values[field]!.Value.IsText ? "text" : "number")} {values[field]}\n");
        foreach (var kind in Enum.GetValues<Repeated>())
        {
            foreach (var thing in values.Of(kind))
            {
                text.Append(CultureInfo.InvariantCulture, $"{kind}\n");
                Tell(text, thing);
            }
        }
    }

    private FieldValues Item()
    {
        var values = Values(Part.Item, ["pricePerKg", "pricePerUnit"]);
        Things(values, Repeated.Documents);
        Things(values, Repeated.Payments);
        foreach (var (price, quantity) in (ReadOnlySpan<(string, string)>)[("pricePerKg", "netWeightKg"), ("pricePerUnit", "supplementaryQuantity")])
        {
            if (values[Fields.Get("statisticalValueUsd")] is { } value && values[Fields.Get(quantity)] is { Number.Millionths: not 0 } amount && FixedPoint.Divide(value.Number, amount.Number) is { } quotient)
                values.Add(price, quotient);
        }
        return values.Build();
    }

    private FieldValues.Builder Values(Part part, string[] but)
    {
        var values = new FieldValues.Builder();
        foreach (var field in Fields.All.Where(field => field.Part == part && field.Repeated == Repeated.None && !but.Contains(field.Name)))
        {
            if (random.Next(3) > 0)
                values.Add(field, Value(field));
        }
        return values;
    }

    private void Things(FieldValues.Builder values, Repeated kind)
    {
        for (var i = random.Next(3); i > 0; i--)
        {
            var thing = new FieldValues.Builder();
            foreach (var field in Fields.Of(kind).Where((_, at) => at == 0 || random.Next(2) == 0))
                thing.Add(field, Value(field));
            values.Add(kind, thing.Build());
        }
    }

    private FieldValue Value(Field field) => field switch
    {
        { IsAuthority: true } => new(Of("10216020", "10000000", "51100", "07")),
        { Form: FieldForm.Text } => new(Of(arePlain ? plain : texts)),
        { Form: FieldForm.Code } => new(Of("40", "ЕМ", "00001")),
        { Form: FieldForm.Digits } => new(Of("6907210001", "690721", "00")),
        { Form: FieldForm.Country } => new(Of("TR", "EU", "cn")),
        { Form: FieldForm.YesNo } => new(Of("yes", "no")),
        { Form: FieldForm.WholeNumber } => new(FixedPoint.Of(random.Next(1_000))),
        { Form: FieldForm.Decimal, Name: "statisticalValueUsd" or "netWeightKg" or "supplementaryQuantity" } => new(new FixedPoint(Of(0, 1_000_000, random.NextInt64(1, 1_000_000_000)))),
        { Form: FieldForm.Decimal } => new(new FixedPoint(Of(0, -1, 450_000, FixedPoint.MostMillionths, -FixedPoint.MostMillionths, random.NextInt64(-FixedPoint.MostMillionths, FixedPoint.MostMillionths)))),
        _ => throw new InvalidOperationException($"{field}"),
    };

    private T Of<T>(params T[] values) => values[random.Next(values.Length)];
}
