using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Classifiers;

/// <summary>What a form offers to choose from: fields, countries, and the classifiers as they hold on a day.</summary>
internal sealed class ChoiceEndpoints(IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private static readonly FieldList fields = new([.. FieldForm.All.Select(FieldResponse.Of)]);
    private static readonly CountryList countries = new([.. Countries.All.Select(country => new CountryResponse(country.Code, country.Name))]);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ChoiceEndpoints>();
        routes.MapRead("/classifiers/fields", _ => Answers.Ok(fields, ChoiceResponseJson.Default.FieldList)).Described(ChoiceDocuments.Fields());
        routes.MapRead("/classifiers/countries", _ => Answers.Ok(countries, ChoiceResponseJson.Default.CountryList)).Described(ChoiceDocuments.Countries());
        routes.MapRead("/classifiers/measures/items", endpoints.Measures).Described(ChoiceDocuments.Measures());
        routes.MapRead("/classifiers/kind-codes/items", endpoints.KindCodes).Described(ChoiceDocuments.KindCodes());
    }

    private IResult Measures(HttpContext context) => On(context, (known, day) => Answers.Ok(
        new MeasureList(known.Revision, [.. known.MeasuresOn(day).Select(row => new MeasureResponse(row.Code, row.Name, row.IsInspection, row.From, row.To))]),
        ChoiceResponseJson.Default.MeasureList));

    private IResult KindCodes(HttpContext context) => On(context, (known, day) => Answers.Ok(
        new KindCodeList(known.Revision, [.. known.KindCodesOn(day).Select(row => new KindCodeResponse(row.Code, row.Kind, row.Territory, row.From, row.To))]),
        ChoiceResponseJson.Default.KindCodeList));

    private IResult On(HttpContext context, Func<ClassifierEditions, DateOnly, IResult> answer)
    {
        var query = new QueryParameters(context.Request.Query, "on");
        var day = query.Value<DateOnly>("on", new("a date such as 2026-12-01", "дата вида 2026-12-01"), DayText.TryRead);
        return query.Errors.IsEmpty ? answer(reference.Current.Classifiers, day ?? MoscowDays.Of(clock.GetUtcNow())) : Problems.BadInput(query.Errors);
    }
}

/// <summary>The fields of a declaration.</summary>
public sealed record FieldList(ImmutableArray<FieldResponse> Items);

/// <summary>A field of a declaration that an indicator can speak of.</summary>
/// <param name="Name">By which an indicator names it.</param>
/// <param name="Label">What people call it, in the language of the answer.</param>
/// <param name="Group">The group that an indicator on it has.</param>
/// <param name="Type">text, code, digits, decimal, wholeNumber, date, country or yesNo.</param>
/// <param name="Shortest">The fewest characters of a code; left out for other types.</param>
/// <param name="Longest">The most characters of a code; left out for other types.</param>
/// <param name="Operators">Those that fit the type.</param>
/// <param name="Hint">What a value looks like, in the language of the answer; left out where anything goes.</param>
/// <param name="Unit">What a number counts, in the language of the answer; left out where it has no unit.</param>
/// <param name="ValuesFrom">The route that lists what can be chosen; left out where values are written.</param>
public sealed record FieldResponse(
    string Name, Phrase Label, IndicatorGroup Group, string Type, int? Shortest, int? Longest, ImmutableArray<OperatorResponse> Operators, Phrase? Hint, Phrase? Unit,
    string? ValuesFrom)
{
    /// <summary>What people call the group, in the language of the answer.</summary>
    public Phrase GroupName => Group.InWords();

    internal static FieldResponse Of(FieldForm field) => new(
        field.Name, field.Label, field.Group, field.Type, field.Length?.Least, field.Length?.Most,
        [.. field.Operators.Select(each => new OperatorResponse(each, each.InWords(), each.Values()))], field.Hint, field.Unit, field.Choice switch
        {
            FieldChoice.Countries => "/api/v1/classifiers/countries",
            FieldChoice.Authorities => "/api/v1/authorities",
            FieldChoice.Free or FieldChoice.YesNo => null,
        });
}

/// <summary>How an indicator can compare.</summary>
/// <param name="Name">By which an indicator names it.</param>
/// <param name="Label">What people call it, in the language of the answer.</param>
/// <param name="Values">How many values it takes.</param>
public sealed record OperatorResponse(IndicatorOperator Name, Phrase Label, ValueCount Values);

/// <summary>The countries of ISO 3166-1.</summary>
public sealed record CountryList(ImmutableArray<CountryResponse> Items);

/// <summary>A country.</summary>
/// <param name="Code">Its two letters.</param>
/// <param name="Name">What people call it, in the language of the answer.</param>
public sealed record CountryResponse(string Code, Phrase Name);

