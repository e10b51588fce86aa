using System.Text.Encodings.Web;

namespace RmsOrleans.Api.Http;

internal static class ReadableJson
{
    /// <summary>For what is not written by <see cref="Answers"/>: readable as those are.</summary>
    public static JsonSerializerOptions Of(JsonSerializerOptions options) => new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
