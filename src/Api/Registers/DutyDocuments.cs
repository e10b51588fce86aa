using System.Text.Json.Nodes;

namespace RmsOrleans.Api.Registers;

/// <summary>What the document says of the duty service.</summary>
internal static class DutyDocuments
{
    private const string Tag = "Duty service";

    public static RouteDocument Board() => new RouteDocument(Tag, Operation.GetDutyBoard, "The board of today")
        .Text(
            "The authorities whose entries the caller sees, by time zone from west to east: who is on duty since when, the incidents of today by severity, and how many are open and late. "
            + "Nothing of a closed circle is on it.")
        .Query("active", "`true`: only where somebody is on duty or there is an incident.", "true", form: ParameterForm.Flag)
        .Answer<DutyBoardResponse>(200, "As it is now.", () => JsonNode.Parse("""
            { "at": "2026-11-30T10:02:11.512+03:00", "items": [{ "authority": "10012000", "authorityName": "Kaliningrad customs office", "timeZone": "Europe/Kaliningrad",
              "localTime": "2026-11-30T09:02:11.512+02:00",
              "shift": { "entry": "0197f0a4-9d20-7c41-a2b3-51d7e6f80913", "number": "10012000-41", "officer": "P. Sidorov", "since": "2026-11-30T08:00:04.113+02:00", "overdue": false },
              "today": [{ "severity": "serious", "severityName": "Serious", "count": 1 }], "open": 2, "overdue": 0 }] }
            """)!)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument List() => new RouteDocument(Tag, Operation.ListDutySummaries, "Daily summaries")
        .Text("Of the authorities whose entries the caller sees, the newest first. They are written each morning at eight in Moscow, for the FCS and for each authority under it that leads others.")
        .Query("authority", "Whose.", "10200000", form: ParameterForm.Authority)
        .Query("limit", "1 to 200; 50 if left out.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<DutySummaryList>(200, "A page; without `next` it is the last.", () => new JsonObject { ["items"] = new JsonArray(Item()) })
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Get() => new RouteDocument(Tag, Operation.GetDutySummary, "The summary of a day")
        .Text("Of the 24 hours that end on this day at eight in Moscow, as the journals stood then, however late it was written. It is an entry of the register `duty-summary`, and printed as one.")
        .Path("day", "The day on whose morning it ends.", "2026-11-30", form: ParameterForm.Day)
        .Query("authority", "Whose; the caller's own if left out, and for an auditor that of the FCS.", "10000000", form: ParameterForm.Authority)
        .Answer<DutySummaryResponse>(200, "The summary.", () =>
        {
            var listing = JsonNode.Parse("""
                { "total": 1, "items": [{ "id": "0197f0a4-9d20-7c41-a2b3-51d7e6f80913", "register": "incident", "registerTitle": "Incidents of the duty service", "number": "10216000-17/2026",
                  "authority": "10216000", "state": "reported", "stateName": "Reported", "term": "first-report", "termName": "First report", "dueAt": "2026-11-30T07:32:00+03:00", "overdue": true,
                  "severity": "serious", "severityName": "Serious" }] }
                """)!;
            var none = JsonNode.Parse("""{ "total": 0, "items": [] }""")!;
            return new JsonObject
            {
                ["summary"] = Item(),
                ["since"] = "2026-11-29T08:00:00+03:00",
                ["until"] = "2026-11-30T08:00:00+03:00",
                ["figures"] = JsonNode.Parse("""{ "rows": [{ "authority": "10216000", "severity": "serious", "severityName": "Serious", "registered": 1, "closed": 0, "open": 1, "overdue": 1 }] }"""),
                ["registered"] = listing,
                ["closed"] = none,
                ["overdue"] = listing.DeepClone(),
                ["shifts"] = none.DeepClone(),
            };
        })
        .Refuses(Refusals.BadInput("/authority", "Expected a code of eight digits."), Refusals.Unauthenticated, DutyEndpoints.NoSuchSummary, Refusals.Away);

    private static JsonNode Item() => JsonNode.Parse("""
        { "day": "2026-11-30", "authority": "10000000", "authorityName": "Federal Customs Service", "entry": "0197f0a4-9d20-7c41-a2b3-51d7e6f80914", "number": "10000000-334", "registered": 1,
          "closed": 0, "overdue": 1, "shifts": 0, "acknowledged": false }
        """)!;
}
