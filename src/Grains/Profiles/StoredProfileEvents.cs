using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Profiles;

/// <summary>The events of a profile by the names that its journal has them by.</summary>
internal static class StoredProfileEvents
{
    public static EventTable<Profile, ProfileEvent> Table { get; } = new(
        ("ProfileRegistered", StoredProfile.Json.ProfileRegistered),
        ("ProfileInForce", StoredProfile.Json.ProfileInForce),
        ("ProfileExpired", StoredProfile.Json.ProfileExpired),
        ("ProfileUpdated", StoredProfile.Json.ProfileUpdated),
        ("ProfileCancellationDecided", StoredProfile.Json.ProfileCancellationDecided),
        ("ProfileCancelled", StoredProfile.Json.ProfileCancelled));
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
