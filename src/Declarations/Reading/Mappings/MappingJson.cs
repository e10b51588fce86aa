using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RmsOrleans.Declarations.Reading.Mappings;

/// <summary>Reads a mapping from its JSON file.</summary>
public static class MappingJson
{
    /// <summary>Names of targets that are no fields.</summary>
    public const string Version = "version", Item = "item", ConsigneeTaxId = Members.ConsigneeTaxId, ConsignorTaxId = Members.ConsignorTaxId,
        IsControlled = "outcome.controlled", HasFinding = "outcome.finding", Payments = "outcome.payments", Hours = "outcome.hours",
        Code = "event.code", At = "event.at", Automatic = "event.automatic";

    private static readonly string[] ofDeclarations = [Version, Item, ConsigneeTaxId, ConsignorTaxId, IsControlled, HasFinding, Payments, Hours];
    private static readonly string[] ofOutcomes = [Item, IsControlled, HasFinding, Payments, Hours];
    private static readonly string[] ofEvents = [Code, At, Automatic];

    /// <summary>What follows from the number is said by it.</summary>
    private static readonly string[] fromNumber = [Fields.DeclarationAuthority, "declarationDate"];

    /// <exception cref="MappingException">What is wrong with it.</exception>
    public static Mapping Read(ReadOnlySpan<byte> json)
    {
        MappingFile file;
        try
        {
            file = JsonSerializer.Deserialize(json, MappingFileJson.Default.MappingFile) ?? throw new MappingException("", "The file is empty.");
        }
        catch (JsonException malformed)
        {
            throw new MappingException((malformed.Path ?? "").Replace("$", "", StringComparison.Ordinal).Replace('.', '/'), "This is no mapping: " + malformed.Message);
        }

        if (file.Separator.Length != 1 || file.Separator[0] is '"' or '\n' or '\r' || !char.IsAscii(file.Separator[0]))
            throw new MappingException("/separator", "One character is expected, such as , or ;");
        var tables = (file.Tables ?? []).ToDictionary(table => table.Key, table => table.Value.ToFrozenDictionary(StringComparer.Ordinal));
        var number = Number(file.Kind, file.Number, tables);
        var targets = file.Fields.Select(field => Target(file.Kind, field.Key, field.Value, tables)).ToImmutableArray();
        Require(file.Kind, targets);
        return new(file.Name, file.About ?? "", file.Kind, file.Separator[0], file.Decimals == DecimalSign.Comma, file.Round, number, targets);
    }

