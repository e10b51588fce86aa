using System.Text.Unicode;

namespace RmsOrleans.Api.Json;

/// <summary>Whether a body is JSON at all.</summary>
internal static class JsonSyntax
{
    /// <summary>What keeps the body from being walked over; null if nothing does.</summary>
    public static Phrase? ValidationError(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return new("The body is empty; a JSON object is needed.", "Тело запроса пусто; необходим объект JSON.");
        if (!Utf8.IsValid(utf8))
            return new("The body is not valid UTF-8.", "Тело запроса не соответствует UTF-8.");

        var deepest = 0;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
                deepest = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? Math.Max(deepest, reader.CurrentDepth + 1) : deepest;
        }
        catch (JsonException exception)
        {
            return new(
                $"The body is not valid JSON: see line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}.",
                $"Тело запроса не соответствует JSON: строка {exception.LineNumber + 1}, байт {exception.BytePositionInLine + 1}.");
        }
        return deepest > ApiJson.Deepest
            ? new($"The body is nested deeper than {ApiJson.Deepest} levels.", $"Вложенность тела запроса больше {ApiJson.Deepest} уровней.")
            : null;
    }
}
