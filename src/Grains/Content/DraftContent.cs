using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Content;

/// <summary>What a draft proposes: where the risk lies, what is to be done about it, and whom to ask.</summary>
[GenerateSerializer, Alias("draft-content"), Immutable]
public sealed record DraftContent(
    [property: Id(0)] string Title,
    [property: Id(1)] Territory Territory,
    [property: Id(2)] ApplicationMode Mode,
    [property: Id(3)] RiskArea RiskArea,
    [property: Id(4)] ImmutableArray<Measure> Measures,
    [property: Id(5)] Contact Contact);

/// <summary>The unit that watches the profile, and its person.</summary>
[GenerateSerializer, Alias("contact"), Immutable]
public sealed record Contact(
    [property: Id(0)] string Unit,
    [property: Id(1)] string Person,
    [property: Id(2)] string? Phone = null,
    [property: Id(3)] string? Email = null);

/// <summary>Who finds the hit: software, software with an official, or an official who reads.</summary>
public enum ApplicationMode
{
    Automatic,
    Automated,
    Informal,
}

/// <summary>What people call the modes.</summary>
public static class ModeNames
{
    private static readonly Phrases<ApplicationMode> names = new(mode => mode switch
    {
        ApplicationMode.Automatic => new("Automatic", "Автоматический"),
        ApplicationMode.Automated => new("Automated", "Автоматизированный"),
        ApplicationMode.Informal => new("Informal", "Неформализованный"),
    });

    public static Phrase InWords(this ApplicationMode mode) => names[(int)mode];
}

/// <summary>What content and note must be like. Every fault is found at once, each with its JSON pointer; nothing is compared with today.</summary>
internal static class ContentRules
{
    public static void Check(ValidationErrors errors, string at, DraftContent content, ReferenceSnapshot reference)
    {
        var place = new JsonPointer(at);
        errors.Text(place.Of("/title"), content.Title);
        RiskAreaRules.Check(errors, place, content, reference);
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
            errors.Add(at.Of("/contact/email"), "Expected an address such as name@office.example.", "Ожидается адрес вида name@office.example.");
    }

    private static bool IsAddress(string email) =>
        email.IndexOf('@') is > 0 and var sign && sign == email.LastIndexOf('@') && sign < email.Length - 1 && !email.AsSpan().ContainsAny(" \t\r\n");
}

/// <summary>Lists of texts. A list that is too long is one fault, whatever its items are like.</summary>
internal static class TextLists
{
    /// <summary>The most items of a list that are no more than a code or a number each.</summary>
    public const int Most = 10_000;

    public static void Check(ValidationErrors errors, JsonPointer at, string list, ImmutableArray<string> items, int most = Most)
    {
        if (IsTooLong(errors, at.Of(list), items.Length, most))
            return;
        for (var i = 0; i < items.Length; i++)
            errors.Text(at.Of(list, i), items[i]);
    }

    public static bool IsTooLong(ValidationErrors errors, JsonPointer at, int length, int most)
    {
        if (length > most)
            errors.Add(at, $"The list has {length} items; the most is {most}.", $"Элементов в списке: {length}; допускается не более {most}.");
        return length > most;
    }
}

/// <summary>Why the draft is proposed. With an approved target <paramref name="Methodology"/> only the calculation is asked for.</summary>
[GenerateSerializer, Alias("explanatory-note"), Immutable]
public sealed record ExplanatoryNote(
    [property: Id(0)] ImmutableArray<string> Sources,
    [property: Id(1)] string? Methodology,
    [property: Id(2)] string? Logic,
    [property: Id(3)] string Calculation,
    [property: Id(4)] string Assessment,
    [property: Id(5)] string Consequences,
    [property: Id(6)] DateOnly ValidFrom,
    [property: Id(7)] DateOnly ValidTo,
    [property: Id(8)] int ExpectedConsignments);

/// <summary>The explanatory note.</summary>
internal static class NoteRules
{
    private const int MostSources = 1000;

    public static void Check(ValidationErrors errors, JsonPointer at, ExplanatoryNote note)
    {
        if (note.Sources.IsEmpty)
            errors.Add(at.Of("/sources"), "At least one source of information is needed.", "Необходимо указать хотя бы один источник информации.");
        TextLists.Check(errors, at, "/sources", note.Sources, MostSources);

        var before = errors.Count;
        errors.OptionalText(at.Of("/methodology"), note.Methodology);
        errors.OptionalText(at.Of("/logic"), note.Logic);
        if (errors.Count == before && VisibleText.IsBlank(note.Methodology) && VisibleText.IsBlank(note.Logic) && !errors.IsUnreadable(at.Of("/methodology")))
        {
            errors.Add(
                at.Of("/logic"),
                "Without an approved target methodology the logic is needed.",
                "Если нет утверждённой целевой методики, необходимо указать логику выявления риска.");
        }

        errors.Text(at.Of("/calculation"), note.Calculation);
        errors.Text(at.Of("/assessment"), note.Assessment);
        errors.Text(at.Of("/consequences"), note.Consequences);
        if (note.ExpectedConsignments < 0)
            errors.Add(at.Of("/expectedConsignments"), "The number of consignments is not negative.", "Количество партий не может быть отрицательным.");
        if (note.ValidTo < note.ValidFrom && !errors.IsUnreadable(at.Of("/validFrom")))
            errors.Add(at.Of("/validTo"), "The last day lies before the first.", "Последний день раньше первого.");
    }
}

internal static class ImmutableArrays
{
    /// <summary>A list that was left out is an empty list; <c>default</c> would throw when it is written as JSON.</summary>
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> items) => items.IsDefault ? [] : items;
}
