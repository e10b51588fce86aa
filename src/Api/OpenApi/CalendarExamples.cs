using System.Text.Json.Nodes;

namespace RmsOrleans.Api.OpenApi;

/// <summary>What the routes of the calendar answer.</summary>
internal static class CalendarExamples
{
    public const string Tag = "\"0\"";

    private const string Skipped =
        """
        [ { "date": "2026-12-31", "reason": "TransferredDayOff", "reasonName": "transferred day off" }, { "date": "2027-01-01", "reason": "Holiday", "reasonName": "public holiday" }, { "date": "2027-01-02", "reason": "Holiday", "reasonName": "public holiday" },
          { "date": "2027-01-03", "reason": "Holiday", "reasonName": "public holiday" }, { "date": "2027-01-04", "reason": "Holiday", "reasonName": "public holiday" }, { "date": "2027-01-05", "reason": "Holiday", "reasonName": "public holiday" },
          { "date": "2027-01-06", "reason": "Holiday", "reasonName": "public holiday" }, { "date": "2027-01-07", "reason": "Holiday", "reasonName": "public holiday" }, { "date": "2027-01-08", "reason": "Holiday", "reasonName": "public holiday" },
          { "date": "2027-01-09", "reason": "Weekend", "reasonName": "weekend" }, { "date": "2027-01-10", "reason": "Weekend", "reasonName": "weekend" } ]
        """;

    public static JsonNode Years() => Json("""{ "revision": 0, "years": [ 2025, 2026, 2027 ] }""");

    public static JsonNode Year() => Json(
        """
        {
          "year": 2026, "revision": 0, "workingDays": 247,
          "days": [ { "date": "2026-02-23", "mark": "Holiday" }, { "date": "2026-03-09", "mark": "TransferredDayOff" }, { "date": "2026-04-30", "mark": "Short" } ]
        }
        """);

    public static JsonNode Term() => Json(
        $$"""
        {
          "authority": "10216000", "timeZone": "Europe/Moscow", "term": { "amount": 10, "unit": "CalendarDays" },
          "startedAt": "2026-12-21T09:00:00+03:00", "lastDay": "2027-01-11", "dueAt": "2027-01-12T00:00:00+03:00",
          "skippedDays": {{Skipped}}, "calendarRevision": 0, "provisional": false
        }
        """);

    public static JsonNode DraftDeadline()
    {
        var deadline = Term().AsObject();
        deadline.Remove("authority");
        deadline.Insert(0, "kind", "Consideration");
        deadline.Insert(1, "kindName", "Consideration");
        deadline.Insert(2, "responsible", "10000000");
        deadline["overdue"] = false;
        return deadline;
    }

    public static JsonNode Load() => Json(
        """
        {
          "days": [
            { "date": "2028-01-01", "mark": "Holiday" }, { "date": "2028-01-02", "mark": "Holiday" }, { "date": "2028-01-03", "mark": "Holiday" },
            { "date": "2028-01-04", "mark": "Holiday" }, { "date": "2028-01-05", "mark": "Holiday" }, { "date": "2028-01-06", "mark": "Holiday" },
            { "date": "2028-01-07", "mark": "Holiday" }, { "date": "2028-01-08", "mark": "Holiday" }, { "date": "2028-02-23", "mark": "Holiday" },
            { "date": "2028-03-08", "mark": "Holiday" }, { "date": "2028-05-01", "mark": "Holiday" }, { "date": "2028-05-09", "mark": "Holiday" },
            { "date": "2028-06-12", "mark": "Holiday" }, { "date": "2028-11-04", "mark": "Holiday" },
            { "date": "2028-02-21", "mark": "TransferredDayOff" },
            { "date": "2028-02-19", "mark": "WorkingWeekendDay" }, { "date": "2028-02-22", "mark": "Short" }
          ]
        }
        """);

    public static JsonNode Loaded() => Json(
        $$"""
        {
          "year": 2028, "revision": 1, "applied": true, "openDeadlines": 214, "movedDeadlines": 1,
          "moves": [
            {
              "draft": "{{Examples.Id}}", "number": "{{Examples.Number}}", "kind": "GatheringInformation", "kindName": "Gathering of information", "responsible": "10000000",
              "dueBefore": "2028-02-22T00:00:00+03:00", "dueAfter": "2028-02-23T00:00:00+03:00"
            }
          ],
          "missingHolidays": []
        }
        """);

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
