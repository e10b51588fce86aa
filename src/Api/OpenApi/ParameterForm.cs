using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace RmsOrleans.Api.OpenApi;

/// <summary>What the value of a parameter is like.</summary>
/// <param name="Named">A type whose schema the document has under its name.</param>
internal sealed record ParameterForm(JsonSchemaType Type, string? Format = null, int? Least = null, int? Most = null, IReadOnlyList<string>? Names = null, Type? Named = null, string? Pattern = null)
{
    public static readonly ParameterForm Text = new(JsonSchemaType.String);
    public static readonly ParameterForm Flag = new(JsonSchemaType.Boolean);
    public static readonly ParameterForm Time = new(JsonSchemaType.String, "date-time");
    public static readonly ParameterForm Day = new(JsonSchemaType.String, "date");
    public static readonly ParameterForm Version = new(JsonSchemaType.Integer, "int32", Least: 1);
    public static readonly ParameterForm Revision = new(JsonSchemaType.Integer, "int64", Least: 0);
    public static readonly ParameterForm PageLimit = Number(1, Pages.HighestLimit);
    public static readonly ParameterForm Authority = Of<AuthorityCode>();
    public static readonly ParameterForm Draft = Of<DraftId>();

    /// <summary>By which unfinished input is found again.</summary>
    public static readonly ParameterForm FormName = new(JsonSchemaType.String, Pattern: "^[A-Za-z0-9._-]{1,200}$");

    /// <summary>A name that the file of a register gives: its code, a state, a step, a term.</summary>
    public static readonly ParameterForm RegisterName = new(JsonSchemaType.String, Pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$");

    /// <summary>A sequence of a register's numbers: its code, whose it is, and the year where it begins anew each year.</summary>
    public static readonly ParameterForm RegisterSequence = new(JsonSchemaType.String, Pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*/[0-9]{8}(/[0-9]{4})?$");

    public static ParameterForm Number(int least, int most) => new(JsonSchemaType.Integer, "int32", least, most);

    public static ParameterForm OneOf(params IReadOnlyList<string> names) => new(JsonSchemaType.String, Names: names);

    /// <summary>Some of these with commas between.</summary>
    public static ParameterForm SomeOf(params IReadOnlyList<string> names) =>
        new(JsonSchemaType.String, Pattern: $"^({string.Join('|', names)})(,({string.Join('|', names)}))*$");

    public static ParameterForm Of<T>() => new(JsonSchemaType.String, Named: typeof(T));

    public IOpenApiSchema Schema(OpenApiDocument document) => Named is not null
        ? new OpenApiSchemaReference(Named.Name, document)
        : new OpenApiSchema
        {
            Type = Type,
            Format = Format,
            Minimum = Least?.ToString(CultureInfo.InvariantCulture),
            Maximum = Most?.ToString(CultureInfo.InvariantCulture),
            Pattern = Pattern,
            Enum = Names?.Select(name => (JsonNode)JsonValue.Create(name)!).ToList(),
        };

    public JsonNode Example(string text) => Type switch
    {
        JsonSchemaType.Integer => JsonValue.Create(long.Parse(text, CultureInfo.InvariantCulture)),
        JsonSchemaType.Boolean => JsonValue.Create(bool.Parse(text)),
        _ => JsonValue.Create(text),
    };
}
