using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Json;

/// <summary>
/// The bodies of requests. Strict: unknown and repeated members, nulls where none is meant, numbers in strings, comments and trailing commas
/// are refused, and names are exact.
/// </summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Strict,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    MaxDepth = Deepest,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(AuthorityCodeJson), typeof(DayJson), typeof(TimeJson), typeof(WholeNumberJson<int>), typeof(WholeNumberJson<long>),
        typeof(EnumNames<ProfileKind>), typeof(EnumNames<Territory>), typeof(EnumNames<ApplicationMode>), typeof(EnumNames<IndicatorGroup>),
        typeof(EnumCamelCaseNames<IndicatorOperator>), typeof(EnumCamelCaseNames<WebhookForm>), typeof(EnumNames<VisaRole>), typeof(EnumNames<Resolution>), typeof(EnumNames<CalendarMark>),
        typeof(EnumCamelCaseNames<AttachmentPaper>), typeof(EnumNames<PriceBasis>), typeof(EnumNames<PriceDirection>), typeof(EnumNames<ControlGround>), typeof(EnumNames<ControlEnd>), typeof(EnumCamelCaseNames<SpanUnit>), typeof(RegistrationNumberJson),
        typeof(ListJson<string>), typeof(ListJson<Indicator>), typeof(ListJson<Measure>), typeof(ListJson<Visa>),
        typeof(ListJson<RemarkAnswer>), typeof(ListJson<IndicatorVerdict>), typeof(ListJson<CalendarDay>), typeof(ListJson<EntryLinkBody>), typeof(ListJson<EntryExecutorBody>),
    ])]
[JsonSerializable(typeof(SubmissionLine))]
[JsonSerializable(typeof(RemarkAnswer))]
[JsonSerializable(typeof(Subscribe))]
[JsonSerializable(typeof(AskForStatuses))]
[JsonSerializable(typeof(AskForSimilar))]
[JsonSerializable(typeof(AskForTrial))]
[JsonSerializable(typeof(AttachTrial))]
[JsonSerializable(typeof(AskForSuggestions))]
[JsonSerializable(typeof(AskForPrices))]
[JsonSerializable(typeof(ChangeSubscription))]
[JsonSerializable(typeof(Redeliver))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(KeepUnfinished))]
[JsonSerializable(typeof(CheckBody))]
[JsonSerializable(typeof(EntryBody))]
[JsonSerializable(typeof(EntryLinkBody))]
[JsonSerializable(typeof(StepBody))]
[JsonSerializable(typeof(EntryExecutorBody))]
[JsonSerializable(typeof(ExtensionBody))]
[JsonSerializable(typeof(ReasonBody))]
[JsonSerializable(typeof(CorrectionBody))]
[JsonSerializable(typeof(IndicatorVerdict))]
[JsonSerializable(typeof(Indicator))]
[JsonSerializable(typeof(Measure))]
[JsonSerializable(typeof(Visa))]
[JsonSerializable(typeof(LoadCalendarYear))]
[JsonSerializable(typeof(CalendarDay))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>How deep a body may nest; the deepest that means anything is a submission's <c>content/riskArea/indicators/0/values</c>.</summary>
    public const int Deepest = 32;

    /// <summary>All that is read from a body: the commands of each noun, and the rest.</summary>
    public static IJsonTypeInfoResolver Resolver => Bodies.Resolver;

    /// <inheritdoc cref="Body"/>
    public static JsonSerializerOptions BodyOptions => Bodies.Options;

    /// <summary>How a body of this type is read.</summary>
    public static JsonTypeInfo<T> Body<T>() => (JsonTypeInfo<T>)Bodies.Options.GetTypeInfo(typeof(T));

    /// <summary>What may be null may be left out, also where the record has no default for it.</summary>
    internal static void AllowNullableToBeMissing(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (member.AssociatedParameter is { IsNullable: true })
                member.IsRequired = false;
        }
    }

    /// <summary>Apart, so that it is made after the generated <see cref="Default"/>.</summary>
    private static class Bodies
    {
        public static readonly IJsonTypeInfoResolver Resolver = JsonTypeInfoResolver.Combine(DraftCommandJson.Default, ProfileCommandJson.Default, ControlCommandJson.Default, Default);

        public static readonly JsonSerializerOptions Options = new(Default.Options)
        {
            TypeInfoResolver = Resolver.WithAddedModifier(AllowNullableToBeMissing),
        };
    }
}

/// <summary>A type that is a list in JSON.</summary>
internal interface IListJson
{
    Type Item { get; }
}

