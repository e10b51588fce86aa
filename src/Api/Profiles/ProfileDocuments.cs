using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Profiles;

internal static class ProfileDocuments
{
    private const string Tag = "The state that this answer shows: the number of the profile's last journal line.";

    private static readonly Problem noProfile = ProfileEndpoints.NoSuchProfile;

    private static readonly Problem over = Refusals.Refused(RefusalReason.WrongStatus, "The profile is Expired; nothing is possible any more.");

    public static RouteDocument List() => new RouteDocument("Profiles", Operation.ListProfiles, "Profiles that the caller may see")
        .Text("Newest first.")
        .Query("status", "One of Registered, InForce, Expired, Cancelled.", form: ParameterForm.Of<ProfileStatus>())
        .Query("territory", "One of AllRussian, Regional, Zonal.", form: ParameterForm.Of<Territory>())
        .Query("kind", "One of Regular, Urgent, Orientation.", form: ParameterForm.Of<ProfileKind>())
        .Query("authority", "Those that apply to this authority.", "10216000", form: ParameterForm.Authority)
        .Query("area", "The code of the risk area that they name.", "RA-07")
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Query("cursor", "Where the page before ended.")
        .Answer<ProfileList>(200, "A page.", ProfileExamples.List)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Status() => Read<ProfileStatusResponse>(Operation.GetProfile, "Status of a profile", "Days are Moscow's.", ProfileExamples.Profile);

    public static RouteDocument Journal() => Read<ProfileJournalResponse>(
        Operation.GetProfileJournal, "The timeline of a profile", "Without content and note, which the versions show.", ProfileExamples.Journal)
        .Query("limit", "Lines of a page: 50 by default, at most 200; fewer where they say much.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Refuses(Refusals.BadQuery);

    public static RouteDocument Version() => Read<ProfileVersionResponse>(
        Operation.GetProfileVersion, "One version of a profile", "Content, note and days of validity as they were decided.", ProfileExamples.Version)
        .Path("n", "The version, from 1 on.", "1", form: ParameterForm.Version);

    public static RouteDocument Changes() => Read<ProfileChangesResponse>(
        Operation.GetProfileVersionChanges, "What a version of a profile changed",
        "Field by field, by JSON pointer, against the version before or the one that `from` names, as for a draft; with the decision that it was made on.",
        ProfileExamples.VersionChanges)
        .Path("n", "The version, from 1 on.", "2", form: ParameterForm.Version)
        .Query("from", "The version to compare with; the one before by default.", "1", form: ParameterForm.Version)
        .Query("cursor", "`next` of the page before.")
        .Refuses(Refusals.BadQuery);

    /// <summary>A command, as the table of commands has it.</summary>
    public static RouteDocument Command<T>(CommandRow<ProfileCommand, T> row) where T : ProfileCommand =>
        new RouteDocument("Profiles", row.Operation, row.Summary)
            .Text(row.Text)
            .Path("number", "The profile's number, with dashes.", ProfileExamples.NumberInPath)
            .Header("If-Match", "The ETag of the profile as you saw it.", example: "\"2\"")
            .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "update-17")
            .Body<T>(typeof(T) == typeof(UpdateProfile) ? ProfileExamples.Update : ProfileExamples.Cancellation)
            .Answer<ProfileReceiptResponse>(200, "Done.", ProfileExamples.Receipt, ("ETag", Tag))
            .DryRun()
            .Refuses(
                Refusals.BadBody, Refusals.Unauthenticated, Refusals.NotFor("This needs the role coordinator of the Federal Customs Service."),
                noProfile, over, Refusals.Stale, RequestBody.TooLarge, Refusals.MediaType, Refusals.KeyUsed, Refusals.Away);

    private static RouteDocument Read<T>(Operation operation, string summary, string text, Func<System.Text.Json.Nodes.JsonNode> example) =>
        new RouteDocument("Profiles", operation, summary)
            .Text(text)
            .Path("number", "The profile's number, with dashes.", ProfileExamples.NumberInPath)
            .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: "\"2\"")
            .Answer<T>(200, "As it stands.", example, ("ETag", Tag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
            .NotModified()
            .Refuses(Refusals.Unauthenticated, noProfile, Refusals.Away);
}
