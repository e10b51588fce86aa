using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Api.OpenApi;

/// <summary>What the entries of the registers that ship say, as schemas: <c>AppealValues</c>. A register that is loaded later has its fields in its own file.</summary>
internal static class KindSchemas
{
    public static string NameOf(RegisterKind kind) => string.Concat(kind.Code.Split('-').Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}")) + "Values";

    public static void AddTo(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas!;
        if (!schemas.TryGetValue(nameof(EntryBody), out var body) || body.Properties is not { } members || !members.TryGetValue("values", out var values))
            return;
        foreach (var kind in Typed)
            schemas[NameOf(kind)] = Of(kind);
        members["values"] = new OpenApiSchema
        {
            Description = values.Description,
            AnyOf =
            [
                .. Typed.Select(kind => new OpenApiSchemaReference(NameOf(kind), document)),
                new OpenApiSchema { Type = JsonSchemaType.Object, Description = "Of a register that was loaded.", AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } },
            ],
        };
    }

    /// <summary>Those whose entries are registered with what somebody says; a research is asked for by a route of its own.</summary>
    internal static IEnumerable<RegisterKind> Typed => ShippedKinds.All.Values.Where(kind => !kind.IsOfProgram && !kind.Fields.Any(each => each is { Required: true, Given: not null }));

    private static OpenApiSchema Of(RegisterKind kind) => new()
    {
        Type = JsonSchemaType.Object,
        Description = $"The fields of the register {kind.Code}: {kind.Title.En}.",
        Properties = kind.Fields.Where(field => field.Given is null).ToDictionary(field => field.Name, field => (IOpenApiSchema)Of(field)),
        Required = kind.Fields.Where(field => field.Required).Select(field => field.Name).ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private static OpenApiSchema Of(KindField field)
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = Described(field) };
        switch (field.Type)
        {
            case FieldType.Text:
                schema.MinLength = 1;
                break;
            case FieldType.Date:
                schema.Format = "date";
                break;
            case FieldType.Moment:
                schema.Format = "date-time";
                break;
            case FieldType.Money:
                schema.Pattern = @"^(0|[1-9][0-9]{0,14})\.[0-9]{2}$";
                break;
            case FieldType.WholeNumber:
                schema.Pattern = "^(0|[1-9][0-9]{0,17})$";
                break;
            case FieldType.Number:
                schema.Pattern = @"^(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$";
                break;
            case FieldType.Month:
                schema.Pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$";
                break;
            case FieldType.Choice:
                schema.Enum = [.. field.Values.Select(choice => (JsonNode)choice.Code)];
                break;
            case FieldType.Code:
                schema.Pattern = "^[A-Za-z0-9.-]{1,40}$";
                break;
            case FieldType.Authority:
                schema.Pattern = "^10[0-9]{6}$";
                break;
            case FieldType.Trader:
                schema.Pattern = "^([0-9]{10}|[0-9]{12})$";
                break;
            case FieldType.YesNo:
                schema.Enum = ["true", "false"];
                break;
            case FieldType.File:
                schema.Pattern = "^[0-9a-f]{64}$";
                break;
            case FieldType.Entries or FieldType.Figures:
                throw new InvalidOperationException($"{field.Name} is filled in by the program.");
        }
        return schema;
    }

    private static string Described(KindField field) => string.Concat(
        $"{field.Title.En}.",
        field.Type == FieldType.Choice ? $" {string.Join(", ", field.Values.Select(choice => $"{choice.Code}: {choice.Title.En}"))}." : "",
        field.RequiredWhen is { } when ? $" Required when {when.Field} is {when.Is}." : "",
        field.Secret ? " Read by the one who is responsible and by the head." : "");
}
