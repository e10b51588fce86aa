using System.Text.Json.Nodes;
using RmsOrleans.Api.Json;
using RmsOrleans.Api.Profiles;
using RmsOrleans.Grains.Efficiency;

namespace RmsOrleans.Api.Efficiency;

internal static class EfficiencyDocuments
{
    private const string Sight = "Counted is what happened at the caller's authority and those below it, by where the goods lie; the FCS and auditors see all.";

    private static readonly ParameterForm month = new(Microsoft.OpenApi.JsonSchemaType.String, Pattern: "^[0-9]{4}-[0-9]{2}$");

    private static readonly string flags = string.Join(", ", Enum.GetNames<ProfileFlag>());

    public static RouteDocument OfProfile() => new RouteDocument("Efficiency", Operation.GetProfileEfficiency, "What a profile is worth")
        .Text($"From the journals of control: hits, measures, finds and payments by version, month and authority, beside the control sample and the estimate of the note. {Sight}")
        .Path("number", "The profile's number, with dashes.", ProfileExamples.NumberInPath)
        .Query("authority", "Only at this authority and those below it.", "10216000", form: ParameterForm.Authority)
        .Query("from", "From this month on, by the day of the hit.", "2026-01", form: month)
        .Query("to", "Up to this month.", "2026-12", form: month)
        .Answer<ProfileEfficiencyResponse>(200, "As it stands.", OneExample)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, ProfileEndpoints.NoSuchProfile, Refusals.Away);

    public static RouteDocument List() => new RouteDocument("Efficiency", Operation.ListEfficiency, "What profiles are worth")
        .Text($"Profiles that the caller may know of, the newest first. {Sight}")
        .Query("authority", "Profiles that apply to this authority, and what happened there and below.", "10216000", form: ParameterForm.Authority)
        .Query("from", "From this month on; twelve months if left out.", "2026-01", form: month)
        .Query("to", "Up to this month; the present one if left out.", "2026-12", form: month)
        .Query("flag", $"Those flagged so: {flags}.", "Asleep", form: ParameterForm.Of<ProfileFlag>())
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Query("cursor", "Where the page before ended.")
        .Answer<EfficiencyList>(200, "A page.", ListExample)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Tasks() => new RouteDocument("Tasks", Operation.ListProfileTasks, "Profiles that you have to see to")
        .Text(
            "Those whose review has come (after half of the validity, at most six months), and flags, each with its figures: for the coordinator of the FCS all, for officials of the "
            + "contact unit those that it answers for. An update or a cancellation is what ends a task, or that somebody has looked at it and the profile stays; a flag ends as well when the "
            + "figures no longer bear it. Looked at once a day.")
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<ProfileTaskList>(200, "The oldest first.", () => JsonNode.Parse(
            $$"""
            { "items": [{ "profile": "{{ProfileExamples.Number}}", "title": "Understated customs value of ceramic tiles", "version": 1, "raised": {{Flag}}, "awaited": ["update", "cancellation", "flags/Refused/look"] }] }
            """)!)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Look() => new RouteDocument("Efficiency", Operation.LookAtFlag, "Say that a flag was looked at and the profile stays")
        .Text("The flag is no task any more until it is raised anew, or the profile has another version; after a review the next one comes after half of the validity that is left, at most six months. Said twice, it is noted once.")
        .Path("number", "The profile's number, with dashes.", ProfileExamples.NumberInPath)
        .Path("flag", $"Which: {flags}.", "Refused", form: ParameterForm.Of<ProfileFlag>())
        .Body<ReasonBody>(() => JsonNode.Parse("""{ "reason": "The post was rebuilt until March; the measures are applied again." }""")!)
        .Answer<FlagResponse>(200, "Noted.", () => JsonNode.Parse(Flag.Replace(" }", LookOfExample, StringComparison.Ordinal))!)
        .Refuses(
            Refusals.BadInput("/reason", "Give a reason."), Refusals.Unauthenticated, Refusals.NotFor("This needs the role coordinator."), ProfileEndpoints.NoSuchProfile,
            Refusals.Refused(RefusalReason.WrongStatus, "The profile has no flag “Refused” now."), RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    private const string LookOfExample =
        """
        , "look": { "by": "I. Orlova", "authority": "10000000", "at": "2027-03-02T10:00:00+03:00", "reason": "The post was rebuilt until March; the measures are applied again." } }
        """;

    private const string Flag =
        """
        { "flag": "Refused", "flagName": "Refused", "since": "2027-03-01", "cases": 120, "measured": 0.25, "bound": 0.2, "reason": "Of 120 measures due 25.0 % were not applied for objective reasons (entry 0, foundation 04); above 20.0 % is too many." }
        """;

    private const string Figures =
        """
        {
          "hits": 140, "consignments": 118, "checked": 30140, "shareOfFlow": 0.003915, "undecided": 2, "riskFound": 96, "riskNotFound": 42,
          "measures": { "due": 120, "applied": 80, "partly": 10, "riskNotFound": 0, "ownConditions": 0, "objective": 30, "notSelected": 0 },
          "controlled": 90, "withResult": 36, "hitRate": { "value": 0.4, "least": 0.304885, "most": 0.503273 }, "lift": { "value": 8, "least": 4.61, "most": 14.02 },
          "payments": 4120000.5, "paymentsOfConsignment": 34915.26, "paymentsOfHour": 22889.17, "hours": 180, "cases": 4, "foundByNoOther": 31, "lastFindOn": "2027-02-26", "daysSinceLastFind": 3
        }
        """;

    private const string Sample = """{ "controlled": 200, "withResult": 10, "rate": { "value": 0.05, "least": 0.027379, "most": 0.089626 } }""";

    private const string Head = $"\"number\": \"{ProfileExamples.Number}\", \"title\": \"Understated customs value of ceramic tiles\", \"status\": \"InForce\", \"statusName\": \"In force\", \"version\": 1";

    private static JsonNode OneExample() => JsonNode.Parse(
        $$"""
        {
          {{Head}}, "from": "2026-12", "to": "2027-03", "reviewOn": "2027-06-11", "flags": [{{Flag}}], "sample": {{Sample}}, "total": {{Figures}},
          "versions": [{ "version": 1, "validFrom": "2026-12-01", "validTo": "2027-11-30", "expectedConsignments": 120, "expectedSoFar": 29.9, "figures": {{Figures}} }],
          "months": [{ "month": "2027-02", "figures": {{Figures}} }],
          "authorities": [{ "authority": "10216100", "authorityName": "Sample Post 100", "figures": {{Figures}} }]
        }
        """)!;

    private static JsonNode ListExample() => JsonNode.Parse(
        $$"""
        { "from": "2026-04", "to": "2027-03", "sample": {{Sample}}, "withoutProfile": {{Figures}}, "items": [{ {{Head}}, "flags": [{{Flag}}], "figures": {{Figures}} }] }
        """)!;
}
