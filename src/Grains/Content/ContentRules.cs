using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Content;

/// <summary>What content and note must be like. Every fault is found at once, each with its JSON pointer; nothing is compared with today.</summary>
internal sealed class ContentRules(FieldCatalogue fields, IClassifierEditions classifiers)
{
    private readonly IndicatorRules indicatorRules = new(fields);
    private readonly MeasureRules measureRules = new(classifiers);

    /// <summary>The rules with the catalogue and the classifiers that ship with the program.</summary>
    public ContentRules()
        : this(FieldCatalogue.Shipped, ClassifierEditions.Shipped)
    {
    }

    public void Check(Faults faults, string at, DraftContent content, AuthorityRegister authorities)
    {
        var place = new Place(at);
        faults.Text(place.Of("/title"), content.Title);
        RiskAreaRules.Check(faults, place, content, authorities);
        indicatorRules.Check(faults, place, content);
        measureRules.Check(faults, place, content.Measures);
        Check(faults, place, content.Contact);
    }

    public void Check(Faults faults, string at, ExplanatoryNote note) => NoteRules.Check(faults, new Place(at), note);

    private static void Check(Faults faults, Place at, Contact contact)
    {
        faults.Text(at.Of("/contact/unit"), contact.Unit);
        faults.Text(at.Of("/contact/person"), contact.Person);
        faults.OptionalText(at.Of("/contact/phone"), contact.Phone);
        faults.OptionalText(at.Of("/contact/email"), contact.Email);
        if (contact.Email is { Length: > 0 } email && !IsAddress(email))
            faults.Add(at.Of("/contact/email"), "Expected an address such as name@office.example.");
    }

    private static bool IsAddress(string email) =>
        email.IndexOf('@') is > 0 and var sign && sign == email.LastIndexOf('@') && sign < email.Length - 1 && !email.AsSpan().ContainsAny(" \t\r\n");
}
