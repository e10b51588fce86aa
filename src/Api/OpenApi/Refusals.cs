namespace RmsOrleans.Api.OpenApi;

/// <summary>The problems of the document, each with an example that the table of problems itself made.</summary>
internal static class Refusals
{
    public static readonly Problem BadBody = Problems.BadInput(
        [new ValidationError("/content/measures", "At least one measure is needed."), new ValidationError("/unit", "A text is needed here.")]);

    public static readonly Problem BadQuery = Problems.BadInput("/limit", "Expected a number from 1 to 200.");

    public static readonly Problem BadHeader = IdempotencyKey.Malformed;

    public static readonly Problem BadFile = Problems.BadInput("/lines/3/kind", "Expected one of Central, Directorate, Office, Post.");

    public static readonly Problem Unauthenticated = Problems.Unauthenticated("The token has expired.");

    public static readonly Problem Forbidden = Problems.Forbidden("This needs the role coordinator.");

    public static readonly Problem ForPeople = NotFor(Operation.GetDraft);

    public static readonly Problem NoDraft = Problems.NotFound("There is no such draft.");

    public static readonly Problem NotFound = Problems.NotFound("There is no such thing, or you may not know of it.");

    public static readonly Problem WrongStatus = Problems.Of(new Refusal(
        RefusalReason.WrongStatus, "A visa must wait until the head of the author's unit has signed. The draft is Drafting; possible now: content, signature, discard."));

    public static readonly Problem Stale = Problems.Of(new Refusal(
        RefusalReason.Stale, "The draft has changed: you saw line 3 of its journal, and it has 5."));

    public static readonly Problem KeyUsed = Problems.Of(new Refusal(
        RefusalReason.KeyUsedOtherwise, "This idempotency key was used for another request. Use a new key for a new request."));

    public static readonly Problem Away = Problems.StorageUnavailable(
        "The storage does not answer, so it is not known whether this was done. Ask again with the same idempotency key.");

    public static readonly Problem MediaType = Problems.UnsupportedMediaType(ContentTypes.Json);

    public static Problem NotFor(Operation operation) => Problems.Forbidden(PermissionWords.Needed(PermissionTable.Of(operation).Grants));
}
