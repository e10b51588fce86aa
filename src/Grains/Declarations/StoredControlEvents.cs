using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Declarations;

/// <summary>The events of a declaration's control by the names that its journal has them by.</summary>
internal static class StoredControlEvents
{
    public static EventTable<Control, ControlEvent> Table { get; } = new(
        ("DeclarationChecked", StoredControlJson.Json.DeclarationChecked),
        ("HitFound", StoredControlJson.Json.HitFound),
        ("MeasuresDue", StoredControlJson.Json.MeasuresDue),
        ("HitDecided", StoredControlJson.Json.HitDecided),
        ("MeasureAgreed", StoredControlJson.Json.MeasureAgreed),
        ("MeasureEntered", StoredControlJson.Json.MeasureEntered),
        ("ResultRecorded", StoredControlJson.Json.ResultRecorded),
        ("ControlClosed", StoredControlJson.Json.ControlClosed));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(RegistrationNumberJson), typeof(CheckMomentJson), typeof(HitTypeJson), typeof(MeasureSignJson),
        typeof(EnumNames<ControlGround>), typeof(EnumNames<ControlEnd>),
    ])]
[JsonSerializable(typeof(DeclarationChecked))]
[JsonSerializable(typeof(HitFound))]
[JsonSerializable(typeof(MeasuresDue))]
[JsonSerializable(typeof(HitDecided))]
[JsonSerializable(typeof(MeasureAgreed))]
[JsonSerializable(typeof(MeasureEntered))]
[JsonSerializable(typeof(ResultRecorded))]
[JsonSerializable(typeof(ControlClosed))]
[JsonSerializable(typeof(CheckFindings))]
internal sealed partial class ControlJson : JsonSerializerContext;

/// <summary>The same, as it is stored.</summary>
internal static class StoredControlJson
{
    public static readonly ControlJson Json = new(StoredJson.AsItIs(ControlJson.Default.Options));
}
