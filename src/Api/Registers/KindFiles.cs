using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Api.Registers;

/// <summary>Reads the file of a register, and names every fault at its place: of its form first, then of what it means.</summary>
public static class KindFiles
{
    private static readonly JsonTypeInfo<RegisterKind> type = (JsonTypeInfo<RegisterKind>)new JsonSerializerOptions(KindFileJson.Default.Options)
    {
        TypeInfoResolver = KindFileJson.Default.WithAddedModifier(ApiJson.AllowNullableToBeMissing),
    }.GetTypeInfo(typeof(RegisterKind));

    /// <summary>The register; with faults, it is not to be used. Whether it may follow the edition that there is, the registers know.</summary>
    public static (RegisterKind? Kind, ImmutableArray<ValidationError> Errors) Read(ReadOnlyMemory<byte> utf8)
    {
        var (kind, unreadable) = JsonBody.Read(utf8, type);
        return kind is null ? (null, unreadable) : (kind, unreadable.AddRange(KindRules.Check(kind, unreadable)));
    }

    /// <summary>The same where no store is at hand: held against what came with the program.</summary>
    public static (RegisterKind? Kind, ImmutableArray<ValidationError> Errors) ReadAlone(ReadOnlyMemory<byte> utf8)
    {
        var (kind, errors) = Read(utf8);
        if (kind is not null && errors.IsEmpty && ShippedKinds.All.TryGetValue(kind.Code, out var shipped))
            errors = EditionRules.Check(shipped, kind, new HashSet<string>(), isShipped: true);
        if (kind is not null && errors.IsEmpty)
            errors = SpreadRules.Check(kind, RegisterKinds.Shipped);
        return (kind, errors);
    }
}

/// <summary>The form of the file; as strict as the bodies of requests.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = ApiJson.Deepest,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(DayJson), typeof(WholeNumberJson<int>),
        typeof(ListJson<string>), typeof(ListJson<KindField>), typeof(ListJson<KindChoice>), typeof(ListJson<KindState>), typeof(ListJson<KindTransition>),
        typeof(ListJson<KindGiven>), typeof(ListJson<KindTerm>), typeof(ListJson<KindLength>), typeof(ListJson<KindExtension>),
    ])]
[JsonSerializable(typeof(RegisterKind))]
[JsonSerializable(typeof(KindField))]
[JsonSerializable(typeof(KindChoice))]
[JsonSerializable(typeof(KindState))]
[JsonSerializable(typeof(KindTransition))]
[JsonSerializable(typeof(KindSpread))]
[JsonSerializable(typeof(KindGiven))]
[JsonSerializable(typeof(KindAwaited))]
[JsonSerializable(typeof(KindTerm))]
[JsonSerializable(typeof(KindLength))]
[JsonSerializable(typeof(KindExtension))]
internal sealed partial class KindFileJson : JsonSerializerContext;
