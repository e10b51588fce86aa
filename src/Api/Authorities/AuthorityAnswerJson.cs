using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.Authorities;

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(AuthorityCodeJson), typeof(RegistrationNumberJson), typeof(DraftIdJson), typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(AuthorityList))]
[JsonSerializable(typeof(AuthorityAnswer))]
[JsonSerializable(typeof(AuthorityImported))]
internal sealed partial class AuthorityAnswerJson : JsonSerializerContext;
