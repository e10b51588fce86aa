using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Profiles;

/// <summary>How a profile's events stand in the journal, under the promise of <see cref="StoredEvents"/>.</summary>
internal static class StoredProfileEvents
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> byName = new Dictionary<string, JsonTypeInfo>
    {
        ["ProfileRegistered"] = StoredProfile.Json.ProfileRegistered,
        ["ProfileInForce"] = StoredProfile.Json.ProfileInForce,
        ["ProfileExpired"] = StoredProfile.Json.ProfileExpired,
        ["ProfileUpdated"] = StoredProfile.Json.ProfileUpdated,
        ["ProfileCancellationDecided"] = StoredProfile.Json.ProfileCancellationDecided,
        ["ProfileCancelled"] = StoredProfile.Json.ProfileCancelled,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, string> names = byName.ToFrozenDictionary(pair => pair.Value.Type, pair => pair.Key);

    public static IEnumerable<string> Names => byName.Keys;

    /// <summary>The first event of a request keeps its key.</summary>
    public static ImmutableArray<ProfileEvent> Bearing(this ImmutableArray<ProfileEvent> events, RequestKey? key) =>
        key is null || events.IsEmpty ? events : events.SetItem(0, events[0] with { Request = key });

    public static PendingLine Pending(ProfileEvent happened)
    {
        var name = names[happened.GetType()];
        return new PendingLine(name, JsonSerializer.SerializeToUtf8Bytes(happened, byName[name]));
    }

    public static ProfileEvent Read(string name, ReadOnlySpan<byte> payload) =>
        byName.TryGetValue(name, out var type)
            ? (ProfileEvent)JsonSerializer.Deserialize(payload, type)!
            : throw new InvalidOperationException($"The journal has an event '{name}' that this version of the program does not know.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(AuthorityCodeJson), typeof(RegistrationNumberJson), typeof(DraftIdJson),
        typeof(EnumNames<ProfileKind>), typeof(EnumNames<Territory>), typeof(EnumNames<ApplicationMode>), typeof(EnumNames<IndicatorGroup>),
        typeof(EnumCamelCaseNames<IndicatorOperator>),
    ])]
[JsonSerializable(typeof(ProfileRegistered))]
[JsonSerializable(typeof(ProfileInForce))]
[JsonSerializable(typeof(ProfileExpired))]
[JsonSerializable(typeof(ProfileUpdated))]
[JsonSerializable(typeof(ProfileCancellationDecided))]
[JsonSerializable(typeof(ProfileCancelled))]
[JsonSerializable(typeof(DecisionPaper))]
internal sealed partial class ProfileJson : JsonSerializerContext;

/// <summary>The same, as it is stored.</summary>
internal static class StoredProfile
{
    public static readonly ProfileJson Json = new(StoredJson.AsItIs(ProfileJson.Default.Options));
}
