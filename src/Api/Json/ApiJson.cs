using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
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
        typeof(EnumCamelCaseNames<IndicatorOperator>), typeof(EnumNames<VisaRole>), typeof(EnumNames<Resolution>), typeof(EnumNames<CalendarMark>),
        typeof(ListJson<string>), typeof(ListJson<Indicator>), typeof(ListJson<Measure>), typeof(ListJson<Visa>),
        typeof(ListJson<RemarkAnswer>), typeof(ListJson<CalendarDay>),
    ])]
[JsonSerializable(typeof(SubmissionLine))]
[JsonSerializable(typeof(RemarkAnswer))]
[JsonSerializable(typeof(Subscribe))]
[JsonSerializable(typeof(Redeliver))]
[JsonSerializable(typeof(Acknowledgement))]
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

    /// <summary>How a body of this type is read.</summary>
    public static JsonTypeInfo<T> Body<T>() => (JsonTypeInfo<T>)Bodies.Options.GetTypeInfo(typeof(T));

    /// <summary>What may be null may be left out, also where the record has no default for it.</summary>
    private static void AllowNullableToBeMissing(JsonTypeInfo type)
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
        public static readonly IJsonTypeInfoResolver Resolver = JsonTypeInfoResolver.Combine(DraftCommandJson.Default, ProfileCommandJson.Default, Default);

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
