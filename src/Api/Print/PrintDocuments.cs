using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Profiles;

namespace RmsOrleans.Api.Print;

internal static class PrintDocuments
{
    private const string Page = "<!DOCTYPE html>\n<html lang=\"ru\">…</html>";

    public static RouteDocument OfDraft() => Described("Drafts", Operation.PrintDraft, "A draft as a page for printing on A4")
        .Text(
            "Draft and note with signature and visas, the minutes of joint meetings, profile and note, the covering letter or memorandum, and an "
            + "extract of the journal: what there is, each on sheets of its own.")
        .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
        .Query("part", $"Only this: {string.Join(", ", Enum.GetNames<PrintPart>())}.", "Covering", form: ParameterForm.OneOf(Enum.GetNames<PrintPart>()))
        .Query("copy", "Number of the copy; without it there is a line for it.", "1", form: ParameterForm.Number(1, 9999))
        .Refuses(Refusals.ForPeople, Refusals.NoDraft, Refusals.Away);

    public static RouteDocument OfProfile() => Described("Profiles", Operation.PrintProfile, "A profile as a page for printing on A4")
        .Text("The latest version with its note, and an extract of the journal; or the form of the legal act by which it is communicated on paper, with the profile annexed.")
        .Path("number", "The profile's number, with dashes.", ProfileExamples.NumberInPath)
        .Query("part", $"Only this: {string.Join(", ", Enum.GetNames<ProfilePrintPart>())}.", "Act", form: ParameterForm.OneOf(Enum.GetNames<ProfilePrintPart>()))
        .Query("copy", "Number of the copy; without it there is a line for it.", "1", form: ParameterForm.Number(1, 9999))
        .Refuses(ProfileEndpoints.NoSuchProfile, Refusals.Away);

    public static RouteDocument Register() => new RouteDocument("Registrations", Operation.GetRegister, "The register of a period as CSV")
        .Text(
            "Each registered draft once, in the order of registration, with a header; RFC 4180 in UTF-8 with a byte order mark, sent as it is read. In "
            + "Russian the separator is a semicolon, as spreadsheets expect there. A text that a spreadsheet would take for a formula has an apostrophe before it.")
        .OfAPeriod()
        .TextAnswer(200, ContentTypes.Csv, "The register.", "Number,Registered,…\r\n00/10216/21112026/00001,2026-11-21T12:04:31+03:00,…\r\n");

    public static RouteDocument PrintedRegister() => new RouteDocument("Registrations", Operation.PrintRegister, "The register of a period as a page for printing on A4")
        .Text($"Each registered draft once, in the order of registration. At most {RegisterEndpoints.MostPrinted}; longer periods are refused.")
        .OfAPeriod()
        .TextAnswer(200, PrintEndpoints.Html, "A page without scripts.", Page);

    public static RouteDocument DraftTable() => new RouteDocument("Drafts", Operation.GetDraftList, "A list of drafts as CSV")
        .Text("All drafts of the list `GET /drafts` with the same filters and order, with a header; as the register of a period is written.")
        .NarrowedList()
        .Query("text", "With all these words in title, descriptions or note; a word may end with *.", "ceramic плитк*")
        .Sorted(DraftFilters.Sorts)
        .Query("language", "en or ru; without it Accept-Language counts, and then English.", "ru", form: ParameterForm.OneOf("en", "ru"))
        .TextAnswer(200, ContentTypes.Csv, "The list.", "Number,Prepared,…\r\n00/10216/21112026/00001,2026-11-21T12:04:31+03:00,…\r\n")
        .Refuses(Refusals.BadInput("/language", "Expected en or ru."), Refusals.Unauthenticated, Refusals.Away);

    private static RouteDocument OfAPeriod(this RouteDocument document) => document
        .Narrowed()
        .Query("language", "en or ru; without it Accept-Language counts, and then English.", "ru", form: ParameterForm.OneOf("en", "ru"))
        .Refuses(Refusals.BadInput("/registeredFrom", "A register is of a period: say its first and its last day."), Refusals.Unauthenticated, Refusals.Away);

    private static RouteDocument Described(string tag, Operation operation, string summary) => new RouteDocument(tag, operation, summary)
        .Query("language", "en or ru; without it Accept-Language counts, and then English.", "ru", form: ParameterForm.OneOf("en", "ru"))
        .TextAnswer(200, PrintEndpoints.Html, "A page without scripts.", Page)
        .Refuses(Refusals.BadInput("/language", "Expected en or ru."), Refusals.Unauthenticated);
}
