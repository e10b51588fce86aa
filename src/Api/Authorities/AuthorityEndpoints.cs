using System.Text;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Authorities;

namespace RmsOrleans.Api.Authorities;

/// <summary>
/// A customs authority. A name that was not given in a language is <paramref name="Name"/> there too. <paramref name="TimeZone"/> is that of
/// now; <paramref name="ZoneChanges"/> are there if it was or will be another.
/// </summary>
public sealed record AuthorityResponse(
    AuthorityCode Code, string Name, string ShortName, AuthorityKind Kind, AuthorityCode? Parent, string TimeZone, string NameRu, string NameEn,
    ImmutableArray<ZoneChange>? ZoneChanges = null);

/// <summary>A structural unit; without <paramref name="To"/>, its last day, it stays.</summary>
/// <param name="Code">The unit's own code.</param>
/// <param name="NameRu">The name in Russian.</param>
/// <param name="NameEn">The name in English.</param>
/// <param name="Field">What the unit deals with.</param>
/// <param name="Coordination">Whether the unit coordinates the work with risks.</param>
/// <param name="From">The first day of the unit.</param>
/// <param name="To">The last day of the unit; left out where it has none.</param>
public sealed record UnitResponse(string Code, string NameRu, string NameEn, string Field, bool Coordination, DateOnly From, DateOnly? To);

/// <summary>Empty where none were loaded: such an authority takes each name.</summary>
public sealed record UnitList(ImmutableArray<UnitResponse> Items);

/// <summary>The register of authorities.</summary>
public sealed record AuthorityList(ImmutableArray<AuthorityResponse> Items);

/// <summary>The register of authorities: read by every caller, imported by operators.</summary>
internal sealed class AuthorityEndpoints(
    AuthorityQueries queries, IAuthorityImports imports, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    private static readonly Problem NoSuchAuthority = Problems.NotFound(new("There is no such authority.", "Такого таможенного органа нет."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<AuthorityEndpoints>();
        routes.MapRead("/authorities", endpoints.List).Described(AuthorityDocuments.Authorities());
        routes.MapRead("/authorities/{code}", endpoints.Find).Described(AuthorityDocuments.Authority());
        routes.Map(HttpMethods.Post, "/authorities/import", Admission.To(Operation.ImportAuthorities, endpoints.Import)).Described(AuthorityDocuments.Import());
        routes.MapRead("/authorities/{code}/units", endpoints.Units).Described(AuthorityDocuments.Units());
        routes.Map(HttpMethods.Post, "/authorities/{code}/units/import", Admission.To(Operation.ImportUnits, endpoints.ImportUnits)).Described(AuthorityDocuments.ImportUnits());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var rows = await queries.Find(null, context.RequestAborted);
        return Answers.Ok(new AuthorityList([.. rows.Select(Answer)]), AuthorityResponseJson.Default.AuthorityList);
    }

    private async Task<IResult> Find(HttpContext context)
    {
        if (AuthorityCode.TryParse(context.Request.RouteValues["code"] as string, out var code)
            && await queries.Find(code, context.RequestAborted) is [var row])
            return Answers.Ok(Answer(row), AuthorityResponseJson.Default.AuthorityResponse);
        return NoSuchAuthority;
    }

    private async Task<IResult> Import(HttpContext context)
    {
        if (DryRun.Read(context.Request, out var isDry) is { } fault)
            return fault;
        if (!context.Request.HasContentType(ContentTypes.Csv))
            return Problems.UnsupportedMediaType(ContentTypes.Csv);

        using var body = await RequestBody.Read(context);
        if (body.Problem is { } problem)
            return problem;

        var import = AuthorityCsv.Read(body.Bytes);
        var outcome = import.IsRefused ? import.Refusal : await imports.Import(import.Value, isDry);
        return outcome.IsRefused ? new RefusalAnswer(outcome.Refusal) : Answers.Ok(outcome.Value, AuthorityResponseJson.Default.AuthorityImported);
    }

    private Task<IResult> Units(HttpContext context)
    {
        var register = reference.Current.Authorities;
        return Task.FromResult(AuthorityCode.TryParse(context.Request.RouteValues["code"] as string, out var code) && register.Find(code) is not null
            ? Answers.Ok(new UnitList([.. register.Units.Of(code).Select(Answer)]), AuthorityResponseJson.Default.UnitList)
            : NoSuchAuthority);
    }

    private async Task<IResult> ImportUnits(HttpContext context)
    {
        if (!AuthorityCode.TryParse(context.Request.RouteValues["code"] as string, out var code))
            return NoSuchAuthority;
        if (DryRun.Read(context.Request, out var isDry) is { } fault)
            return fault;
        if (!context.Request.HasContentType(ContentTypes.Csv))
            return Problems.UnsupportedMediaType(ContentTypes.Csv);

        using var body = await RequestBody.Read(context);
        if (body.Problem is { } problem)
            return problem;
        if (!Utf8.IsValid(body.Bytes.Span))
            return Problems.BadInput("", new("The file is not UTF-8.", "Файл не в кодировке UTF-8."));

        var outcome = await imports.ImportUnits(code, Encoding.UTF8.GetString(body.Bytes.Span), isDry);
        return outcome.IsRefused ? new RefusalAnswer(outcome.Refusal) : Answers.Ok(outcome.Value, AuthorityResponseJson.Default.AuthorityImported);
    }

    private static UnitResponse Answer(StructuralUnit unit) =>
        new(unit.Code, unit.NameRu, unit.NameEn, unit.Field, unit.IsCoordination, unit.From, unit.To);

    private AuthorityResponse Answer(AuthorityRow row)
    {
        var zones = reference.Current.Authorities.Find(row.Code)?.ZoneChanges ?? [];
        return new(
            row.Code, row.Name, row.ShortName, row.Kind, row.Parent, new ZoneHistory(row.TimeZone, zones).At(clock.GetUtcNow()).Id,
            row.NameRu ?? row.Name, row.NameEn ?? row.Name, zones.IsEmpty ? null : zones);
    }
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuthorityList))]
[JsonSerializable(typeof(AuthorityResponse))]
[JsonSerializable(typeof(AuthorityImported))]
[JsonSerializable(typeof(UnitList))]
internal sealed partial class AuthorityResponseJson : JsonSerializerContext;

