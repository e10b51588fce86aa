namespace RmsOrleans.Api.Feeds;

internal static class FeedDocuments
{
    private const string Stream =
        ": nothing new\nid: 41\n\nid: 47\nevent: draft\ndata: {\"id\":\"" + Examples.Id + "\",\"number\":\"" + Examples.Number
        + "\",\"authority\":\"10216000\",\"version\":1,\"status\":\"UnderConsideration\",\"at\":\"2026-11-21T12:04:31.512+03:00\",\"what\":\"DraftRegistered\",\"line\":6}\n\n";

    public static RouteDocument OfDraft() => Events(Operation.WatchDraft, "What happens to a draft, as it happens", "The events of one draft.")
        .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
        .Refuses(EventEndpoints.UnknownPlace, Refusals.Unauthenticated, Refusals.NoDraft, Refusals.Away);

    public static RouteDocument OfAuthority() => Events(
            Operation.WatchDrafts, "What happens to drafts, as it happens",
            "The events of all drafts that the caller may know of.")
        .Query("authority", "Of this authority only.", "10216000", form: ParameterForm.Authority)
        .Refuses(
            EventEndpoints.UnknownPlace, Refusals.Unauthenticated, Refusals.NotFor("You may not read the drafts of this authority."), Refusals.Away);

    private static RouteDocument Events(Operation operation, string summary, string text) => new RouteDocument("Events", operation, summary)
        .Text(
            text + " Each says what happened, never with what content. The stream begins now, or after the event that Last-Event-ID names, without hole "
            + "or repeat. Ids are opaque. A comment shows that the stream lives; the id beside it moves the place on. The stream ends when the "
            + "token does, or the program stops; come again with the last id.")
        .Header(EventEndpoints.LastEventId, "The id of the last event that you have.", example: "41")
        .TextAnswer(200, EventStream.ContentType, "Server-sent events; the data of each is one of these.", Stream, typeof(EventResponse));
}
