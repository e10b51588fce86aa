using Microsoft.AspNetCore.Http.Features;
using RmsOrleans.Api.Json;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Declarations.Reading.Mappings;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Api.Declarations;

/// <summary>Declarations are loaded by an operator, or by an authority's own program; price points by an operator. A body of any length is read as it comes.</summary>
internal sealed class DeclarationLoadEndpoints(
    DeclarationLoading loading, DeclarationQueries queries, MappingFolder mappings, DeclarationRights rights, DataFolder folder, IPriceWithdrawals withdrawals, CommandBodies bodies,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public const string Parquet = "application/vnd.apache.parquet";

    /// <summary>Of the answer to a load; the others have a page of their own.</summary>
    private const int FirstFaults = 100;

    private const int LongestSource = 200;

    public static readonly Problem NoSuchLoad = Problems.NotFound(new("There is no such load.", "Такой загрузки нет."));

    /// <summary>Price points come as tables alone.</summary>
    public static readonly Problem NotATable = Problems.UnsupportedMediaType($"{ContentTypes.Csv}, {Parquet}");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DeclarationLoadEndpoints>();
        routes.Map(HttpMethods.Post, Place(prices: false), Admission.To(Operation.LoadDeclarations, context => endpoints.Take(context, prices: false))).Described(DeclarationLoadDocuments.Load());
        routes.MapRead(Place(prices: false), Admission.To(Operation.ListDeclarationLoads, context => endpoints.List(context, Operation.ListDeclarationLoads, prices: false)))
            .Described(DeclarationLoadDocuments.List());
        routes.MapRead($"{Place(prices: false)}/{{id}}", context => endpoints.Find(context, Operation.GetDeclarationLoad, prices: false)).Described(DeclarationLoadDocuments.Find());
        routes.Map(HttpMethods.Post, Place(prices: true), Admission.To(Operation.LoadPrices, context => endpoints.Take(context, prices: true))).Described(PriceLoadDocuments.Load());
        routes.MapRead(Place(prices: true), Admission.To(Operation.ListPriceLoads, context => endpoints.List(context, Operation.ListPriceLoads, prices: true)))
            .Described(PriceLoadDocuments.List());
        routes.MapRead($"{Place(prices: true)}/{{id}}", context => endpoints.Find(context, Operation.GetPriceLoad, prices: true)).Described(PriceLoadDocuments.Find());
        routes.Map(HttpMethods.Post, $"{Place(prices: true)}/{{id}}/withdrawal", Admission.To(Operation.WithdrawPriceLoad, endpoints.Withdraw)).Described(PriceLoadDocuments.Withdraw());
        routes.MapRead("/declarations/mappings", Admission.To(Operation.ListDeclarationMappings, endpoints.Mappings)).Described(DeclarationLoadDocuments.Mappings());
    }

    private static string Place(bool prices) => prices ? "/price-points/loads" : "/declarations/loads";

    private async Task<IResult> Take(HttpContext context, bool prices)
    {
        if (FormatOf(context.Request) is not { } format || (prices && format == FileFormat.JsonLines))
            return prices ? NotATable : Problems.UnsupportedMediaType($"{ContentTypes.JsonLines}, {ContentTypes.Csv}, {Parquet}");
        var query = prices
            ? new QueryParameters(context.Request.Query, "mapping", "source", DryRun.Name)
            : new QueryParameters(context.Request.Query, "mapping", "kind", "source", DryRun.Name);
        var isDry = query.Value<bool>(DryRun.Name, QueryParameters.TrueOrFalse, QueryParameters.ReadBool) ?? false;
        var file = FileOf(format, query, prices);
        var source = query.Text("source") ?? "";
        if (context.Request.Headers.ContentEncoding.Count > 0 && source.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            source = source[..^3]; // it is unpacked already
        if (source.Length > LongestSource || source.Any(char.IsControl))
            query.Refuse("source", $"Expected up to {LongestSource} characters.", $"Ожидается до {LongestSource} символов.");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null; // it is not kept
        if (EncodedBody.TryOpen(context, out var notTaken) is not { } body)
            return notTaken!;
        try
        {
            await using var content = format == FileFormat.Parquet ? await Spooled(body.AsStream(), context.RequestAborted) : body.AsStream();
            return await Take(context, file, new(file.Kind, format, file.Mapping?.Name, source, context.Actor()), content, isDry);
        }
        catch (UndecodableBodyException undecodable)
        {
            return undecodable.Problem;
        }
    }

    private async Task<IResult> Take(HttpContext context, LoadFile file, BegunLoad begun, Stream content, bool isDry)
    {
        var prices = file.Kind == RecordKind.Prices;
        var check = prices ? null : rights.Check(context.Actor());
        if (isDry)
        {
            var tried = await loading.Try(begun, file, content, check, FirstFaults, context.RequestAborted);
            return Answers.Ok(DeclarationLoadResponse.Of(tried, begun, clock.GetUtcNow()), DeclarationResponseJson.Default.DeclarationLoadResponse);
        }
        var id = await loading.Load(begun, file, content, check, null, context.RequestAborted);
        context.Response.Headers.Location = $"/api/v1{Place(prices)}/{id}";
        return await Answer(id, 0, FirstFaults, context.RequestAborted);
    }

    private async Task<IResult> List(HttpContext context, Operation operation, bool prices)
    {
        var query = new QueryParameters(context.Request.Query, "before", "limit");
        var before = query.Value<long>("before", new("the number of a load", "номер загрузки"), WholeNumber.TryReadCount);
        var limit = Pages.Limit(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var actor = context.Actor();
        var rows = await queries.Loads(prices, PermissionTable.Of(operation).OpensAll(actor) ? null : actor.Authority, before, limit, context.RequestAborted);
        return Answers.Ok(
            new DeclarationLoadList([.. rows.Take(limit).Select(row => DeclarationLoadResponse.Of(row))], rows.Count > limit ? rows[limit - 1].Id : null),
            DeclarationResponseJson.Default.DeclarationLoadList);
    }

    private async Task<IResult> Find(HttpContext context, Operation operation, bool prices)
    {
        var query = new QueryParameters(context.Request.Query, "after", "limit");
        var after = query.Value<long>("after", new("the place of a fault", "место ошибки"), WholeNumber.TryReadCount) ?? 0;
        var limit = Pages.Limit(query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);
        return await Named(context, prices) is { } row && PermissionTable.Of(operation).Refuse(context.Actor(), row.Authority) is null
            ? await Answer(row.Id, after, limit, context.RequestAborted) : NoSuchLoad;
    }

    private async Task<IResult> Withdraw(HttpContext context)
    {
        if (await Named(context, prices: true) is not { } row)
            return NoSuchLoad;
        var (body, problem) = await bodies.ReadPlain<ReasonBody>(context);
        if (body is null)
            return problem!;
        var outcome = await withdrawals.Withdraw(row.Id, body.Reason, context.Actor());
        return outcome.IsRefused ? new RefusalAnswer(outcome.Refusal) : await Answer(row.Id, 0, FirstFaults, CancellationToken.None);
    }

    /// <summary>The one that the route names; null if there is none.</summary>
    private async Task<LoadRow?> Named(HttpContext context, bool prices) =>
        WholeNumber.TryReadCount<long>(context.Request.RouteValues["id"] as string ?? "", out var id)
            && await queries.Load(id, context.RequestAborted) is { } row && (row.Kind == RecordKind.Prices) == prices ? row : null;

    private Task<IResult> Mappings(HttpContext context) => Task.FromResult(Answers.Ok(
        new DeclarationMappingList([.. mappings.All().Select(each => new DeclarationMapping(each.Name, each.Mapping?.About, each.Mapping?.Kind, each.Mapping is { } mapping ? [.. mapping.Columns] : null, each.Fault))]),
        DeclarationResponseJson.Default.DeclarationMappingList));

    private async Task<IResult> Answer(long id, long after, int limit, CancellationToken cancellation)
    {
        var row = (await queries.Load(id, cancellation))!;
        var faults = await queries.FaultsOf(id, after, limit, cancellation);
        return Answers.Ok(DeclarationLoadResponse.Of(row, faults, limit), DeclarationResponseJson.Default.DeclarationLoadResponse);
    }

    private static FileFormat? FormatOf(HttpRequest request)
    {
        if (request.HasJsonLines())
            return FileFormat.JsonLines;
        return request.HasContentType(ContentTypes.Csv) ? FileFormat.Csv : request.HasContentType(Parquet) ? FileFormat.Parquet : null;
    }

    private LoadFile FileOf(FileFormat format, QueryParameters query, bool prices)
    {
        var kind = query.Name<RecordKind>("kind");
        if (format == FileFormat.JsonLines)
        {
            if (kind == RecordKind.Prices)
                query.Refuse("kind", "Price points come as tables, to /price-points/loads.", "Ценовые данные загружаются таблицами через /price-points/loads.");
            if (query.Text("mapping") is not null)
                query.Refuse("mapping", "Lines of JSON need no mapping.", "Для строк JSON сопоставление не нужно.");
            return new(format, null, kind ?? RecordKind.Declarations);
        }
        if (kind is not null)
            query.Refuse("kind", "Of a table the mapping says what its lines are.", "Для таблицы вид строк задаёт сопоставление.");
        var mapping = MappingOf(query, prices);
        if (mapping is not null && (mapping.Kind == RecordKind.Prices) != prices)
        {
            query.Refuse(
                "mapping", $"This mapping is of {(prices ? "declarations" : "price points, which go to /price-points/loads")}.",
                $"Это сопоставление {(prices ? "деклараций" : "ценовых данных, которые загружаются через /price-points/loads")}.");
        }
        return new(format, mapping, mapping?.Kind ?? (prices ? RecordKind.Prices : RecordKind.Declarations));
    }

    private Mapping? MappingOf(QueryParameters query, bool prices)
    {
        IEnumerable<string> Names() => mappings.All().Where(each => (each.Mapping?.Kind == RecordKind.Prices) == prices).Select(each => each.Name);
        if (query.Text("mapping") is not { } name)
        {
            query.Refuse("mapping", "A table needs a mapping.", "Для таблицы нужно сопоставление.");
            return null;
        }
        try
        {
            if (mappings.Find(name) is { } mapping)
                return mapping;
            query.Refuse("mapping", $"There is no such mapping; there are {string.Join(", ", Names())}.", $"Такого сопоставления нет; возможны: {Phrase.Quoted(Names())}.");
        }
        catch (MappingException fault)
        {
            query.Refuse("mapping", $"Its file is no mapping: {fault.Message}", $"Файл сопоставления содержит ошибку: «{fault.Message}».");
        }
        return null;
    }

    /// <summary>Such a file is read from its end; what lies here meanwhile goes with the request, however that ends.</summary>
    private async Task<Stream> Spooled(Stream body, CancellationToken cancellation)
    {
        var path = Path.Combine(folder.Path, $"upload-{Guid.NewGuid():N}");
        var spooled = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        try
        {
            await body.CopyToAsync(spooled, cancellation);
            spooled.Position = 0;
            return spooled;
        }
        catch
        {
            await spooled.DisposeAsync();
            throw;
        }
    }
}
