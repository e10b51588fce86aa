using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>The days of a loaded year, as they are stored for ever.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(EnumNames<CalendarMark>)])]
[JsonSerializable(typeof(ImmutableArray<CalendarDay>))]
internal sealed partial class CalendarJson : JsonSerializerContext;
