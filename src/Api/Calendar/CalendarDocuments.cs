using System.Text.Json.Nodes;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Api.Calendar;

/// <summary>The production calendar, and terms counted by it.</summary>
internal static class CalendarDocuments
{
    private const string Tag = "The calendar's revision.";

    public static RouteDocument Years() => Read<CalendarResponse>(Operation.GetCalendar, "The years that the production calendar has", CalendarExamples.Years)
        .Text("A year without data is counted by its weekends and the holidays that the law fixes; what comes of that is provisional.")
        .Refuses(Refusals.Unauthenticated);

    public static RouteDocument Year() => Read<CalendarYearResponse>(Operation.GetCalendarYear, "The marked days of a year", CalendarExamples.Year)
        .Path("year", "The year.", "2026", form: ParameterForm.Number(1992, 2199))
        .Refuses(Refusals.Unauthenticated, Refusals.Nothing("The calendar has no data of this year."));

    public static RouteDocument Load() => new RouteDocument("Calendar", Operation.LoadCalendarYear, "Load a year of the production calendar")
        .Text(
            "The days sent take the place of all that the year had; all of them or none, and every faulty one is named. First see "
            + "with `dryRun=true` what would move; its ETag is the If-Match of the load. After it the open deadlines are moved one after the other, "
            + "each with a line in its draft's journal; what was missed stays missed.")
        .Path("year", "The year, from 1992 to 2199.", "2028", form: ParameterForm.Number(1992, 2199))
        .Query("dryRun", "true: only say what would move.", "true", form: ParameterForm.Flag)
        .Query("allowMissingHolidays", "true: take a year that lacks statutory holidays; `missingHolidays` names them.", "true", form: ParameterForm.Flag)
        .Header("If-Match", "The ETag of the calendar as you saw it; a dry run needs none.", example: CalendarExamples.Tag)
        .Body<LoadCalendarYear>(CalendarExamples.Load)
        .Answer<CalendarLoadResponse>(200, "Loaded, or what a load would do.", CalendarExamples.Loaded, ("ETag", Tag))
        .Refuses(
            Refusals.BadInput("/days/1", "2028-02-26 is on a weekend; only a weekday can be a transferred day off."), Refusals.Unauthenticated,
            Refusals.NotFor("This needs the role operator."), Refusals.Nothing("There is no calendar of this year; there are 1992 to 2199."),
            Refusals.Refused(RefusalReason.Stale, "The calendar has changed: you saw revision 0, and it has 1. Look again at what would move."),
            RequestBody.TooLarge, Refusals.MediaType, CalendarLoadEndpoints.Needed, Refusals.Away);

    public static RouteDocument Explain() => new RouteDocument("Calendar", Operation.ExplainTerm, "Any term, explained")
        .Text("The last day, the moment it is due, and every skipped day with its reason, by the days of the authority's time zone.")
        .Query("from", "The event: a time with its offset, or a day. Terms in days begin with the day after it.", "2026-12-21T06:00:00Z", required: true)
        .Query("term", "How many.", "10", form: ParameterForm.Number(1, Term.Longest), required: true)
        .Query("unit", "Of what: working (days), calendar (days) or hours.", "calendar", form: ParameterForm.OneOf("working", "calendar", "hours"), required: true)
        .Query("authority", "Whose days; the caller's authority by default.", "10216000", form: ParameterForm.Authority)
        .Answer<TermResponse>(200, "As the calendar stands.", CalendarExamples.Term)
        .Refuses(Refusals.BadInput("/unit", "Expected working, calendar or hours."), Refusals.Unauthenticated);

    public static RouteDocument DraftDeadline() => new RouteDocument("Drafts", Operation.GetDeadline, "The deadline of a draft, explained")
        .Text("404 also where no deadline runs.")
        .Path("id", DocumentTexts.DraftId, Examples.Id, form: ParameterForm.Draft)
        .Answer<DraftDeadlineResponse>(200, "As it stands.", CalendarExamples.DraftDeadline)
        .Refuses(Refusals.Unauthenticated, Refusals.NoDraft, Refusals.Away);

    private static RouteDocument Read<T>(Operation operation, string summary, Func<JsonNode> example) => new RouteDocument("Calendar", operation, summary)
        .Header("If-None-Match", DocumentTexts.IfNoneMatch, example: CalendarExamples.Tag)
        .Answer<T>(200, "As it stands.", example, ("ETag", Tag), ("Vary", EntityTags.Vary), ("Cache-Control", "private, no-cache"))
        .NotModified();
}
