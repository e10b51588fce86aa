namespace RmsOrleans.Api.OpenApi;

/// <summary>The problems of the document, each with an example that the table of problems itself made.</summary>
internal static class Refusals
{
    public static readonly Problem BadBody = Problems.BadInput([Fault("/content/measures", "At least one measure is needed."), Fault("/unit", "A text is needed here.")]);

    public static readonly Problem BadQuery = BadInput("/limit", "Expected a number from 1 to 200.");

    public static readonly Problem BadHeader = IdempotencyKey.Malformed;

    public static readonly Problem BadFile = BadInput("/lines/3/kind", "Expected one of Central, Directorate, Office, Post.");

    public static readonly Problem Unauthenticated = Problems.Unauthenticated(Example("The token has expired."));

    public static readonly Problem Forbidden = NotFor("This needs the role coordinator.");

    public static readonly Problem ForPeople = NotFor(Operation.GetDraft);

    public static readonly Problem NoDraft = Nothing("There is no such draft.");

    public static readonly Problem NotFound = Nothing("There is no such thing, or you may not know of it.");

    public static readonly Problem WrongStatus = Refused(
        RefusalReason.WrongStatus, "A visa must wait until the head of the author's unit has signed. The draft is Drafting; possible now: content, signature, discard.");

    public static readonly Problem Stale = Refused(RefusalReason.Stale, "The draft has changed: you saw line 3 of its journal, and it has 5.");

    public static readonly Problem KeyUsed = Refused(
        RefusalReason.KeyUsedOtherwise, "This idempotency key was used for another request. Use a new key for a new request.");

    public static readonly Problem Away = Problems.StorageUnavailable(
        Example("The storage does not answer, so it is not known whether this was done. Ask again with the same idempotency key."));

    public static readonly Problem MediaType = Problems.UnsupportedMediaType(ContentTypes.Json);

    /// <summary>The document is in English.</summary>
    private static Phrase Example(string english) => Phrase.Same(english);

    public static Problem BadInput(string pointer, string message) => Problems.BadInput([Fault(pointer, message)]);

    public static Problem Nothing(string detail) => Problems.NotFound(Example(detail));

    public static Problem NotFor(string detail) => Problems.Forbidden(Example(detail));

    public static Problem Refused(RefusalReason reason, string detail) => Problems.Of(new Refusal(reason, Example(detail)));

    private static ValidationError Fault(string pointer, string message) => new(pointer, Example(message));

    public static Problem NotFor(Operation operation) => Problems.Forbidden(PermissionWords.Needed(PermissionTable.Of(operation).Grants));
}
