namespace RmsOrleans.Api.Json;

/// <summary>What JSON allows to be written and .NET does not take as text: half of a surrogate pair.</summary>
internal static class JsonText
{
    /// <summary>Null if the text is not valid Unicode.</summary>
    public static string? Of(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Null if the name is not valid Unicode.</summary>
    public static string? Of(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A kind of value in the words of a fault.</summary>
    public static Phrase Kind(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => new("an object", "объект"),
        JsonValueKind.Array => new("a list", "список"),
        JsonValueKind.String => new("a text", "текст"),
        JsonValueKind.Number => new("a number", "число"),
        JsonValueKind.True => Phrase.Same("true"),
        JsonValueKind.False => Phrase.Same("false"),
        JsonValueKind.Null => Phrase.Same("null"),
        JsonValueKind.Undefined => new("nothing", "ничего"),
    };
}
