using RmsOrleans.Api.Json;
using RmsOrleans.Api.Print;
using RmsOrleans.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Prices;

namespace RmsOrleans.Api.Prices;

/// <summary>Price points in lists, and as CSV.</summary>
internal sealed class PricePointEndpoints(PriceStore prices)
{
    /// <summary>Of the table read at a time.</summary>
    private const int Page = 500;

    private static readonly string[] narrowing = ["direction", "code", "origin", "from", "to", "source"];

    private static readonly ImmutableArray<Phrase> columns =
    [
        new("Source", "Источник"), new("Reference", "Запись источника"), new("Direction", "Направление"), new("Month", "Месяц"), new("Commodity code", "Код товара"),
        new("Origin", "Страна происхождения"), new("Maker", "Изготовитель"), new("Terms of delivery", "Условия поставки"), new("Unit", "Единица"), new("Region", "Регион"),
        new("Value, US dollars", "Стоимость, долл. США"), new("Net weight, kg", "Вес нетто, кг"), new("Quantity", "Количество"), new("US dollars a kilogram", "Долл. США за кг"),
        new("Licence", "Условия использования"), new("Load", "Загрузка"), new("Load withdrawn", "Загрузка отозвана"),
    ];

    private static readonly Phrase yes = new("yes", "да");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<PricePointEndpoints>();
        routes.MapRead("/price-points", Admission.To(Operation.ListPricePoints, endpoints.List)).Described(PriceDocuments.List());
        routes.MapRead("/price-points/list.csv", Admission.To(Operation.GetPricePointList, endpoints.Csv)).Described(PriceDocuments.Table());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. narrowing, "before", "limit"]);
        var filter = Filter(query);
        var before = query.Value<long>("before", new("the number of a price point", "номер записи"), WholeNumber.TryReadCount);
        var limit = Pages.Limit(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await prices.Points(filter, before, limit, context.RequestAborted);
        var withdrawn = await prices.WithdrawnLoads(context.RequestAborted);
        return Answers.Ok(
            new PricePointList([.. rows.Take(limit).Select(row => PricePointResponse.Of(row, withdrawn.Contains(row.Load)))], rows.Count > limit ? rows[limit - 1].Id : null), PriceResponseJson.Default.PricePointList);
    }

    private async Task<IResult> Csv(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. narrowing, "language"]);
        var filter = Filter(query);
        var language = PrintLanguages.Read(query, context.Request);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        // Before anything is sent, so that a storage that is away is told as such.
        var first = await prices.Points(filter, null, Page, context.RequestAborted);
        var withdrawn = await prices.WithdrawnLoads(context.RequestAborted);
        return new CsvResponse(language, "price-points", columns, Rows());

        async IAsyncEnumerable<IEnumerable<string[]>> Rows()
        {
            for (var page = first; ; page = await prices.Points(filter, page[Page - 1].Id, Page, context.RequestAborted))
            {
                yield return page.Take(Page).Select(row => (string[])[.. Row(row), withdrawn.Contains(row.Load) ? yes.In(language) : ""]);
                if (page.Count <= Page)
                    yield break;
            }
        }
    }

    private static string[] Row(PriceRow row) =>
    [
        row.Source, row.Reference ?? "", row.Direction, row.ToPoint().MonthText, row.CommodityCode, row.OriginCountry ?? "", row.Maker ?? "", row.Terms ?? "", row.Unit ?? "", row.Region ?? "",
        Number(row.Value), Number(row.Weight), Number(row.Quantity), Number(row.Price), row.Licence ?? "", $"{row.Load}",
    ];

    private static string Number(long? millionths) => millionths is { } number ? $"{new FixedPoint(number)}" : "";

    private static PriceFilter Filter(QueryParameters query)
    {
        var direction = query.Name<PriceDirection>("direction");
        return new(
            direction?.Code(),
            Text(query, "code", PriceQuestions.IsCode, PriceQuestions.CodeExpected), Text(query, "origin", PriceQuestions.IsCountry, PriceQuestions.CountryExpected)?.ToUpperInvariant(),
            query.Value<DateOnly>("from", PriceQuestions.MonthExpected, DayText.TryReadMonth), query.Value<DateOnly>("to", PriceQuestions.MonthExpected, DayText.TryReadMonth),
            query.Text("source"));
    }

    private static string? Text(QueryParameters query, string name, Func<string, bool> fits, Phrase expected)
    {
        if (query.Text(name) is not { } text)
            return null;
        if (!fits(text))
            query.Refuse(name, $"Expected {expected.En}.", $"Ожидается {expected.Ru}.");
        return text;
    }
}
