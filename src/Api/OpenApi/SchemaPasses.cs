using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;

namespace RmsOrleans.Api.OpenApi;

/// <summary>A member that holds JSON as it was stored, shown as what that is, or may be.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShownAsAttribute(params Type[] types) : Attribute
{
    public IReadOnlyList<Type> Types => types;
}

/// <summary>The schemas of the document: each as it is made, and all of them when they are there and refer to each other.</summary>
internal sealed class SchemaPasses
{
    private readonly ConcurrentDictionary<string, JsonTypeInfo> types = new();

    public void Begin(OpenApiSchema schema, JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        Know(info);
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = schema.Enum?.Where(name => name?.GetValueKind() == JsonValueKind.String).ToList();
        }

        if (type == typeof(Phrase))
            schema.Type = JsonSchemaType.String;

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

    /// <summary>With the types of its members: the framework passes by those that stand in a list that may be missing.</summary>
    private void Know(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (!types.TryAdd(type.Name, info))
            return;
        foreach (var member in info.Properties.Select(member => Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType))
        {
            var item = member.IsGenericType ? member.GenericTypeArguments[0] : member;
            if (item.FullName!.StartsWith("RmsOrleans.", StringComparison.Ordinal))
                Know(info.Options.GetTypeInfo(item));
        }
    }

    public OpenApiDocument Finish(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas!;
        foreach (var (name, known) in schemas)
        {
            if (known is not OpenApiSchema schema || !types.TryGetValue(name, out var info))
                continue;

            schema.Description = SchemaWords.Of(Nullable.GetUnderlyingType(info.Type) ?? info.Type);
            foreach (var member in schema.Properties?.Keys.ToArray() ?? [])
                schema.Properties![member] = Described(Shown(schema.Properties[member], info, member, document), SchemaWords.Of(info, member));
        }

        if (schemas.TryGetValue(nameof(ProblemResponse), out var problem) && problem.Properties?["type"] is OpenApiSchema type)
        {
            type.Description = ProblemTypes.Listed;
            type.Examples = [.. ProblemTypes.All.Select(each => (JsonNode)JsonValue.Create(each.Type)!)];
        }
        schemas.Remove(nameof(JsonElement));
        KindSchemas.AddTo(document);
        return document;
    }

    /// <summary>JSON of any kind has no schema, so that nothing is said of it; as one among several it would not exclude the others.</summary>
    private static IOpenApiSchema Shown(IOpenApiSchema schema, JsonTypeInfo info, string member, OpenApiDocument document)
    {
        var property = info.Properties.FirstOrDefault(each => each.Name == member);
        if (property is null || (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) != typeof(JsonElement))
            return schema;
        return (property.AttributeProvider as MemberInfo)?.GetCustomAttribute<ShownAsAttribute>()?.Types switch
        {
            null => new OpenApiSchema(),
            [var only] => new OpenApiSchemaReference(only.Name, document),
            var several => new OpenApiSchema { AnyOf = [.. several.Select(type => new OpenApiSchemaReference(type.Name, document))] },
        };
    }

    private static IOpenApiSchema Described(IOpenApiSchema schema, string? words)
    {
        if (schema is OpenApiSchemaReference reference)
            reference.Description = words;
        else if (schema is OpenApiSchema own)
            own.Description = words;
        return schema;
    }
}
