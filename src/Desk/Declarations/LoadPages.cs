using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Api.Declarations;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;
using RmsOrleans.Desk.Shell;

namespace RmsOrleans.Desk.Declarations;

/// <summary>Which declarations there are, and how they are loaded.</summary>
internal static class LoadPages
{
    private const long MostBytes = 128 * 1024 * 1024;

    private static readonly Phrase title = new("Loads of declarations", "Загрузки деклараций");
    private static readonly Phrase noFile = new("Choose a file.", "Выберите файл.");
    private static readonly Phrase tooLarge = new(
        "A file that is sent from here has at most 128 MB. Larger ones go to the API, or by the command “declarations load”.",
        "Отсюда отправляются файлы до 128 МБ. Файлы больше загружаются через API или командой «declarations load».");
    private static readonly Phrase unknownFormat = new(
        "The name of the file ends in none of .ndjson, .jsonl, .csv, .parquet (and .gz after it).", "Имя файла не оканчивается на .ndjson, .jsonl, .csv или .parquet (возможно, с .gz).");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/declarations", Coverage);
        routes.Page("/declarations/loads", desk => List(desk, null, null));
        routes.Form("/declarations/loads", Load);
        routes.Page("/declarations/loads/{id}", Show);
    }

    private static async Task<IResult> Coverage(DeskRequest desk)
    {
        if (desk.Query("number") is { } number)
            return DeskRequest.GoTo(DeclarationPlaces.Of(number));
        var asked = ListAddress.Of(desk, "from", "to").Chosen;
        var answer = await desk.Ask(HttpMethods.Get, QueryHelpers.AddQueryString("/declarations/coverage", asked));
        return desk.Page<CoverageTablePage>(
            answer.Status, (nameof(CoverageTablePage.Of), answer.IsGood ? answer.Read(DeskJson.Default.DeclarationCoverageList) : null), (nameof(CoverageTablePage.Chosen), asked),
            (nameof(CoverageTablePage.Problem), answer.IsGood ? null : answer.Problem()));
    }

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var after = desk.Query("after") is { } place ? $"?after={Uri.EscapeDataString(place)}" : "";
        return desk.Page<LoadedPage>((nameof(LoadedPage.Of), await desk.Get($"/declarations/loads/{Uri.EscapeDataString(desk.Path("id"))}{after}", DeskJson.Default.DeclarationLoadResponse)));
    }

    private static async Task<IResult> List(DeskRequest desk, ApiProblem? problem, Phrase? fault, DeclarationLoadResponse? tried = null)
    {
        var before = desk.Query("before") is { } place ? $"&before={Uri.EscapeDataString(place)}" : "";
        var list = await desk.Get($"/declarations/loads?limit=50{before}", DeskJson.Default.DeclarationLoadList);
        var mappings = await desk.Get("/declarations/mappings", DeskJson.Default.DeclarationMappingList);
        return desk.Page<LoadsPage>(
            problem?.Status ?? (fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest),
            (nameof(LoadsPage.Loads), list), (nameof(LoadsPage.Mappings), mappings.Items), (nameof(LoadsPage.Problem), problem), (nameof(LoadsPage.Fault), fault), (nameof(LoadsPage.Tried), tried));
    }

    private static async Task<IResult> Load(DeskRequest desk)
    {
        if (!desk.Viewer!.MayDo("loadDeclarations"))
            return FailedPage.NotYours(desk, desk.In(title));
        if (desk.Context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = MostBytes;
        IFormCollection posted;
        try
        {
            posted = await desk.Context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = MostBytes }, desk.Context.RequestAborted);
        }
        catch (Exception refused) when (refused is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            return await List(desk, null, tooLarge);
        }
        if (posted.Files["file"] is not { Length: > 0 } file)
            return await List(desk, null, noFile);
        if (TypeOf(file.FileName) is not var (type, isPacked))
            return await List(desk, null, unknownFormat);

        var asked = new Dictionary<string, string?> { ["source"] = file.FileName };
        if (posted["mapping"].ToString() is { Length: > 0 } mapping)
            asked["mapping"] = mapping;
        if (posted["kind"].ToString() is { Length: > 0 } kind)
            asked["kind"] = kind;
        var isTried = posted["_do"] == "try";
        if (isTried)
            asked["dryRun"] = "true";
        await using var content = file.OpenReadStream();
        var answer = await desk.Context.RequestServices.GetRequiredService<ApiDoor>().Ask(desk.Context, new ApiRequest(HttpMethods.Post, QueryHelpers.AddQueryString("/declarations/loads", asked), desk.Language)
        {
            Stream = content,
            Length = file.Length,
            ContentType = type,
            Headers = isPacked ? [("Content-Encoding", "gzip")] : [],
        });
        if (answer.Status == StatusCodes.Status401Unauthorized)
            throw new ApiRefusedException(answer);
        if (!answer.IsGood)
            return await List(desk, answer.Problem(), null);
        var loaded = answer.Read(DeskJson.Default.DeclarationLoadResponse);
        return loaded.Id is { } id ? DeskRequest.GoTo($"{DeclarationPlaces.Loads}/{id}") : await List(desk, null, null, loaded);
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

/// <summary>Words of loads.</summary>
internal static class LoadWords
{
    public static Phrase InWords(this RecordKind kind) => kind switch
    {
        RecordKind.Declarations => new("declarations", "декларации"),
        RecordKind.Events => new("events", "события"),
        RecordKind.Outcomes => new("outcomes of control", "результаты контроля"),
    };

    public static string Count(long count) => count.ToString("#,0", grouped);

    private static readonly System.Globalization.NumberFormatInfo grouped = new() { NumberGroupSeparator = "\u00A0" };
}
