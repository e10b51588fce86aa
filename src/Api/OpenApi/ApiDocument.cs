using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.OpenApi;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Api.OpenApi;

/// <summary>The OpenAPI document: what goes for every route. It says the same on every machine, so that it can be approved as a file.</summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.Configure<JsonOptions>(options => LikeTheWire(options.SerializerOptions));
        return services.AddOpenApi("v1", options =>
        {
            options.ShouldInclude = route => route.HttpMethod != HttpMethods.Head;
            options.AddDocumentTransformer((document, _, _) => Task.FromResult(Introduce(document)));
            options.AddOperationTransformer((operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Any())
                {
                    operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
                    (operation.Responses ??= [])["429"] = TooManyRequests(context.Document);
                }
                return Task.CompletedTask;
            });
            options.AddSchemaTransformer((schema, context, _) =>
            {
                Describe(schema, context.JsonTypeInfo.Type);
                return Task.CompletedTask;
            });
        });
    }

    public static void MapApiDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi("/openapi/{documentName}.json");

    /// <summary>Schemas are drawn from these options; bodies are read and written by generated code that follows the same conventions.</summary>
    private static void LikeTheWire(JsonSerializerOptions options)
    {
        options.RespectNullableAnnotations = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new JsonStringEnumConverter<IndicatorOperator>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false));
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(RequireMembers);
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
            member.IsRequired = member.AssociatedParameter is { IsNullable: false, HasDefaultValue: false };
        if (type.Type.Assembly == typeof(DraftCommand).Assembly)
            type.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        type.CreateObject = () => RuntimeHelpers.GetUninitializedObject(type.Type);
    }

    private static OpenApiDocument Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RmsOrleans",
            Version = "v1",
            Description =
                "Draft risk profiles: submitted, agreed, registered under numbers without a gap, and followed. In a path a registration number is "
                + "written with dashes, or with its slashes escaped (`%2F`). Times carry the offset of the draft's own authority. What is null is left out of an answer. Errors are "
                + "problem details (RFC 9457): `type` is stable, and `errors` lists what is wrong at each JSON pointer. A node that has too much to "
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

    private static OpenApiResponse TooManyRequests(OpenApiDocument? document)
    {
        var problem = Problems.TooManyRequests(1);
        return new OpenApiResponse
        {
            Description = problem.Title,
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
            },
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Problem.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemAnswer), document), Example = problem.ToJson() },
            },
        };
    }

    private static void Describe(OpenApiSchema schema, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = schema.Enum?.Where(name => name?.GetValueKind() == JsonValueKind.String).ToList();
        }
        if (type == typeof(JsonElement))
            schema.Type = JsonSchemaType.Object;

        var (pattern, example) = type switch
        {
            var each when each == typeof(AuthorityCode) => ("^10[0-9]{6}$", "10216000"),
            var each when each == typeof(RegistrationNumber) => ("^[0-9]{2}/[0-9]{5,8}/[0-9]{8}/[0-9]{5,}$", Examples.Number),
            var each when each == typeof(DraftId) => ("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", Examples.Id),
            _ => (null, null),
        };
        if (pattern is null)
            return;

        schema.Type = JsonSchemaType.String;
        schema.Pattern = pattern;
        schema.Examples = [JsonValue.Create(example)!];
        schema.Properties = null;
        schema.Required = null;
        schema.AdditionalPropertiesAllowed = true;
    }
}