/// <summary>The register of authorities.</summary>
internal static class AuthorityDocuments
{
    private const string Dry = "true: only say what would change.";

    public static RouteDocument Authorities() => new RouteDocument("Authorities", Operation.ListAuthorities, "All customs authorities")
        .Answer<AuthorityList>(200, "In the order of their codes.", Examples.Authorities)
        .Refuses(Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Authority() => new RouteDocument("Authorities", Operation.GetAuthority, "One customs authority")
        .Path("code", "Its eight digits.", "10216000", form: ParameterForm.Authority)
        .Answer<AuthorityResponse>(200, "The authority.", Examples.Authority)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Units() => new RouteDocument("Authorities", Operation.ListUnits, "The structural units of an authority")
        .Text("Commands and tokens name a unit by its code or by one of its names, in whatever case. An authority without units takes each name.")
        .Path("code", "The eight digits of the authority.", "10216000", form: ParameterForm.Authority)
        .Answer<UnitList>(200, "In the order of their codes.", Examples.Units)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument ImportUnits() => new RouteDocument("Authorities", Operation.ImportUnits, "Add and replace structural units of an authority")
        .Text("All lines or none; every faulty line is named. At each time there is one coordination unit, and no two units share a name or code.")
        .Path("code", "The eight digits of the authority.", "10216000", form: ParameterForm.Authority)
        .Query(DryRun.Name, Dry, "true", form: ParameterForm.Flag)
        .TextBody(ContentTypes.Csv, $"UTF-8, with the header {UnitImportRules.Header}.", Examples.UnitCsv)
        .Answer<AuthorityImported>(200, "Imported, or what an import would do.", Examples.Imported)
        .Refuses(
            Refusals.BadFile, Refusals.Unauthenticated, Refusals.NotFor("This needs the role operator."), Refusals.NotFound, RequestBody.TooLarge,
            Problems.UnsupportedMediaType(ContentTypes.Csv), Refusals.Away);

    public static RouteDocument Import() => new RouteDocument("Authorities", Operation.ImportAuthorities, "Add and replace authorities")
        .Text("All lines or none; every faulty line is named.")
        .Query(DryRun.Name, Dry, "true", form: ParameterForm.Flag)
        .TextBody(ContentTypes.Csv, "UTF-8, with the header code,name,short_name,kind,parent,time_zone, and after it any of name_ru,name_en,time_zone_from: the day from which an authority has another zone, at once where it is empty.", Examples.AuthorityCsv)
        .Answer<AuthorityImported>(200, "Imported, or what an import would do.", Examples.Imported)
        .Refuses(
            Refusals.BadFile, Refusals.Unauthenticated, Refusals.NotFor("This needs the role operator."), RequestBody.TooLarge,
            Problems.UnsupportedMediaType(ContentTypes.Csv), Refusals.Away);
}
