using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Unfinished;

/// <summary>All that the caller has kept unfinished, the newest first.</summary>
public sealed record UnfinishedList(ImmutableArray<UnfinishedItem> Items);

/// <summary>A piece of unfinished input, without what was typed.</summary>
/// <param name="Form">By which it is found again.</param>
/// <param name="Of">The id of the draft that it is about; left out where it is about none.</param>
/// <param name="Tag">The ETag of that draft as it was seen.</param>
/// <param name="Title">What a list calls it.</param>
/// <param name="Bytes">How long what was typed is.</param>
/// <param name="KeptAt">When it was last kept.</param>
/// <param name="KeptUntil">When it is deleted if it is not kept anew.</param>
public sealed record UnfinishedItem(string Form, string? Of, string? Tag, string? Title, int Bytes, DateTimeOffset KeptAt, DateTimeOffset KeptUntil);

/// <summary>A piece of unfinished input.</summary>
/// <param name="Form">By which it is found again.</param>
/// <param name="Of">The id of the draft that it is about; left out where it is about none.</param>
/// <param name="Tag">The ETag of that draft as it was seen.</param>
/// <param name="Title">What a list calls it.</param>
/// <param name="Bytes">How long what was typed is.</param>
/// <param name="KeptAt">When it was last kept.</param>
/// <param name="KeptUntil">When it is deleted if it is not kept anew.</param>
/// <param name="Values">As they were typed.</param>
public sealed record UnfinishedResponse(
    string Form, string? Of, string? Tag, string? Title, int Bytes, DateTimeOffset KeptAt, DateTimeOffset KeptUntil, [property: JsonConverter(typeof(AsTyped))] JsonElement Values);

/// <summary>Writes JSON as it came, also what is no valid text in it, such as half of a surrogate pair.</summary>
public sealed class AsTyped : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => JsonElement.ParseValue(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
}

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(UnfinishedList))]
[JsonSerializable(typeof(UnfinishedResponse))]
internal sealed partial class UnfinishedResponseJson : JsonSerializerContext;

/// <summary>What the document says of unfinished input.</summary>
internal static class UnfinishedDocuments
{
    private const string Tag = "The state of the piece.";
    private const string Form = "draft-edit.0197f0a4-6c1e-7b55-8d0a-3f2b9c4d5e6f";
    private const string ETag = "\"1730211907\"";

    public static RouteDocument List() => Of(Operation.ListUnfinished, "What the caller has kept unfinished")
        .Text("Without what was typed; the newest first, at most 50.")
        .Answer<UnfinishedList>(200, "The caller's own.", () => new JsonObject { ["items"] = new JsonArray(Item()) })
        .Refuses(Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Get() => Named(Operation.GetUnfinished, "A piece of unfinished input")
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: ETag)
        .Answer<UnfinishedResponse>(200, "As it was kept.", Whole, ("ETag", Tag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated, UnfinishedEndpoints.None, Refusals.Away);

    public static RouteDocument Keep() => Named(Operation.KeepUnfinished, "Keep what was typed, unfinished")
        .Text(
            "For the caller alone: it is in no journal, export or log. What is there already is replaced by who sends its ETag, so that two windows do not "
            + "overwrite each other. At most 1 MB a piece and 50 pieces a person; what is not kept anew is deleted after 30 days.")
        .Header("If-Match", "The ETag of the piece as you saw it; needed where there is one.", example: ETag)
        .Body<KeepUnfinished>(() => JsonNode.Parse(
            """{ "of": "0197f0a4-6c1e-7b55-8d0a-3f2b9c4d5e6f", "tag": "\"5\"", "title": "Ceramic tiles", "values": { "/content/title": "Understated customs val" } }""")!)
        .Answer<UnfinishedItem>(201, "Kept.", Item, ("ETag", Tag))
        .Answer<UnfinishedItem>(200, "Kept in the place of what was there.", Item, ("ETag", Tag))
        .Refuses(
            Refusals.BadInput("/values", "This member is missing."), Refusals.Unauthenticated, UnfinishedEndpoints.TooMany, UnfinishedEndpoints.Stale,
            UnfinishedEndpoints.TooLarge, Refusals.MediaType, UnfinishedEndpoints.NotSeen, Refusals.Away);

    public static RouteDocument Remove() => Named(Operation.RemoveUnfinished, "Delete a piece of unfinished input")
        .Header("If-Match", "The ETag of the piece as you saw it.", example: ETag)
        .Done(204, "Deleted.")
        .Refuses(Precondition.Malformed, Refusals.Unauthenticated, UnfinishedEndpoints.None, UnfinishedEndpoints.Stale, Refusals.Away);

    private static RouteDocument Of(Operation operation, string summary) => new("Unfinished", operation, summary);

    private static RouteDocument Named(Operation operation, string summary) => Of(operation, summary)
        .Path("form", "Chosen by the client: 1 to 200 Latin letters, digits, dots, underscores and hyphens.", Form, ParameterForm.FormName);

    private static JsonObject Item() => new()
    {
        ["form"] = Form,
        ["of"] = Examples.Id,
        ["tag"] = "\"5\"",
        ["title"] = "Ceramic tiles",
        ["bytes"] = 46,
        ["keptAt"] = "2026-11-21T12:04:31.512+03:00",
        ["keptUntil"] = "2026-12-21T12:04:31.512+03:00",
    };

    private static JsonNode Whole()
    {
        var whole = Item();
        whole["values"] = new JsonObject { ["/content/title"] = "Understated customs val" };
        return whole;
    }
}
