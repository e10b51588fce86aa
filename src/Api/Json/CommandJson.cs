namespace RmsOrleans.Api.Json;

/// <summary>How bodies of commands are read and written: what forms are made of.</summary>
public static class CommandJson
{
    public static JsonSerializerOptions Options => ApiJson.BodyOptions;

    /// <summary>The names by which bodies know the members of an enum.</summary>
    public static IReadOnlyList<string> NamesOf(Type type) =>
        Options.GetConverter(type) is IEnumNames names ? names.Names : throw new InvalidOperationException($"Bodies have no names for {type.Name}.");
}
