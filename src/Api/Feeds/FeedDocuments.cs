namespace RmsOrleans.Api.Feeds;

internal static class FeedDocuments
{
    private const string Stream =
        ": nothing new\nid: 41\n\nid: 47\nevent: draft\ndata: {\"id\":\"" + Examples.Id + "\",\"number\":\"" + Examples.Number
        + "\",\"authority\":\"10216000\",\"version\":1,\"status\":\"UnderConsideration\",\"at\":\"2026-11-21T12:04:31.512+03:00\",\"what\":\"DraftRegistered\",\"line\":6,\"by\":{\"subject\":\"coordinator-3\",\"name\":\"N. Volkov\"}}\n\n";

    private const string ProfileStream =
        ": nothing new\nid: 1\n\nid: 2\nevent: profile\ndata: {\"number\":\"" + ProfileExamples.Number
        + "\",\"at\":\"2026-12-22T10:00:00+03:00\",\"what\":\"ProfileUpdated\",\"line\":2,\"by\":{\"subject\":\"fcs-coordinator-1\",\"name\":\"I. Orlova\"}}\n\n";

    private const string Seen = "The line that you have seen, as the tag (ETag) has it: the stream begins with the line after it. Last-Event-ID goes before it.";

    public static RouteDocument OfDraft() => Events(Operation.WatchDraft, "What happens to a draft, as it happens", "The events of one draft.")
        .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
        .Query(EventEndpoints.Line, Seen, "6", form: ParameterForm.Number(0, int.MaxValue))
        .Refuses(EventEndpoints.UnknownLine, EventEndpoints.UnknownPlace, Refusals.Unauthenticated, Refusals.NoDraft, TooMany, Refusals.Away);

    public static RouteDocument OfProfile() => new RouteDocument("Events", Operation.WatchProfile, "What happens to a profile, as it happens")
        .Text(
            "Each says what happened, never with what content. The stream begins now, or after a line of the profile's journal; the ids of events are such lines. "
            + "It ends when the token does, when the profile is no longer the caller's to see, or when the program stops; come again with the last id.")
        .Path("number", "The profile's number, with dashes.", ProfileExamples.NumberInPath)
        .Query(EventEndpoints.Line, Seen, "1", form: ParameterForm.Number(0, int.MaxValue))
        .Header(EventEndpoints.LastEventId, "The id of the last event that you have.", example: "1")
        .TextAnswer(200, ServerSentEvents.ContentType, "Server-sent events; the data of each is one of these.", ProfileStream, typeof(ProfileEventResponse))
        .Refuses(EventEndpoints.UnknownLine, EventEndpoints.UnknownPlace, Refusals.Unauthenticated, Profiles.ProfileEndpoints.NoSuchProfile, TooMany, Refusals.Away);

    public static RouteDocument OfAuthority() => Events(
            Operation.WatchDrafts, "What happens to drafts, as it happens",
            "The events of all drafts that the caller may know of.")
        .Query("authority", "Of this authority only.", "10216000", form: ParameterForm.Authority)
        .Refuses(
            EventEndpoints.UnknownPlace, Refusals.Unauthenticated, Refusals.NotFor("You may not read the drafts of this authority."), TooMany, Refusals.Away);

    private static Problem TooMany => Problems.TooManyStreams(new Edge.LimitSettings().StreamsPerCaller);

    private static RouteDocument Events(Operation operation, string summary, string text) => new RouteDocument("Events", operation, summary)
        .Text(
            text + " Each says what happened, never with what content. The stream begins now, or after the event that Last-Event-ID names, without hole "
            + "or repeat. Ids are opaque. A comment shows that the stream lives; the id beside it moves the place on. The stream ends when the "
            + "token does, or the program stops; come again with the last id.")
        .Header(EventEndpoints.LastEventId, "The id of the last event that you have.", example: "41")
        .TextAnswer(200, ServerSentEvents.ContentType, "Server-sent events; the data of each is one of these.", Stream, typeof(EventResponse));
}
