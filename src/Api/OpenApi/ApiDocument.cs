using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Api.OpenApi;

/// <summary>The OpenAPI document: what goes for every route. It says the same on every machine, so that it can be approved as a file.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    private const string Bearer = "bearer";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(options => LikeTheWire(options.SerializerOptions));
        return services.AddOpenApi(Name, options =>
        {
            options.CreateSchemaReferenceId = type => type.Type == typeof(Phrase) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
            options.ShouldInclude = route => route.HttpMethod != HttpMethods.Head;
            var schemas = new SchemaPasses();
            options.AddDocumentTransformer((document, _, _) => Task.FromResult(schemas.Finish(Introduce(document))));
            options.AddOperationTransformer((operation, context, _) =>
            {
                Complete(operation, context.Document!, context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any());
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                schemas.Begin(schema, context.JsonTypeInfo);
                return Task.CompletedTask;
            });
        });
    }

    /// <summary>It is the same for everybody and takes long to make, so it is made once, when somebody asks for the first time.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder routes)
    {
        var documents = routes.ServiceProvider.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name);
        var made = new Lazy<Task<byte[]>>(() => Make(documents));
        routes.MapGet($"/openapi/{Name}.json", async () => Results.Bytes(await made.Value, "application/json; charset=utf-8")).ExcludeFromDescription();
    }

    private static async Task<byte[]> Make(IOpenApiDocumentProvider documents)
    {
        using var bytes = new MemoryStream();
        await (await documents.GetOpenApiDocumentAsync()).SerializeAsJsonAsync(bytes, OpenApiSpecVersion.OpenApi3_1);
        return bytes.ToArray();
    }

    /// <summary>Schemas are drawn from these options; bodies are read and written by generated code that follows the same conventions.</summary>
    private static void LikeTheWire(JsonSerializerOptions options)
    {
        options.RespectNullableAnnotations = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter<IndicatorOperator>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<AttachmentPaper>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<WebhookForm>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new NamesOfAttributes());
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(RequireMembers);
    }

    /// <summary>The names of enumerations that say themselves, by an attribute, that they begin small.</summary>
    private sealed class NamesOfAttributes : JsonConverterFactory
    {
        private static readonly JsonStringEnumConverter names = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum
            && typeToConvert.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType is { IsGenericType: true } converter && converter.GetGenericTypeDefinition() == typeof(EnumCamelCaseNames<>);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => names.CreateConverter(typeToConvert, options);
    }

    /// <summary>
    /// What has no default and may not be null must be there. A default that is no JSON, such as an array never made, breaks the
    /// schema. What is sent is closed; an answer may get more members one day.
    /// </summary>
    private static void RequireMembers(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.Properties.All(member => member.AssociatedParameter is null))
            return;

        foreach (var member in type.Properties)
        {
            member.IsRequired = member.AssociatedParameter is { IsNullable: false, HasDefaultValue: false } || IsName(member);
            if (member.IsRequired)
                member.Set ??= static (_, _) => { }; // without one the framework takes it for one that cannot be required
        }
        if (type.Type.Assembly == typeof(DraftCommand).Assembly || type.Type.Namespace == typeof(SubmissionLine).Namespace)
            type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        type.CreateObject = () => RuntimeHelpers.GetUninitializedObject(type.Type);
    }

    /// <summary>The name beside a code is always there, though it is not given but follows from the code.</summary>
    private static bool IsName(JsonPropertyInfo member) => member is { AssociatedParameter: null, IsGetNullable: false } && member.PropertyType == typeof(Phrase);

    private static OpenApiDocument Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RmsOrleans",
            Version = typeof(ApiDocument).Assembly.GetName().Version!.ToString(3),
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            Description =
                "Draft risk profiles: submitted, agreed, registered under numbers without a gap, and followed. In a path a registration number is "
                + "written with dashes, or with its slashes escaped (`%2F`). Bodies may have `Content-Encoding: gzip` or `br`. Times carry the offset of the draft's own authority. What is null is left out of an answer. Errors are "
                + "problem details (RFC 9457): `type` is stable, and `errors` lists what is wrong at each JSON pointer. What people "
                + "read (`title`, `detail`, `errors`, and the names beside codes such as `statusName`) is in Russian or English, as `Accept-Language` asks, in English "
                + "without it; `Content-Language` says which, and codes, pointers and `ETag` are the same in both. A node that has too much to "
                + "do answers 503, as one whose storage is away; `Retry-After` says after how many seconds to ask again.",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                BearerFormat = "JWT",
                Description = "Claims: sub, name, authority (8 digits), unit, roles (a list). The token command of the program prints one.",
            },
        };
        return document;
    }

    /// <summary>What goes for every route, or for all that take a token or a body.</summary>
    private static void Complete(OpenApiOperation operation, OpenApiDocument document, bool needsToken)
    {
        var responses = operation.Responses ??= [];
        operation.Security = needsToken ? [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }] : [];
        if (needsToken)
            responses["429"] = Problem(document, Problems.TooManyRequests(1));
        responses["default"] = Problem(document, Problems.Of(new InvalidOperationException()) with { TraceId = "4bf92f3577b34da6a3ce929d0e0e4736" }, "Another problem.");

        foreach (var (status, response) in responses)
        {
            if (status is "429" or "503")
                AddHeader(response, "Retry-After", "Seconds to wait.", JsonSchemaType.Integer);
            if (status is "415")
                AddHeader(response, "Accept-Encoding", "The encodings that a body may have, where its own is refused.", JsonSchemaType.String);
        }
    }

    private static void AddHeader(IOpenApiResponse response, string name, string description, JsonSchemaType type)
    {
        if (response is OpenApiResponse own)
            (own.Headers ??= new Dictionary<string, IOpenApiHeader>())[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } };
    }

    private static OpenApiResponse Problem(OpenApiDocument document, Problem problem, string? description = null) => new()
    {
        Description = description ?? problem.Title.En,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Http.Problem.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemResponse), document), Example = problem.ToJson() },
        },
    };
}
