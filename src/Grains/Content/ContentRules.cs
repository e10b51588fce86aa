using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Content;

/// <summary>What content and note must be like. Every fault is found at once, each with its JSON pointer; nothing is compared with today.</summary>
internal static class ContentRules
{
    public static void Check(ValidationErrors errors, string at, DraftContent content, ReferenceSnapshot reference)
    {
        var place = new JsonPointer(at);
        errors.Text(place.Of("/title"), content.Title);
        RiskAreaRules.Check(errors, place, content, reference.Authorities);
        IndicatorRules.Check(errors, place, content);
        MeasureRules.Check(errors, place, content.Measures, reference.Classifiers);
        Check(errors, place, content.Contact);
    }

    public static void Check(ValidationErrors errors, string at, ExplanatoryNote note) => NoteRules.Check(errors, new JsonPointer(at), note);

    private static void Check(ValidationErrors errors, JsonPointer at, Contact contact)
    {
        errors.Text(at.Of("/contact/unit"), contact.Unit);
        errors.Text(at.Of("/contact/person"), contact.Person);
        errors.OptionalText(at.Of("/contact/phone"), contact.Phone);
        errors.OptionalText(at.Of("/contact/email"), contact.Email);
        if (contact.Email is { Length: > 0 } email && !IsAddress(email))
            errors.Add(at.Of("/contact/email"), "Expected an address such as name@office.example.");
    }

    private static bool IsAddress(string email) =>
        email.IndexOf('@') is > 0 and var sign && sign == email.LastIndexOf('@') && sign < email.Length - 1 && !email.AsSpan().ContainsAny(" \t\r\n");
}
