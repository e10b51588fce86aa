using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;

namespace RmsOrleans.Desk.Declarations;

/// <summary>Which declarations there are, and how they and price points are loaded.</summary>
internal static class LoadPages
{
    private const long MostBytes = 128 * 1024 * 1024;

    private static readonly Phrase noFile = new("Choose a file.", "Выберите файл.");
    private static readonly Phrase tooLarge = new(
        "A file that is sent from here has at most 128 MB. Larger ones go to the API, or by the command “declarations load”.",
        "Отсюда отправляются файлы до 128 МБ. Файлы больше загружаются через API или командой «declarations load».");
    private static readonly Phrase unknownFormat = new(
        "The name of the file ends in none of .ndjson, .jsonl, .csv, .parquet (and .gz after it).", "Имя файла не оканчивается на .ndjson, .jsonl, .csv или .parquet (возможно, с .gz).");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/declarations", Coverage);
        foreach (var kind in (LoadedKind[])[LoadedKind.Declarations, LoadedKind.Prices])
        {
            routes.Page(kind.Path, desk => List(desk, kind, null, null));
            routes.Form(kind.Path, desk => Load(desk, kind));
            routes.Page($"{kind.Path}/{{id}}", desk => Show(desk, kind, null, null));
        }
        routes.Form($"{LoadedKind.Prices.Path}/{{id}}/withdrawal", Withdraw);
    }

    private static async Task<IResult> Coverage(DeskRequest desk)
    {
        if (desk.Query("number") is { } number)
            return DeskRequest.GoTo(DeclarationPlaces.Of(number));
        var address = ListAddress.Of(desk, "from", "to");
        var answer = await desk.Ask(HttpMethods.Get, QueryHelpers.AddQueryString("/declarations/coverage", address.Months));
        return desk.Page<CoverageTablePage>(
            answer.Status, (nameof(CoverageTablePage.Of), answer.IsGood ? answer.Read(DeskJson.Default.DeclarationCoverageList) : null), (nameof(CoverageTablePage.Chosen), address.Chosen),
            (nameof(CoverageTablePage.Problem), answer.IsGood ? null : answer.Problem()));
    }

    private static Task<IResult> Withdraw(DeskRequest desk)
    {
        var (kind, id) = (LoadedKind.Prices, Uri.EscapeDataString(desk.Path("id")));
        return desk.SendReason($"{kind.Api}/{id}/withdrawal", $"{kind.Place}/{id}", (typed, problem) => Show(desk, kind, typed, problem));
    }

    /// <param name="typed">Of a withdrawal that was refused.</param>
    private static async Task<IResult> Show(DeskRequest desk, LoadedKind kind, string? typed, ApiProblem? problem)
    {
        var after = desk.Query("after") is { } place ? $"?after={Uri.EscapeDataString(place)}" : "";
        return desk.Page<LoadedPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(LoadedPage.Kind), kind), (nameof(LoadedPage.Typed), typed), (nameof(LoadedPage.Problem), problem), (nameof(LoadedPage.Of), await desk.Get($"{kind.Api}/{Uri.EscapeDataString(desk.Path("id"))}{after}", DeskJson.Default.DeclarationLoadResponse)));
    }

    private static async Task<IResult> List(DeskRequest desk, LoadedKind kind, ApiProblem? problem, Phrase? fault, DeclarationLoadResponse? tried = null)
    {
        var before = desk.Query("before") is { } place ? $"&before={Uri.EscapeDataString(place)}" : "";
        var list = await desk.Get($"{kind.Api}?limit=50{before}", DeskJson.Default.DeclarationLoadList);
        var mappings = (await desk.Get("/declarations/mappings", DeskJson.Default.DeclarationMappingList)).Items
            .Where(each => each.Kind is null || (each.Kind == RecordKind.Prices) == kind.ArePrices).ToImmutableArray();
        return desk.Page<LoadsPage>(
            problem?.Status ?? (fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest),
            (nameof(LoadsPage.Kind), kind), (nameof(LoadsPage.Loads), list), (nameof(LoadsPage.Mappings), mappings), (nameof(LoadsPage.Problem), problem), (nameof(LoadsPage.Fault), fault), (nameof(LoadsPage.Tried), tried));
    }

    private static async Task<IResult> Load(DeskRequest desk, LoadedKind kind)
    {
        if (!desk.Viewer!.MayDo(kind.Needs))
            return FailedPage.NotYours(desk, desk.In(kind.Title));
        if (desk.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        IFormCollection posted;
        try
        {
            posted = await desk.Context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostBytes }, desk.Context.RequestAborted);
        }
        catch (Exception refused) when (refused is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return await List(desk, kind, null, tooLarge);
        }
        if (posted.Files["file"] is not { Length: > 0 } file)
            return await List(desk, kind, null, noFile);
        if (TypeOf(file.FileName) is not var (type, isPacked))
            return await List(desk, kind, null, unknownFormat);

        var asked = new Dictionary<string, string?> { ["source"] = file.FileName };
        if (posted["mapping"].ToString() is { Length: > 0 } mapping)
            asked["mapping"] = mapping;
        if (posted["kind"].ToString() is { Length: > 0 } lines)
            asked["kind"] = lines;
        var isTried = posted["_do"] == "try";
        if (isTried)
            asked["dryRun"] = "true";
        await using var content = file.OpenReadStream();
        var answer = await desk.Context.RequestServices.GetRequiredService<ApiDoor>().Ask(desk.Context, new ApiRequest(HttpMethods.Post, QueryHelpers.AddQueryString(kind.Api, asked), desk.Language)
        {
            Stream = content,
            Length = file.Length,
            ContentType = type,
            Headers = isPacked ? [("Content-Encoding", "gzip")] : [],
        });
        if (answer.Status == StatusCodes.Status401Unauthorized)
            throw new ApiRefusedException(answer);
        if (!answer.IsGood)
            return await List(desk, kind, answer.Problem(), null);
        var loaded = answer.Read(DeskJson.Default.DeclarationLoadResponse);
        return loaded.Id is { } id ? DeskRequest.GoTo($"{Places.Prefix}{kind.Path}/{id}") : await List(desk, kind, null, null, loaded);
    }

    /// <summary>By the name of a file: what it is, and whether it is packed; null if the name does not say.</summary>
    internal static (string Type, bool IsPacked)? TypeOf(string name)
    {
        var isPacked = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return Path.GetExtension(isPacked ? name[..^3] : name).ToUpperInvariant() switch
        {
            ".NDJSON" or ".JSONL" or ".JSON" => ("application/x-ndjson", isPacked),
            ".CSV" => ("text/csv", isPacked),
            ".PARQUET" => ("application/vnd.apache.parquet", isPacked),
            _ => null,
        };
    }
}

