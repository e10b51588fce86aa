using System.Text.Json.Serialization;

namespace RmsOrleans.Api.Json;

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
