using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace RmsOrleans.Api.OpenApi;

/// <summary>What the OpenAPI document says of a route, beside the route. The path that is measured pays nothing for it.</summary>
internal sealed class RouteDocument(string tag, Operation operation, string summary)
{
    private readonly Permission permission = PermissionTable.Of(operation);
    private readonly List<object> metadata = [];
    private readonly List<Action<OpenApiOperation>> marks = [];
    private (Type Type, string ContentType, Func<JsonNode> Example, bool Optional)? body;

    public RouteDocument Text(string description) => Mark(operation => operation.Description = description);

    public RouteDocument Path(string name, string description, string example) => Parameter(ParameterLocation.Path, name, description, true, example);

    public RouteDocument Query(string name, string description, string? example = null) => Parameter(ParameterLocation.Query, name, description, false, example);

    public RouteDocument Header(string name, string description, bool required = false, string? example = null) =>
        Parameter(ParameterLocation.Header, name, description, required, example);

    /// <summary>Not by metadata of the route: routing would then judge the content type, before anybody asks for a token.</summary>
    public RouteDocument Body<T>(Func<JsonNode> example, string contentType = ContentTypes.Json, bool optional = false)
    {
        body = (typeof(T), contentType, example, optional);
        return this;
    }

    /// <summary>A body that is not JSON, such as lines or CSV.</summary>
    public RouteDocument TextBody(string contentType, string description, string example) => Mark(operation =>
    {
        operation.RequestBody ??= new OpenApiRequestBody { Required = true };
        if (operation.RequestBody is OpenApiRequestBody described)
            (described.Content ??= new Dictionary<string, OpenApiMediaType>())[contentType] = TextContent(description, example);
    });

    public RouteDocument Answer<T>(int status, string description, Func<JsonNode> example, params ReadOnlySpan<(string Name, string Description)> headers)
    {
        var documented = headers.ToArray();
        metadata.Add(new ProducesResponseTypeMetadata(status, typeof(T), [ContentTypes.Json]));
        return Mark(operation =>
        {
            var response = Response(operation, status, description);
            Content(response.Content, ContentTypes.Json).Example = example();
            foreach (var (name, text) in documented)
                (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = new OpenApiHeader { Description = text, Schema = StringSchema() };
        });
    }

    public RouteDocument TextAnswer(int status, string contentType, string description, string example) => Mark(operation =>
    {
        var response = Response(operation, status, null);
        (response.Content ??= new Dictionary<string, OpenApiMediaType>())[contentType] = TextContent(description, example);
    });

    /// <summary>An answer without a body.</summary>
    public RouteDocument Done(int status, string description) => Mark(operation =>
    {
        operation.Responses?.Remove("200");
        Response(operation, status, description);
    });

    public RouteDocument NotModified() => Mark(operation => Response(operation, StatusCodes.Status304NotModified, "You have this state already."));

    public RouteDocument Refuses(params ReadOnlySpan<Problem> problems)
    {
        foreach (var problem in problems)
        {
            metadata.Add(new ProducesResponseTypeMetadata(problem.Status, typeof(ProblemAnswer), [Problem.ContentType]));
            Mark(operation => Content(Response(operation, problem.Status, problem.Title).Content, Problem.ContentType).Example = problem.ToJson());
        }
        return this;
    }

    public void WriteTo(IEndpointConventionBuilder route) => route
        .WithMetadata([((RequestDelegate)Handle).Method, new EndpointNameMetadata(operation.Id()), new TagsAttribute(tag), new EndpointSummaryAttribute(summary), permission, .. metadata])
        .AddOpenApiOperationTransformer(async (described, context, cancellation) =>
        {
            await DescribeBody(described, context, cancellation);
            foreach (var mark in marks)
                mark(described);
            described.Description = string.Join("\n\n", ((string?[])[described.Description, WhoMay()]).Where(text => !string.IsNullOrEmpty(text)));
        });

    private async Task DescribeBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (body is not var (type, contentType, example, optional))
            return;

        context.Document!.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, null, cancellation));
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = !optional,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [contentType] = new() { Schema = new OpenApiSchemaReference(type.Name, context.Document), Example = example() },
            },
        };
    }

    private string? WhoMay() => permission.Otherwise == Otherwise.Open
        ? null
        : $"Who may: {string.Join(", or ", permission.Grants.Select(PermissionWords.Of))}. Others: {PermissionWords.Of(permission.Otherwise)}.{(permission.IsRecorded ? " Each reading is noted in the read log." : "")}";

    /// <summary>Only routes with the method of a handler are described; ours all take the whole context, which says nothing.</summary>
    private static Task Handle(HttpContext context) => throw new NotSupportedException();

    private RouteDocument Parameter(ParameterLocation place, string name, string description, bool required, string? example) => Mark(operation =>
    {
        operation.Parameters ??= [];
        if (operation.Parameters.FirstOrDefault(known => known.Name == name && known.In == place) is { } known)
            operation.Parameters.Remove(known);
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name,
            In = place,
            Description = description,
            Required = required,
            Schema = StringSchema(),
            Example = example is null ? null : JsonValue.Create(example),
        });
    });

    private RouteDocument Mark(Action<OpenApiOperation> mark)
    {
        marks.Add(mark);
        return this;
    }

    private static OpenApiResponse Response(OpenApiOperation operation, int status, string? description)
    {
        var key = status.ToString(CultureInfo.InvariantCulture);
        operation.Responses ??= [];
        if (!operation.Responses.TryGetValue(key, out var known) || known is not OpenApiResponse response)
            operation.Responses[key] = response = new OpenApiResponse();
        if (description is not null)
            response.Description = description;
        return response;
    }

    private static OpenApiMediaType Content(IDictionary<string, OpenApiMediaType>? content, string contentType) =>
        content is not null && content.TryGetValue(contentType, out var known)
            ? known
            : throw new InvalidOperationException($"The route describes no {contentType}.");

    private static OpenApiMediaType TextContent(string description, string example) => new()
    {
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = description },
        Example = JsonValue.Create(example),
    };

    private static OpenApiSchema StringSchema() => new() { Type = JsonSchemaType.String };
}

internal static class DescribedRoutes
{
    /// <summary>The operation as the document names it.</summary>
    public static string Id(this Operation operation) => JsonNamingPolicy.CamelCase.ConvertName(operation.ToString());

    public static void Described(this IEndpointConventionBuilder route, RouteDocument document) => document.WriteTo(route);
}