/// <summary>What is loaded on a page: where the page is and where the API takes it.</summary>
/// <param name="Path">Below the desk.</param>
/// <param name="Api">Below <c>/api/v1</c>.</param>
/// <param name="Needs">The operation that loads.</param>
/// <param name="MoreAt">What there is of it.</param>
public sealed record LoadedKind(string Path, string Api, string Needs, bool ArePrices, Phrase Title, string MoreAt, Phrase More)
{
    public static readonly LoadedKind Declarations = new(
        "/declarations/loads", "/declarations/loads", "loadDeclarations", false, new("Loads of declarations", "Загрузки деклараций"), DeclarationPlaces.Path,
        new("What there is, by month and authority", "Наличие по месяцам и таможенным органам"));

    public static readonly LoadedKind Prices = new(
        "/prices/loads", "/price-points/loads", "loadPrices", true, new("Loads of price points", "Загрузки ценовых данных"), $"{Places.Prefix}/prices/points", new("Price points", "Ценовые данные"));

    public string Place => $"{Places.Prefix}{Path}";
}

/// <summary>Words of loads.</summary>
internal static class LoadWords
{
    public static Phrase InWords(this RecordKind kind) => kind switch
    {
        RecordKind.Declarations => new("declarations", "декларации"),
        RecordKind.Events => new("events", "события"),
        RecordKind.Outcomes => new("outcomes of control", "результаты контроля"),
        RecordKind.Prices => new("price points", "ценовые данные"),
    };

    public static string Count(long count) => count.ToString("#,0", grouped);

    private static readonly System.Globalization.NumberFormatInfo grouped = new() { NumberGroupSeparator = "\u00A0" };
}
