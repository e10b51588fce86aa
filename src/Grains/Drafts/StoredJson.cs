using System.Text.Encodings.Web;
using System.Text.Json;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Grains.Drafts;

/// <summary>How JSON is stored: Russian text as it is, not as escapes three times as long.</summary>
internal static class StoredJson
{
    public static readonly DraftJson Draft = new(AsItIs(DraftJson.Default.Options));

    public static readonly ProfileJson Profile = new(AsItIs(ProfileJson.Default.Options));

    public static readonly LineActorJson Actor = new(AsItIs(LineActorJson.Default.Options));

    private static JsonSerializerOptions AsItIs(JsonSerializerOptions options) => new(options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
