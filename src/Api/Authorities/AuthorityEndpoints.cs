using System.Text.Json.Serialization;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Authorities;

namespace RmsOrleans.Api.Authorities;

/// <summary>A customs authority.</summary>
public sealed record AuthorityAnswer(AuthorityCode Code, string Name, string ShortName, AuthorityKind Kind, AuthorityCode? Parent, string TimeZone);

public sealed record AuthorityList(ImmutableArray<AuthorityAnswer> Items);

/// <summary>The register of authorities: read by every caller, imported by operators.</summary>
internal sealed class AuthorityEndpoints(AuthorityQueries queries, IAuthorityImports imports)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<AuthorityEndpoints>();
        routes.MapRead("/authorities", endpoints.List).Described(AuthorityDocuments.Authorities());
        routes.MapRead("/authorities/{code}", endpoints.Find).Described(AuthorityDocuments.Authority());
        routes.Map(HttpMethods.Post, "/authorities/import", Admission.To(Operation.ImportAuthorities, endpoints.Import)).Described(AuthorityDocuments.Import());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var rows = await queries.Find(null, context.RequestAborted);
        return Answers.Ok(new AuthorityList([.. rows.Select(Answer)]), AuthorityAnswerJson.Default.AuthorityList);
    }

    private async Task<IResult> Find(HttpContext context)
    {
        if (AuthorityCode.TryParse(context.Request.RouteValues["code"] as string, out var code)
            && await queries.Find(code, context.RequestAborted) is [var row])
            return Answers.Ok(Answer(row), AuthorityAnswerJson.Default.AuthorityAnswer);
        return Problems.NotFound("There is no such authority.");
    }

    private async Task<IResult> Import(HttpContext context)
    {
        if (!context.Request.HasContentType(ContentTypes.Csv))
            return Problems.UnsupportedMediaType(ContentTypes.Csv);

        using var body = await RequestBody.Read(context);
        if (body.Problem is { } problem)
            return problem;

        var import = AuthorityCsv.Read(body.Bytes);
        var outcome = import.IsRefused ? import.Refusal : await imports.Import(import.Value);
        return outcome.IsRefused ? new RefusalAnswer(outcome.Refusal) : Answers.Ok(outcome.Value, AuthorityAnswerJson.Default.AuthorityImported);
    }

    private static AuthorityAnswer Answer(AuthorityRow row) => new(row.Code, row.Name, row.ShortName, row.Kind, row.Parent, row.TimeZone);
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(AuthorityList))]
[JsonSerializable(typeof(AuthorityAnswer))]
[JsonSerializable(typeof(AuthorityImported))]
internal sealed partial class AuthorityAnswerJson : JsonSerializerContext;

/// <summary>The register of authorities.</summary>
internal static class AuthorityDocuments
{
    public static RouteDocument Authorities() => new RouteDocument("Authorities", Operation.ListAuthorities, "All customs authorities")
        .Answer<AuthorityList>(200, "In the order of their codes.", Examples.Authorities)
        .Refuses(Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Authority() => new RouteDocument("Authorities", Operation.GetAuthority, "One customs authority")
        .Path("code", "Its eight digits.", "10216000")
        .Answer<AuthorityAnswer>(200, "The authority.", Examples.Authority)
        .Refuses(Refusals.Unauthenticated, Refusals.NotFound, Refusals.Away);

    public static RouteDocument Import() => new RouteDocument("Authorities", Operation.ImportAuthorities, "Add and replace authorities")
        .Text("All lines or none; every faulty line is named.")
        .TextBody(ContentTypes.Csv, "UTF-8, with the header code,name,short_name,kind,parent,time_zone.", Examples.AuthorityCsv)
        .Answer<AuthorityImported>(200, "Imported.", Examples.Imported)
        .Refuses(
            Refusals.BadFile, Refusals.Unauthenticated, Problems.Forbidden("This needs the role operator."), RequestBody.TooLarge,
            Problems.UnsupportedMediaType(ContentTypes.Csv), Refusals.Away);
}