    /// <summary>The one by this name that ships with the program.</summary>
    public static ImmutableArray<Mapping> Shipped { get; } =
    [
        .. typeof(MappingJson).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("Mappings/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var stream = typeof(MappingJson).Assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return Read(bytes.ToArray());
        }),
    ];

    private static NumberSource Number(RecordKind kind, NumberFile? number, Dictionary<string, FrozenDictionary<string, string>> tables)
    {
        if (kind == RecordKind.Prices)
            return number is null ? NumberSource.None : throw new MappingException("/number", "Price points have no number of a declaration.");
        if (number is { Column: { } column, Authority: null, Day: null, Serial: null })
            return new(new MappedSource(column, null));
        if (number is { Column: null, Authority: { } authority, Day: { } day, Serial: { } serial })
            return new(null, Source("/number/authority", authority, tables), Source("/number/day", day, tables), Source("/number/serial", serial, tables));
        throw new MappingException("/number", "Expected either column, or authority, day and serial.");
    }

    private static MappedTarget Target(RecordKind kind, string name, SourceFile source, Dictionary<string, FrozenDictionary<string, string>> tables)
    {
        var pointer = $"/fields/{name}";
        var (target, thing) = name.Split('/') is [var before, var after]
            ? (before, int.TryParse(after, out var index) && index is >= 1 and <= 99 ? index : throw new MappingException(pointer, "Behind the slash stands which of several things it is, from 1 to 99."))
            : (name, 1);
        var others = kind switch
        {
            RecordKind.Declarations => ofDeclarations,
            RecordKind.Events => ofEvents,
            RecordKind.Outcomes => ofOutcomes,
            RecordKind.Prices => [.. MappedPrices.Targets],
        };
        var field = kind == RecordKind.Declarations ? Fields.Find(target) : null;
        if (kind == RecordKind.Prices && !others.Contains(target))
            throw new MappingException(pointer, $"There is no such thing to fill; there are {string.Join(", ", others)}.");
        if (field is null ? !others.Contains(target) : fromNumber.Contains(target))
            throw new MappingException(pointer, $"There is no such thing to fill; there are the fields of the catalogue (but {string.Join(", ", fromNumber)}, which follow from the number) and {string.Join(", ", others)}.");
        if (target != name && field?.Repeated is null or Repeated.None)
            throw new MappingException(pointer, "There is only one of it.");
        return new(target, field, thing, Source(pointer, source, tables));
    }

    private static MappedSource Source(string pointer, SourceFile source, Dictionary<string, FrozenDictionary<string, string>> tables)
    {
        if (source.Column is null == source.Constant is null)
            throw new MappingException(pointer, "Expected either column or constant.");
        if (source.Table is null)
            return new(source.Column, source.Constant, null, source.Format);
        return tables.TryGetValue(source.Table, out var table)
            ? new(source.Column, source.Constant, table, source.Format)
            : throw new MappingException(pointer, $"There is no table {source.Table}.");
    }

    private static void Require(RecordKind kind, ImmutableArray<MappedTarget> targets)
    {
        ImmutableArray<string> needed = kind switch
        {
            RecordKind.Declarations => [],
            RecordKind.Events => [Code, At],
            RecordKind.Outcomes => [Item],
            RecordKind.Prices => MappedPrices.Needed,
        };
        if (needed.FirstOrDefault(name => targets.All(target => target.Name != name)) is { } missing)
            throw new MappingException("/fields", $"{missing} is missing.");
    }
}

/// <summary>A mapping as its file has it. What has a value of its own is no parameter of a constructor, which would be given nothing in its place.</summary>
internal sealed record MappingFile
{
    public required string Name { get; init; }

    public string? About { get; init; }

    public RecordKind Kind { get; init; }

    public string Separator { get; set; } = ",";

    public DecimalSign Decimals { get; init; }

    public bool Round { get; init; }

    public Dictionary<string, Dictionary<string, string>>? Tables { get; init; }

    public NumberFile? Number { get; init; }

    public required Dictionary<string, SourceFile> Fields { get; init; }
}

internal enum DecimalSign
{
    Point,
    Comma,
}

internal sealed record NumberFile(string? Column, SourceFile? Authority, SourceFile? Day, SourceFile? Serial);

/// <summary>In the file a column alone may stand as its name.</summary>
[JsonConverter(typeof(SourceFileJson))]
internal sealed record SourceFile(string? Column, string? Constant, string? Table, string? Format);

internal sealed class SourceFileJson : JsonConverter<SourceFile>
{
    public override SourceFile Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new(reader.GetString(), null, null, null);
        var members = JsonSerializer.Deserialize(ref reader, MappingFileJson.Default.DictionaryStringString) ?? throw new JsonException();
        if (members.Keys.FirstOrDefault(name => name is not ("column" or "constant" or "table" or "format")) is { } unknown)
            throw new JsonException($"There is no member {unknown}; there are column, constant, table and format.");
        return new(members.GetValueOrDefault("column"), members.GetValueOrDefault("constant"), members.GetValueOrDefault("table"), members.GetValueOrDefault("format"));
    }

    public override void Write(Utf8JsonWriter writer, SourceFile value, JsonSerializerOptions options) => throw new NotSupportedException();
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(MappingFile))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class MappingFileJson : JsonSerializerContext;
