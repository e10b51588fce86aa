using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Submissions;

internal static class SubmissionDocuments
{
    public static RouteDocument Post() => DraftDocuments.Of("Submissions", DraftCommandTable.All.Of(typeof(Submit)))
        .Text(
            "With an Idempotency-Key a retry is safe: the same key of the same authority gives "
            + "the same draft and number. As application/x-ndjson (or application/ndjson, application/jsonl) the body is one submission a line (at most 10,000 lines of at most 1 MB), each of "
            + "which may carry an `idempotencyKey`; the answer is streamed, one line for each, in the order of the input. "
            + "As multipart/form-data it comes with files (calculations, scans): the submission as the first part, then each file as a part `draft` or `note`. "
            + "Lines of one authority that are committed together get their numbers in the order of the lines. Where they cannot be, since others of the "
            + "request are committed beside them (on PostgreSQL), or a line is tried again, a later line may get a smaller number: take each from its answer.")
        .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "letter-17/2026")
        .Body<Submit>(Examples.Submission)
        .TextBody(ContentTypes.JsonLines, "One submission a line.", Examples.Lines(), typeof(SubmissionLine))
        .FormBody(
            ("submission", "The submission, as the first part.", Examples.Submission(), typeof(Submit)),
            ("draft", "A file that goes with the draft; there may be several.", "%PDF-1.7 …", typeof(Stream[])),
            ("note", "A file that goes with the explanatory note; there may be several.", "Year;Price\n2025;0.38\n", typeof(Stream[])))
        .Answer<ReceiptResponse>(201, "Registered.", Examples.Receipt, ("Location", "The draft."), ("ETag", DocumentTexts.Tag))
        .Answer<ReceiptResponse>(200, "The same request was done before (or, for lines, the answers follow).", Examples.Receipt, ("Location", "The draft."), ("ETag", DocumentTexts.Tag))
        .DryRun()
        .TextAnswer(200, ContentTypes.JsonLines, "One answer a line: a number, or the problem of that line.", Examples.LineAnswers, typeof(SubmissionLineResponse))
        .Refuses(
            Refusals.BadBody, Refusals.Unauthenticated, Refusals.Forbidden, RequestBody.TooLarge, SubmissionEndpoints.MediaType, Refusals.KeyUsed, Refusals.Away);
}
