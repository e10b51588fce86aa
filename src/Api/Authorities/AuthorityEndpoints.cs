using System.Collections.Immutable;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;
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
        routes.MapPost("/authorities/import", Admission.To(Operation.ImportAuthorities, endpoints.Import)).Described(AuthorityDocuments.Import());
    }

    private async Task List(HttpContext context)
    {
        var rows = await queries.Find(null, context.RequestAborted);
        await context.Answer(StatusCodes.Status200OK, new AuthorityList([.. rows.Select(Answer)]), AuthorityAnswerJson.Default.AuthorityList);
    }

    private async Task Find(HttpContext context)
    {
        if (AuthorityCode.TryParse(context.Request.RouteValues["code"] as string, out var code)
            && await queries.Find(code, context.RequestAborted) is [var row])
            await context.Answer(StatusCodes.Status200OK, Answer(row), AuthorityAnswerJson.Default.AuthorityAnswer);
        else
            await context.Answer(Problems.NotFound("There is no such authority."));
    }

    private async Task Import(HttpContext context)
    {
        if (!context.Request.HasContentType(ContentTypes.Csv))
        {
            await context.Answer(Problems.UnsupportedMediaType(ContentTypes.Csv));
            return;
        }

        using var body = await RequestBody.Read(context);
        if (body.Problem is { } problem)
        {
            await context.Answer(problem);
            return;
        }

        var import = AuthorityCsv.Read(body.Bytes);
        var outcome = import.IsRefused ? import.Refusal : await imports.Import(import.Value);
        await (outcome.IsRefused
            ? context.Answer(outcome.Refusal)
            : context.Answer(StatusCodes.Status200OK, outcome.Value, AuthorityAnswerJson.Default.AuthorityImported));
    }

    private static AuthorityAnswer Answer(AuthorityRow row) => new(row.Code, row.Name, row.ShortName, row.Kind, row.Parent, row.TimeZone);
}
