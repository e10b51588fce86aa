using System.Globalization;
using RmsOrleans.Api.Json;
using RmsOrleans.Desk.Drafts;
using RmsOrleans.Desk.Profiles;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Desk.Webhooks;

/// <summary>What people call the parts of a subscription.</summary>
internal static class WebhookWords
{
    public static Phrase Noun(string noun) => noun switch
    {
        "drafts" => new("changes of status of your authority's drafts", "изменения статусов проектов вашего органа"),
        "profiles" => new("changes of the directory that concern your authority", "изменения справочника, касающиеся вашего органа"),
        "entries" => new("what happens to entries of registers of your authority", "изменения записей реестров вашего органа"),
        _ => Phrase.Same(noun),
    };

    public static Phrase Form(string form) => form switch
    {
        "standard" => new("Standard Webhooks alone", "только Standard Webhooks"),
        "both" => new("Standard Webhooks, and Rms-Signature beside it", "Standard Webhooks и дополнительно Rms-Signature"),
        _ => Phrase.Same(form),
    };

    public static IEnumerable<string> Forms => Enum.GetValues<WebhookForm>().Select(WebhookInput.NameOf);

    /// <summary>What a fault is about.</summary>
    public static Phrase? Field(string pointer) => pointer.Split('/') switch
    {
        ["", "url", ..] => new("Address", "Адрес"),
        ["", "secret", ..] => new("Key of the signatures", "Ключ подписи"),
        ["", "nouns", ..] => new("What is told of", "О чём сообщать"),
        ["", "form", ..] => new("Signatures", "Подпись"),
        _ => null,
    };

    /// <summary>What people call that which a message was about; null for a draft without a number.</summary>
    public static string? Number(JsonElement message) => Text(message, "number");

    /// <summary>By which of its members all messages about the same are sent again, and its value.</summary>
    public static (string Member, string? Value) Subject(JsonElement message) =>
        Text(message, "entry") is { } entry ? ("entry", entry) : Text(message, "number") is { } number ? ("number", number) : ("draft", Text(message, "draft"));

    /// <summary>The page of what a message was about.</summary>
    public static string? Place(JsonElement message) =>
        Guid.TryParse(Text(message, "entry"), out var entry) ? $"{Places.Prefix}/entries/{entry:D}"
        : DraftId.TryParse(Text(message, "draft"), out var draft) ? DraftPlaces.Of(draft)
        : RegistrationNumber.TryParse(Text(message, "number"), out var number) && !number.IsOfADraft ? ProfilePlaces.Of(number)
        : null;

    /// <summary>The status that a message told; one that has no words here keeps its name.</summary>
    public static Phrase Status(JsonElement message) => Text(message, "status") switch
    {
        { } name when Text(message, "type") == "profile.change" => Enum.TryParse<ProfileStatus>(name, out var status) ? status.InWords() : Phrase.Same(name),
        { } name => Enum.TryParse<DraftStatus>(name, out var status) ? status.InWords() : Phrase.Same(name),
        null => Text(message, "state") is { } state ? Phrase.Same(state) : Phrase.Same("–"),
    };

    public static string At(JsonElement message) =>
        Text(message, "at") is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at) ? at.DayAndTime() : "–";

    private static string? Text(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
