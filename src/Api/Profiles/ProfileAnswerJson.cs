using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Api.Profiles;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(ProfileStatusAnswer))]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(ProfileVersionAnswer))]
[JsonSerializable(typeof(ProfileChangesAnswer))]
[JsonSerializable(typeof(ProfileVersionContent))]
[JsonSerializable(typeof(ProfileJournalAnswer))]
[JsonSerializable(typeof(ProfileReceiptAnswer))]
[JsonSerializable(typeof(DirectoryChanges))]
[JsonSerializable(typeof(DirectorySnapshot))]
[JsonSerializable(typeof(AcknowledgedAnswer))]
[JsonSerializable(typeof(CoverageAnswer))]
internal sealed partial class ProfileAnswerJson : JsonSerializerContext;
