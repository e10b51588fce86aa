using System.Text.Encodings.Web;
using System.Text.Json;

namespace RmsOrleans.Grains.Drafts;

/// <summary>How JSON is stored: Russian text as it is, not as escapes three times as long.</summary>
internal static class StoredJson
{
    public static readonly DraftJson Draft = new(new JsonSerializerOptions(DraftJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
