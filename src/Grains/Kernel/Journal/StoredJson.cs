using System.Text.Encodings.Web;
using System.Text.Json;

namespace RmsOrleans.Grains.Kernel.Journal;

/// <summary>How JSON is stored: Russian text as it is, not as escapes three times as long.</summary>
internal static class StoredJson
{
    public static JsonSerializerOptions AsItIs(JsonSerializerOptions options) => new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