/// <summary>The measures that can be named on a day, at a revision of the classifiers.</summary>
public sealed record MeasureList(long Revision, ImmutableArray<MeasureResponse> Items);

/// <summary>A direct measure.</summary>
/// <param name="Name">As the classifier has it.</param>
/// <param name="Inspection">Whether it needs the code of an inspection type.</param>
/// <param name="From">The first day of its row.</param>
/// <param name="To">The last day of its row; left out where it has none.</param>
public sealed record MeasureResponse(string Code, string Name, bool Inspection, DateOnly From, DateOnly? To);

/// <summary>The kind codes that hold on a day, at a revision of the classifiers.</summary>
public sealed record KindCodeList(long Revision, ImmutableArray<KindCodeResponse> Items);

/// <summary>A code that begins the numbers of profiles.</summary>
/// <param name="Territory">Left out where the code is for every territory.</param>
/// <param name="From">The first day of its row.</param>
/// <param name="To">The last day of its row; left out where it has none.</param>
public sealed record KindCodeResponse(string Code, ProfileKind Kind, Territory? Territory, DateOnly From, DateOnly? To)
{
    public Phrase KindName => Kind.InWords();

    /// <summary>What people call the territory, in the language of the answer; left out where the code is for every territory.</summary>
    public Phrase? TerritoryName => Territory?.InWords();
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(FieldList))]
[JsonSerializable(typeof(CountryList))]
[JsonSerializable(typeof(MeasureList))]
[JsonSerializable(typeof(KindCodeList))]
internal sealed partial class ChoiceResponseJson : JsonSerializerContext;

internal static class ChoiceDocuments
{
    public static RouteDocument Fields() => new RouteDocument("Classifiers", Operation.ListFields, "The fields of a declaration, for indicators")
        .Text("With the operators that fit, and where values can be chosen from.")
        .Answer<FieldList>(200, "In the order of the catalogue.", FieldsExample)
        .Refuses(Refusals.Unauthenticated);

    public static RouteDocument Countries() => new RouteDocument("Classifiers", Operation.ListCountries, "The countries, for indicators")
        .Answer<CountryList>(200, "In the order of their codes.", () => JsonNode.Parse("""{ "items": [{ "code": "RU", "name": "Russia" }, { "code": "TR", "name": "Türkiye" }] }""")!)
        .Refuses(Refusals.Unauthenticated);

    public static RouteDocument Measures() => OnADay(Operation.ListMeasures, "The measures that can be named on a day")
        .Answer<MeasureList>(200, "In the order of the classifier.", () => JsonNode.Parse(
            """{ "revision": 0, "items": [{ "code": "106", "name": "Customs inspection", "inspection": true, "from": "2011-01-01" }] }""")!);

    public static RouteDocument KindCodes() => OnADay(Operation.ListKindCodes, "The kind codes that hold on a day")
        .Answer<KindCodeList>(200, "In the order of the classifier.", () => JsonNode.Parse(
            """
            {
              "revision": 0,
              "items": [
                { "code": "13", "kind": "Regular", "territory": "Zonal", "from": "2011-01-01", "kindName": "Regular", "territoryName": "Zonal" },
                { "code": "20", "kind": "Urgent", "from": "2011-01-01", "kindName": "Urgent" }
              ]
            }
            """)!);

    private static RouteDocument OnADay(Operation operation, string summary) => new RouteDocument("Classifiers", operation, summary)
        .Text("The same rows as in the classifier's file, for choosing from.")
        .Query("on", "The day; today in Moscow without it.", "2026-11-21", form: ParameterForm.Day)
        .Refuses(Refusals.BadInput("/on", "Expected a date such as 2026-12-01."), Refusals.Unauthenticated);

    private static JsonNode FieldsExample() => JsonNode.Parse(
        """
        {
          "items": [
            {
              "name": "pricePerKg", "label": "US dollars per net kilogram", "group": "GoodsPayments", "type": "decimal",
              "operators": [{ "name": "lessThan", "label": "less than", "values": "One" }, { "name": "between", "label": "between", "values": "Two" }],
              "hint": "A number with a point, such as 0.45", "unit": "USD/kg", "groupName": "Payments"
            },
            {
              "name": "originCountry", "label": "Country of origin", "group": "GoodsCountry", "type": "country",
              "operators": [{ "name": "oneOf", "label": "is one of", "values": "Many" }],
              "hint": "Two letters (ISO 3166), such as TR", "valuesFrom": "/api/v1/classifiers/countries", "groupName": "Countries"
            }
          ]
        }
        """)!;
}
