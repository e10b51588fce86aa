using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;

namespace RmsOrleans.Api.Attachments;

internal static class AttachmentDocuments
{
    private const string Sum = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly string papers = new EnumCamelCaseNames<AttachmentPaper>().Expected.En;

    public static RouteDocument Add()
    {
        var row = DraftCommandTable.All.Of(typeof(Attach));
        return Step(row)
            .Text($"{row.Text} At most {AttachmentSettings.Usual.FileMegabytes} MB a file, and {AttachmentSettings.Usual.DraftMegabytes} MB and {AttachmentRules.MostFiles} files a draft, if nothing else is set; a content that a draft has several times counts once.")
            .FormBody(
                ("to", $"The paper that the file goes with: {papers}.", "note", typeof(AttachmentPaper)),
                ("file", "The file, with its name; at most 20 MB.", "%PDF-1.7 …", typeof(Stream)))
            .Answer<ReceiptResponse>(201, "Added; `attachment` is the number of the file.", Added, ("Location", "The file."), ("ETag", DocumentTexts.Tag))
            .Answer<ReceiptResponse>(200, "The same request was done before.", Added, ("Location", "The file."), ("ETag", DocumentTexts.Tag))
            .Refuses(
                Refusals.BadInput("/to", $"Expected {papers}."), Refusals.Unauthenticated, Refusals.Forbidden, Refusals.NoDraft, Refusals.WrongStatus, Refusals.Stale,
                Problems.Of(AttachmentRules.FileTooLarge(AttachmentSettings.Usual)), FileTypes.NotTaken("file"), Refusals.KeyUsed, Precondition.Needed, Refusals.Away);
    }

    public static RouteDocument Remove() => Step(DraftCommandTable.All.Of(typeof(Detach)))
        .Path("n", "The number of the file.", "1", form: ParameterForm.Version)
        .Answer<ReceiptResponse>(200, "Taken out, now or before by the same request.", Examples.DraftingReceipt, ("ETag", DocumentTexts.Tag))
        .DryRun()
        .Refuses(
            Precondition.Malformed, Refusals.Unauthenticated, Refusals.Forbidden, Refusals.NoDraft, Refusals.WrongStatus, Refusals.Stale, Refusals.KeyUsed,
            Precondition.Needed, Refusals.Away);

    public static RouteDocument List() => new RouteDocument("Attachments", Operation.ListAttachments, "The files of a draft")
        .Text("With those that were taken out, at most 200.")
        .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: Examples.Tag)
        .Answer<AttachmentList>(200, "As they stand.", Files, ("ETag", DocumentTexts.Tag), ("Vary", "Authorization"), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.Unauthenticated, Refusals.ForPeople, Refusals.NoDraft, Refusals.Away);

    public static RouteDocument Get() => new RouteDocument("Attachments", Operation.GetAttachment, "A file of a draft")
        .Text("Its bytes, as they were sent, to be saved under its name (`Content-Disposition: attachment`). The content type is what the content was found to be.")
        .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
        .Path("n", "The number of the file.", "1", form: ParameterForm.Version)
        .FileAnswer("The file.", FileTypes.All, ("Content-Disposition", "attachment, with the name of the file."))
        .Refuses(Refusals.Unauthenticated, Refusals.ForPeople, Refusals.NoDraft, Refusals.Away);

    private static RouteDocument Step(Grains.Kernel.Commands.CommandRow<DraftCommand> row) => DraftDocuments.Of("Attachments", row)
        .Text(row.Text)
        .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
        .Header("If-Match", DocumentTexts.IfMatch, required: true, example: Examples.Tag)
        .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "file-17");

    private static JsonNode Added()
    {
        var receipt = Examples.DraftingReceipt();
        receipt["attachment"] = 1;
        return receipt;
    }

    private static JsonNode Files() => JsonNode.Parse(
        $$"""
        {
          "items": [
            {
              "number": 1, "to": "note", "name": "расчёт.xlsx", "type": "{{FileTypes.Xlsx}}", "bytes": 18422, "sha256": "{{Sum}}",
              "addedAt": "2026-11-21T11:20:31.512+03:00",
              "addedBy": { "subject": "author-1", "name": "I. Petrov", "role": "author", "authority": "10216000", "unit": "Risk analysis", "acting": false },
              "removed": false
            }
          ]
        }
        """)!;
}
