using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Api.Drafts;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(ReceiptAnswer))]
[JsonSerializable(typeof(DraftAnswer))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(ChangesAnswer))]
[JsonSerializable(typeof(VersionContent))]
[JsonSerializable(typeof(JournalAnswer))]
[JsonSerializable(typeof(DraftList))]
internal sealed partial class DraftAnswerJson : JsonSerializerContext;