/// <summary>A list without nulls; the serialiser by itself lets a null pass as an item whatever the annotations say.</summary>
internal sealed class ListJson<T> : JsonConverter<ImmutableArray<T>>, IListJson where T : class
{
    public Type Item => typeof(T);

    public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("Expected a list.");

        reader.Read();
        if (reader.TokenType == JsonTokenType.EndArray)
            return [];

        var item = (JsonConverter<T>)options.GetConverter(typeof(T));
        var items = ImmutableArray.CreateBuilder<T>();
        while (reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(reader.TokenType == JsonTokenType.Null ? throw new JsonException("A list has no nulls.") : item.Read(ref reader, typeof(T), options)!);
            reader.Read();
        }
        return items.DrainToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options)
    {
        var item = (JsonConverter<T>)options.GetConverter(typeof(T));
        writer.WriteStartArray();
        foreach (var each in value)
            item.Write(writer, each, options);
        writer.WriteEndArray();
    }
}

/// <summary>A day as <c>YYYY-MM-DD</c> and in no other form.</summary>
internal sealed class DayJson() : OneString<DateOnly>(new("a date such as 2026-12-01", "дата вида 2026-12-01"), "2000-01-01")
{
    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) => writer.WriteStringValue(DayText.Of(value));

    protected override bool TryParse(string text, out DateOnly value) => DayText.TryRead(text, out value);
}

/// <summary>A time as <see cref="TimeText"/> reads it.</summary>
internal sealed class TimeJson() : OneString<DateTimeOffset>(
    new("a time with its offset, such as 2026-11-20T10:15:00+03:00", "время со смещением вида 2026-11-20T10:15:00+03:00"), "2000-01-01T00:00:00Z")
{
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    protected override bool TryParse(string text, out DateTimeOffset value) => TimeText.TryRead(text, out value);
}

/// <summary>
/// A time of RFC 3339, which says its offset: a local time would mean another moment on another server. Seconds may be left out. Other
/// programs write nanoseconds; a time is kept to seven digits of a second, and what is finer is cut off, so that it never becomes later.
/// </summary>
internal static partial class TimeText
{
    /// <summary>What one looks like in a query, after "Expected".</summary>
    public static readonly Phrase InAQuery = new(
        "a time with its offset, such as 2026-12-01T00:00:00Z (a plus sign is written %2B)",
        "время со смещением вида 2026-12-01T00:00:00Z (знак плюс записывается как %2B)");

    private static readonly string[] formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    public static bool TryRead(string text, out DateTimeOffset value) =>
        IsPlain(text) && TryReadPlain(text, out value) || TryReadPlain(Rfc3339.Replace(text, "$1T$2$3$4").ToUpperInvariant(), out value);

    private static bool TryReadPlain(string text, out DateTimeOffset value)
    {
        value = default;
        return IsPlain(text) && DateTimeOffset.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    private static bool IsPlain(string text) => text.Length > 6 && (text[^1] == 'Z' || (text[^6] is '+' or '-' && text[^3] == ':'));

    [GeneratedRegex(@"\A([0-9-]{10})[Tt]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)((?<=:[0-9]{2}:[0-9]{2})\.[0-9]{1,7})?(?:(?<=\.[0-9]{7})[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})\z")]
    private static partial Regex Rfc3339 { get; }
}

/// <summary>A whole number in digits; with a fraction of nothing but zeros, as programs write it that know one kind of number, it is the same.</summary>
internal sealed class WholeNumberJson<T> : JsonConverter<T> where T : struct, IBinaryInteger<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && WholeNumber.TryRead<T>(Encoding.ASCII.GetString(reader.ValueSpan), out var value)
            ? value
            : throw new JsonException("Expected a whole number.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(long.CreateChecked(value));
}

/// <summary>Whole numbers as bodies and queries have them.</summary>
internal static class WholeNumber
{
    public static bool TryRead<T>(string text, out T value) where T : struct, IBinaryInteger<T>
    {
        var digits = text.AsSpan();
        if (digits.IndexOf('.') is > 0 and var point && point < digits.Length - 1 && !digits[(point + 1)..].ContainsAnyExcept('0'))
            digits = digits[..point];
        return T.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>One that counts something, without a sign.</summary>
    public static bool TryReadCount<T>(string text, out T value) where T : struct, IBinaryInteger<T>
    {
        value = default;
        return text.Length > 0 && char.IsAsciiDigit(text[0]) && TryRead(text, out value);
    }
}
