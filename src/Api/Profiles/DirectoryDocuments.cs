using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Profiles;

internal static class DirectoryDocuments
{
    private const string Tag = "The latest revision that concerns the authority.";

    private static readonly Problem notYours = Refusals.NotFor("You may read the directory of your own authority and of those below it.");

    public static RouteDocument Changes() => Read(Operation.ListDirectoryChanges, "Changes of profiles that concern an authority")
        .Text(
            "In the order of their revisions, from `since` on. Send `revision` of the answer as the next `since`, and acknowledge it when loaded. "
            + "For people who look: the newest first, with `sort=-revision`; then `revision` is the latest of all, and the last of the items is the next `before`.")
        .Query("since", "The last revision that you have; 0 for all.", "17", form: ParameterForm.Revision)
        .Query("sort", "The order of revisions without it; `-revision` is the newest first.", DirectoryEndpoints.Sorts[0], form: ParameterForm.OneOf(DirectoryEndpoints.Sorts))
        .Query("before", "Only revisions before this one; with `sort=-revision`.", "17", form: ParameterForm.Revision)
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Answer<DirectoryChanges>(200, "The changes.", ProfileExamples.Changes, ("ETag", Tag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, notYours, Refusals.Away);

    public static RouteDocument Snapshot() => Read(Operation.GetDirectorySnapshot, "All profiles that apply to an authority")
        .Text("Those that are not over, each as it stands. Changes since its revision lead on from it.")
        .Answer<DirectorySnapshot>(200, "The whole.", ProfileExamples.Snapshot, ("ETag", Tag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
        .NotModified()
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, notYours, Refusals.Away);

    public static RouteDocument Acknowledge() => new RouteDocument("Directory", Operation.AcknowledgeDirectory, "Say up to which revision the directory is loaded")
        .Text("Said twice, it is noted once.")
        .Body<Acknowledgement>(ProfileExamples.Acknowledgement)
        .Answer<AcknowledgedResponse>(200, "Noted.", ProfileExamples.Acknowledged)
        .Refuses(
            Refusals.BadInput("/revision", "The directory has come to revision 17."), Refusals.Unauthenticated,
            Refusals.NotFor("This needs the role system or coordinator."), RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    public static RouteDocument Coverage() => new RouteDocument("Directory", Operation.GetDirectoryCoverage, "Who has loaded which revision")
        .Text(
            "For each revision, newest first: how many of the authorities that it concerns have loaded it, which have not, and when those last "
            + "acknowledged anything.")
        .Query("before", "Only revisions before this one.", "17", form: ParameterForm.Revision)
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Answer<CoverageResponse>(200, "The coverage.", ProfileExamples.Coverage)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, notYours, Refusals.Away);

    private static RouteDocument Read(Operation operation, string summary) => new RouteDocument("Directory", operation, summary)
        .Query("authority", "The authority that reads; your own if left out.", "10216000", form: ParameterForm.Authority)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: "\"17\"");
}
