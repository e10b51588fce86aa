using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Api.Calendar;

/// <summary>
/// What a load moves. <paramref name="Moves"/> lists the deadlines that were due first, at most a hundred. With <paramref name="Applied"/>
/// they are moved one after the other from now on, each with a line in its draft's journal. <paramref name="MissingHolidays"/> are statutory
/// holidays that the year lacks; a load with some must say that it is meant.
/// </summary>
public sealed record CalendarLoadResponse(
    int Year, long Revision, bool Applied, int OpenDeadlines, int MovedDeadlines, ImmutableArray<MoveResponse> Moves, ImmutableArray<DateOnly> MissingHolidays);

/// <summary>A deadline that moves with the calendar.</summary>
public sealed record MoveResponse(
    DraftId Draft, RegistrationNumber? Number, DeadlineKind Kind, AuthorityCode Responsible, DateTimeOffset DueBefore, DateTimeOffset DueAfter)
{
    public Phrase KindName => Kind.InWords();
}

/// <summary>A year of the calendar is loaded by an operator, who sees before what it moves.</summary>
internal sealed class CalendarLoadEndpoints(ICalendarPreviews previews, ICalendarLoads loads, CommandBodies bodies, LocalTimes times)
{
    private const int FirstYear = 1992;
    private const int LastYear = 2199;
    private const string Allow = "allowMissingHolidays";

    public static readonly Problem Needed = Problems.PreconditionRequired(new(
        "Send the ETag of the calendar as you saw it in If-Match; with ?dryRun=true the answer has it, and says what would move.",
        "Передайте в If-Match значение ETag календаря, который Вы видели; с ?dryRun=true ответ содержит его и показывает, какие сроки сдвинутся."));

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.Map(HttpMethods.Put, "/calendar/{year}", Admission.To(Operation.LoadCalendarYear, routes.ServiceProvider.GetRequiredService<CalendarLoadEndpoints>().Load))
            .Described(CalendarDocuments.Load());

    private async Task<IResult> Load(HttpContext context)
    {
        if (!CalendarYears.TryRead(context, out var year) || year is < FirstYear or > LastYear)
            return Problems.NotFound(new($"There is no calendar of this year; there are {FirstYear} to {LastYear}.", $"Календаря этого года нет; возможны годы с {FirstYear} по {LastYear}."));

        var (conditions, refused) = LoadConditions.Read(context, Needed, Allow);
        if (conditions is null)
            return refused!;
        var (load, unreadable) = await bodies.ReadPlain<LoadCalendarYear>(context);
        return load is null ? unreadable! : await Load(context, year, load, conditions);
    }

    private async Task<IResult> Load(HttpContext context, int year, LoadCalendarYear load, LoadConditions conditions)
    {
        var preview = await previews.Preview(year, load, context.RequestAborted);
        if (preview.IsRefused)
            return new RefusalAnswer(preview.Refusal);

        var revision = preview.Value.Revision;
        if (conditions.Seen is { } decidedOn)
        {
            var loaded = await loads.Load(year, load, context.Actor(), decidedOn.Among(revision), conditions.IsAllowed);
            if (loaded.IsRefused)
                return new RefusalAnswer(loaded.Refusal);
            revision = loaded.Value.Revision;
        }

        context.Response.Tag(revision);
        var answer = new CalendarLoadResponse(
            year, revision, Applied: conditions.Seen is not null, preview.Value.Open, preview.Value.Moved, [.. preview.Value.Soonest.Select(Answer)],
            new CalendarYear(year, load.Days).MissingHolidays());
        return Answers.Ok(answer, CalendarResponseJson.Default.CalendarLoadResponse);
    }

    private MoveResponse Answer(DeadlineMove move)
    {
        var zone = times.ZoneOf(move.Before.Responsible);
        return new(move.Draft, move.Number, move.Before.Kind, move.Before.Responsible, move.Before.DueAt.In(zone), move.After.DueAt.In(zone));
    }
}
