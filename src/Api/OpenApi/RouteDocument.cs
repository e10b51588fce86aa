using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace RmsOrleans.Api.OpenApi;

/// <summary>What the OpenAPI document says of a route, beside the route. The path that is measured pays nothing for it.</summary>
internal sealed class RouteDocument(string tag, Operation operation, string summary)
{
    private const int NoStatus = 600;

    private readonly Permission permission = PermissionTable.Of(operation);
    private readonly List<object> metadata = [];
    private readonly List<Action<OpenApiOperation, OpenApiDocument>> marks = [];
    private int needed;

    public RouteDocument Text(string description) => Mark((operation, _) => operation.Description = description);

    public RouteDocument Path(string name, string description, string example, ParameterForm? form = null) =>
        Parameter(ParameterLocation.Path, name, description, true, example, form);

    public RouteDocument Query(string name, string description, string? example = null, ParameterForm? form = null, bool required = false) =>
        Parameter(ParameterLocation.Query, name, description, required, example, form);

    public RouteDocument Header(string name, string description, bool required = false, string? example = null, ParameterForm? form = null) =>
        Parameter(ParameterLocation.Header, name, description, required, example, form);

    /// <summary>Not by metadata of the route: routing would then judge the content type, before anybody asks for a token.</summary>
    public RouteDocument Body<T>(Func<JsonNode> example, string contentType = ContentTypes.Json, bool optional = false) => Need(typeof(T)).Mark((operation, document) =>
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = !optional,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [contentType] = new() { Schema = new OpenApiSchemaReference(typeof(T).Name, document), Example = example() },
            },
        });

    /// <summary>A body that is no JSON, such as CSV.</summary>
    /// <param name="part">What each part of the text is, such as each line.</param>
    public RouteDocument TextBody(string contentType, string description, string example, Type? part = null) => Need(part).Mark((operation, _) =>
    {
        operation.RequestBody ??= new OpenApiRequestBody { Required = true };
        if (operation.RequestBody is OpenApiRequestBody described)
            (described.Content ??= new Dictionary<string, OpenApiMediaType>())[contentType] = TextContent(contentType, description, example, part);
    });

    /// <summary>A form; a part is a text, a file (<see cref="Stream"/>), several files, or JSON of a schema that the document has.</summary>
    public RouteDocument FormBody(params ReadOnlySpan<(string Name, string Description, JsonNode Example, Type Type)> parts)
    {
        const string Form = "multipart/form-data";
        var known = parts.ToArray();
        return Mark((operation, document) =>
        {
            operation.RequestBody ??= new OpenApiRequestBody { Required = true };
            if (operation.RequestBody is not OpenApiRequestBody described)
                return;
            (described.Content ??= new Dictionary<string, OpenApiMediaType>())[Form] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Properties = known.ToDictionary(part => part.Name, part => PartSchema(part.Type, part.Description, document)),
                    Required = known.Where(part => part.Type != typeof(Stream[])).Select(part => part.Name).ToHashSet(),
                },
                Example = new JsonObject(known.Select(part => new KeyValuePair<string, JsonNode?>(
                    part.Name, part.Type == typeof(Stream[]) ? new JsonArray(part.Example.DeepClone()) : part.Example.DeepClone()))),
            };
        });
    }

    /// <summary>A file, of one of these types.</summary>
    public RouteDocument FileAnswer(string description, IEnumerable<string> types, params ReadOnlySpan<(string Name, string Description)> headers)
    {
        var documented = headers.ToArray();
        return Mark((operation, _) =>
        {
            var response = Response(operation, StatusCodes.Status200OK, description);
            response.Content = types.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = FileSchema(null), Example = "…" });
            response.Headers = documented.ToDictionary(
                header => header.Name, IOpenApiHeader (header) => new OpenApiHeader { Description = header.Description, Schema = StringSchema() });
        });
    }

    public RouteDocument Answer<T>(int status, string description, Func<JsonNode> example, params ReadOnlySpan<(string Name, string Description)> headers)
    {
        var documented = headers.ToArray();
        metadata.Add(new ProducesResponseTypeMetadata(status, typeof(T), [ContentTypes.Json]));
        return Mark((operation, _) =>
        {
            var response = Response(operation, status, description);
            Content(response.Content, ContentTypes.Json).Example = example();
            foreach (var (name, text) in documented)
                (response.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = new OpenApiHeader { Description = text, Schema = StringSchema() };
        });
    }

    /// <summary>Of a command that can be tried. What would be is told as what is, so that a generated client reads both.</summary>
    public RouteDocument DryRun() => Query(Http.DryRun.Name, DocumentTexts.DryRun, "true", form: ParameterForm.Flag);

    /// <param name="part">What each part of the text is, such as each line, or the data of each event.</param>
    public RouteDocument TextAnswer(int status, string contentType, string description, string example, Type? part = null) => Need(part).Mark((operation, _) =>
    {
        var response = Response(operation, status, null);
        response.Description ??= description;
        (response.Content ??= new Dictionary<string, OpenApiMediaType>())[contentType] = TextContent(contentType, description, example, part);
    });

    /// <summary>What the program itself sends, to the address that the body of this request names.</summary>
    public RouteDocument Sends<T>(
        string name, string address, string description, Func<JsonNode> example, params (string Name, string Description, bool Always)[] headers) => Need(typeof(T)).Mark((operation, document) =>
        (operation.Callbacks ??= new Dictionary<string, IOpenApiCallback>())[name] = new OpenApiCallback
        {
            PathItems = new Dictionary<RuntimeExpression, IOpenApiPathItem>
            {
                [RuntimeExpression.Build(address)] = new OpenApiPathItem
                {
                    Operations = new Dictionary<HttpMethod, OpenApiOperation>
                    {
                        [HttpMethod.Post] = new()
                        {
                            Summary = description,
                            Security = [],
                            Parameters = [.. headers.Select(header => new OpenApiParameter
                            {
                                Name = header.Name,
                                In = ParameterLocation.Header,
                                Description = header.Description,
                                Required = header.Always,
                                Schema = StringSchema(),
                            })],
                            RequestBody = new OpenApiRequestBody
                            {
                                Required = true,
                                Content = new Dictionary<string, OpenApiMediaType>
                                {
                                    [ContentTypes.Json] = new() { Schema = new OpenApiSchemaReference(typeof(T).Name, document), Example = example() },
                                },
                            },
                            Responses = new OpenApiResponses
                            {
                                ["2XX"] = new OpenApiResponse { Description = "Taken." },
                                ["410"] = new OpenApiResponse { Description = "Nothing more is wanted here." },
                            },
                        },
                    },
                },
            },
        });

    /// <summary>An answer without a body.</summary>
    public RouteDocument Done(int status, string description) => Mark((operation, _) =>
    {
        operation.Responses?.Remove("200");
        Response(operation, status, description);
    });

    public RouteDocument NotModified() => Mark((operation, _) => Response(operation, StatusCodes.Status304NotModified, "You have this state already."));

    public RouteDocument Refuses(params ReadOnlySpan<Problem> problems)
    {
        foreach (var problem in problems)
        {
            metadata.Add(new ProducesResponseTypeMetadata(problem.Status, typeof(ProblemResponse), [Problem.ContentType]));
            Mark((operation, _) => Content(Response(operation, problem.Status, problem.Title.En).Content, Problem.ContentType).Example = problem.ToJson());
        }
        return this;
    }

    public void WriteTo(IEndpointConventionBuilder route) => route
        .WithMetadata([((RequestDelegate)Handle).Method, new EndpointNameMetadata(operation.Id()), new TagsAttribute(tag), new EndpointSummaryAttribute(summary), permission, .. metadata])
        .AddOpenApiOperationTransformer((described, context, _) =>
        {
            foreach (var none in described.Responses?.Keys.Where(status => int.TryParse(status, CultureInfo.InvariantCulture, out var number) && number >= NoStatus).ToArray() ?? [])
                described.Responses!.Remove(none);
            foreach (var mark in marks)
                mark(described, context.Document!);
            described.Description = string.Join("\n\n", ((string?[])[described.Description, WhoMay()]).Where(text => !string.IsNullOrEmpty(text)));
            return Task.CompletedTask;
        });

    /// <summary>The framework makes a named schema only of what is answered, so what is not is answered with a status that there is not, and taken away.</summary>
    private RouteDocument Need(Type? type)
    {
        if (type is not null)
            metadata.Add(new ProducesResponseTypeMetadata(NoStatus + needed++, type, [ContentTypes.Json]));
        return this;
    }

    private string? WhoMay() => permission.Otherwise == Otherwise.Open
        ? null
        : $"Who may: {string.Join(", or ", permission.Grants.Select(PermissionWords.Of))}. Others: {PermissionWords.Of(permission.Otherwise)}.{(permission.IsRecorded ? " Each reading is noted in the read log." : "")}";

    /// <summary>Only routes with the method of a handler are described; ours all take the whole context, which says nothing.</summary>
    private static Task Handle(HttpContext context) => throw new NotSupportedException();

    private RouteDocument Parameter(ParameterLocation place, string name, string description, bool required, string? example, ParameterForm? form) =>
        Need(form?.Named).Mark((operation, document) =>
        {
            operation.Parameters ??= [];
            if (operation.Parameters.FirstOrDefault(known => known.Name == name && known.In == place) is { } known)
                operation.Parameters.Remove(known);
            form ??= ParameterForm.Text;
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = place,
                Description = description,
                Required = required,
                Schema = form.Schema(document),
                Example = example is null ? null : form.Example(example),
            });
        });

    private RouteDocument Mark(Action<OpenApiOperation, OpenApiDocument> mark)
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

    private static OpenApiMediaType TextContent(string contentType, string description, string example, Type? part) => new()
    {
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = description, Extensions = part is null ? null : Parts(contentType, part) },
        Example = JsonValue.Create(example),
    };

    /// <summary>Keywords of JSON Schema for a text that holds JSON.</summary>
    private static Dictionary<string, IOpenApiExtension> Parts(string contentType, Type part) => new()
    {
        ["contentMediaType"] = new JsonNodeExtension(JsonValue.Create(contentType)),
        ["contentSchema"] = new JsonNodeExtension(new JsonObject { ["$ref"] = $"#/components/schemas/{part.Name}" }),
    };

    private static IOpenApiSchema PartSchema(Type type, string description, OpenApiDocument document) => type switch
    {
        _ when type == typeof(string) => new OpenApiSchema { Type = JsonSchemaType.String, Description = description },
        _ when type == typeof(Stream) => FileSchema(description),
        _ when type == typeof(Stream[]) => new OpenApiSchema { Type = JsonSchemaType.Array, Items = FileSchema(null), Description = description },
        _ => new OpenApiSchemaReference(type.Name, document) { Description = description },
    };

    private static OpenApiSchema FileSchema(string? description) => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };

    private static OpenApiSchema StringSchema() => new() { Type = JsonSchemaType.String };
}

internal static class DescribedRoutes
{
    /// <summary>The operation as the document names it.</summary>
    public static string Id(this Operation operation) => JsonNamingPolicy.CamelCase.ConvertName(operation.ToString());

    public static void Described(this IEndpointConventionBuilder route, RouteDocument document) => document.WriteTo(route);
}
