using System.Text.Json.Nodes;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

internal static class DraftDocuments
{
    public static RouteDocument Prepare() => Of("Drafts", DraftCommandTable.All.Of(typeof(Prepare)))
        .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "draft-17")
        .Body<Prepare>(Examples.Prepare)
        .Answer<ReceiptResponse>(201, "Prepared.", Examples.DraftingReceipt, ("Location", "The draft."), ("ETag", DocumentTexts.Tag))
        .Answer<ReceiptResponse>(200, "The same request was done before.", Examples.DraftingReceipt, ("Location", "The draft."), ("ETag", DocumentTexts.Tag))
        .DryRun()
        .Refuses(
            Refusals.BadBody, Refusals.Unauthenticated, Refusals.Forbidden, RequestBody.TooLarge, Refusals.MediaType, Refusals.KeyUsed, Refusals.Away);

    /// <summary>The beginning of a command's description.</summary>
    public static RouteDocument Of(string tag, CommandRow<DraftCommand> row) => new(tag, row.Operation, row.Summary);

    /// <summary>A step of a draft's life, as the table of commands has it.</summary>
    public static RouteDocument Step<T>(CommandRow<DraftCommand, T> row) where T : DraftCommand
    {
        var step = Of("Drafts", row);
        if (row.Body != CommandBody.None)
            step.Body<T>(() => Examples.Of(row), optional: row.Body == CommandBody.Optional);
        step.Text(row.Text)
            .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
            .Header("If-Match", DocumentTexts.IfMatch, required: row.NeedsIfMatch, example: Examples.Tag)
            .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "step-17")
            .Answer<ReceiptResponse>(200, "Done, now or before by the same request.", () => Receipt(row.Shows), ("ETag", DocumentTexts.Tag))
            .DryRun()
            .Refuses(
                Refusals.BadBody, Refusals.Unauthenticated, Refusals.Forbidden, Refusals.NoDraft, Refusals.WrongStatus, Refusals.Stale,
                RequestBody.TooLarge, Refusals.MediaType, Refusals.KeyUsed);
        return (row.NeedsIfMatch ? step.Refuses(Precondition.Needed) : step).Refuses(Refusals.Away);
    }

    public static RouteDocument Whole() => Read<DraftResponse>(
        Operation.GetDraft, "One draft whole", "With content, note, paperwork, deadline, and the routes that the caller can take next.", Examples.Draft);

    public static RouteDocument Journal() => Read<JournalResponse>(
        Operation.GetJournal, "The timeline of a draft", "What happened, when, who did it, and with what words.", Examples.Journal)
        .Query("limit", "Lines of a page: 50 by default, at most 200; fewer where they say much.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Refuses(Refusals.BadQuery);

    public static RouteDocument Version() => Read<VersionResponse>(
        Operation.GetVersion, "One version of a draft", "Versions count from 1.", Examples.Version).Path("n", "The version.", "1", form: ParameterForm.Version);

    public static RouteDocument Changes() => Read<ChangesResponse>(
        Operation.GetVersionChanges, "What a version changed",
        "Field by field, by JSON pointer, against the version before or the one that `from` names. Indicators are matched by their field and measures by "
        + "their code, not by their places. At most 500 on a page. A text beyond 1,000 characters and a list beyond 20 items are cut, and then "
        + "`beforeLength` or `afterLength` says how many characters the value has. With the remarks that the version answers, on the first page.",
        Examples.Changes)
        .Path("n", "The version.", "2", form: ParameterForm.Version)
        .Query("from", "The version to compare with; the one before by default.", "1", form: ParameterForm.Version)
        .Query("cursor", "`next` of the page before.")
        .Refuses(Refusals.BadQuery);

    public static RouteDocument List() => new RouteDocument("Drafts", Operation.ListDrafts, "Drafts, as a rule the newest first")
        .Text("A cursor belongs to its filter and order.")
        .NarrowedList()
        .Query("text", "With all these words in title, descriptions or note; a word may end with *.", "ceramic плитк*")
        .Sorted(DraftFilters.Sorts)
        .Query("limit", "Rows of a page: 50 by default, at most 200.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<DraftList>(200, "A page; without `next` it is the last.", Examples.List)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Counts() => new RouteDocument("Drafts", Operation.CountDrafts, "How many drafts there are")
        .Text(
            "Of those that the caller may know of, by what `by` names, and how many of them are overdue. A month is that of registration, by the "
            + "clock of each authority, as is a week, which is called by its Monday; drafts without a number have none. A directorate counts the drafts of the offices below it, and its own.")
        .Query("by", $"One or more of {string.Join(", ", DraftCountEndpoints.Groupings)}, with commas; without it all are one.", "status,month", form: ParameterForm.SomeOf(DraftCountEndpoints.Groupings))
        .Narrowed()
        .Answer<DraftCountsResponse>(200, "As it stands.", Examples.DraftCounts)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    /// <summary>The filters that lists of drafts, lists of registrations, registers and counts have in common.</summary>
    public static RouteDocument Narrowed(this RouteDocument document) => document
        .Query("status", $"One or more of {string.Join(", ", Enum.GetNames<DraftStatus>())}, with commas.", "UnderConsideration", form: ParameterForm.SomeOf(Enum.GetNames<DraftStatus>()))
        .Query("open", "true: only those with which something is still to be done; false: only the others.", "true", form: ParameterForm.Flag)
        .Query("authority", "Of this authority.", "10216000", form: ParameterForm.Authority)
        .Query("overdue", "true or false.", "true", form: ParameterForm.Flag)
        .Query("territory", "One of AllRussian, Regional, Zonal.", "Zonal", form: ParameterForm.Of<Territory>())
        .Query("kind", $"One of {string.Join(", ", Enum.GetNames<ProfileKind>())}.", "Regular", form: ParameterForm.Of<ProfileKind>())
        .Query("registeredFrom", "Registered on this day or later, as numbers have it: by the clock of each authority.", "2026-11-01", form: ParameterForm.Day)
        .Query("registeredTo", "Registered on this day or before.", "2026-11-30", form: ParameterForm.Day);

    /// <summary>The filters of lists of drafts by other things than words.</summary>
    public static RouteDocument NarrowedList(this RouteDocument document) => document
        .Narrowed()
        .Query("executor", "Assigned to this person, by the subject of the token.")
        .Query("responsible", "With a running deadline that this authority must meet; with `overdue=true`, what it has missed.", "10000000", form: ParameterForm.Authority)
        .Query("dueBefore", "With a deadline before this time.", "2026-12-01T00:00:00Z", form: ParameterForm.Time)
        .Query("dueFrom", "To be done by this day or a later one, by the clock of your authority.", "2026-12-01", form: ParameterForm.Day)
        .Query("dueTo", "To be done by this day or an earlier one.", "2026-12-31", form: ParameterForm.Day)
        .Query("area", "The code of the risk area that they name.", "RA-07")
        .Query("mode", $"One of {string.Join(", ", Enum.GetNames<ApplicationMode>())}.", "Automated", form: ParameterForm.Of<ApplicationMode>())
        .Query("preparedFrom", "Prepared on this day or later, by the clock of your authority.", "2026-11-01", form: ParameterForm.Day)
        .Query("preparedTo", "Prepared on this day or before.", "2026-11-30", form: ParameterForm.Day);

    public static RouteDocument Sorted(this RouteDocument document, ImmutableArray<(string Name, DraftOrder Order)> sorts) => document
        .Query("sort", $"{string.Join(", ", sorts.Select(sort => sort.Name))}; the first without it. A minus is for the newest first; by `due` what has no term comes last.", sorts[0].Name, form: ParameterForm.OneOf([.. sorts.Select(sort => sort.Name)]));

    private static JsonNode Receipt(string? status) => status switch
    {
        null => Examples.DraftingReceipt(),
        nameof(DraftStatus.UnderConsideration) => Examples.Receipt(),
        nameof(DraftStatus.Adopted) => ProfileExamples.Adopted(),
        _ => Examples.ReceiptIn(status),
    };

    private static RouteDocument Read<T>(Operation operation, string summary, string text, Func<JsonNode> example) => new RouteDocument("Drafts", operation, summary)
        .Text(text)
        .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: Examples.Tag)
        .Answer<T>(200, "As it stands.", example, ("ETag", DocumentTexts.Tag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated, Refusals.ForPeople, Refusals.NoDraft, Refusals.Away);
}
