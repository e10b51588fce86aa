using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Grains.Drafts.Paperwork;
using RmsOrleans.Grains.Json;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// How events stand in the journal, for ever: a name for each type of event, never a CLR name, and JSON whose members keep their meaning.
/// The approved file of <c>StoredJsonTests</c> shows one of each.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(AuthorityCodeJson), typeof(RegistrationNumberJson), typeof(EnumNames)])]
[JsonSerializable(typeof(DraftPrepared))]
[JsonSerializable(typeof(DraftEdited))]
[JsonSerializable(typeof(DraftSigned))]
[JsonSerializable(typeof(VisaGiven))]
[JsonSerializable(typeof(VisaRefused))]
[JsonSerializable(typeof(DraftDiscarded))]
[JsonSerializable(typeof(DraftRegistered))]
[JsonSerializable(typeof(PaperworkFile))]
internal sealed partial class DraftJson : JsonSerializerContext
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> byName = new Dictionary<string, JsonTypeInfo>
    {
        ["DraftPrepared"] = Default.DraftPrepared,
        ["DraftEdited"] = Default.DraftEdited,
        ["DraftSigned"] = Default.DraftSigned,
        ["VisaGiven"] = Default.VisaGiven,
        ["VisaRefused"] = Default.VisaRefused,
        ["DraftDiscarded"] = Default.DraftDiscarded,
        ["DraftRegistered"] = Default.DraftRegistered,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, string> names = byName.ToFrozenDictionary(pair => pair.Value.Type, pair => pair.Key);

    public static IEnumerable<string> EventNames => byName.Keys;

    public static string NameOf(DraftEvent happened) => names[happened.GetType()];

    public static byte[] Write(DraftEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, byName[NameOf(happened)]);

    public static DraftEvent Read(string name, ReadOnlySpan<byte> payload) =>
        byName.TryGetValue(name, out var type)
            ? (DraftEvent)JsonSerializer.Deserialize(payload, type)!
            : throw new InvalidOperationException($"The journal has an event '{name}' that this version of the program does not know.");
}
