using System.Text.Json.Nodes;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Api.Http;

namespace RmsOrleans.Api.OpenApi;

/// <summary>The production calendar, and terms counted by it.</summary>
internal static class CalendarDocuments
{
    private const string Tag = "The calendar's revision.";

    public static RouteDocument Years() => Read<CalendarAnswer>("getCalendar", "The years that the production calendar has", CalendarExamples.Years)
        .Text("A year without data is counted by its weekends and the holidays that the law fixes; what comes of that is provisional.")
        .Refuses(Refusals.Unauthenticated);

    public static RouteDocument Year() => Read<CalendarYearAnswer>("getCalendarYear", "The marked days of a year", CalendarExamples.Year)
        .Path("year", "The year.", "2026")
        .Refuses(Refusals.Unauthenticated, Problems.NotFound("The calendar has no data of this year."));

    public static RouteDocument Explain() => new RouteDocument("Calendar", "explainTerm", "Any term, explained")
        .Text("The last day, the moment it is due, and every skipped day with its reason, by the days of the authority's time zone.")
        .Query("from", "The event: a time with its offset, or a day. Terms in days begin with the day after it.", "2026-12-21T06:00:00Z")
        .Query("term", "How many.", "10")
        .Query("unit", "Of what: working (days), calendar (days) or hours.", "calendar")
        .Query("authority", "Whose days; the caller's authority by default.", "10216000")
        .Answer<TermAnswer>(200, "As the calendar stands.", CalendarExamples.Term)
        .Refuses(Problems.BadInput("/unit", "Expected working, calendar or hours."), Refusals.Unauthenticated);

    public static RouteDocument DraftDeadline() => new RouteDocument("Drafts", "getDeadline", "The deadline of a draft, explained")
        .Text("404 also where no deadline runs.")
        .Path("id", DocumentTexts.DraftId, Examples.Id)
        .Answer<DraftDeadlineAnswer>(200, "As it stands.", CalendarExamples.DraftDeadline)
        .Refuses(Refusals.Unauthenticated, Refusals.NoDraft, Refusals.Away);

    private static RouteDocument Read<T>(string id, string summary, Func<JsonNode> example) => new RouteDocument("Calendar", id, summary)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: CalendarExamples.Tag)
        .Answer<T>(200, "As it stands.", example, ("ETag", Tag), ("Vary", "Authorization"), ("Cache-Control", "private, no-cache"))
        .NotModified();
}
