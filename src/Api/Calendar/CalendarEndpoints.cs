using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Api.Calendar;

/// <summary>The production calendar and what is counted by it; read by every caller.</summary>
internal sealed class CalendarEndpoints(IReferenceData reference)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<CalendarEndpoints>();
        routes.MapRead("/calendar", endpoints.Years).Described(CalendarDocuments.Years());
        routes.MapRead("/calendar/deadline", endpoints.Explain).Described(CalendarDocuments.Explain());
        routes.MapRead("/calendar/{year}", endpoints.Year).Described(CalendarDocuments.Year());
    }

    private IResult Years(HttpContext context)
    {
        var known = reference.Current.Calendar;
        return context.KnowsAlready(known.Revision)
            ? Results.Empty
            : Answers.Ok(new CalendarResponse(known.Revision, known.Years), CalendarResponseJson.Default.CalendarResponse);
    }

    private IResult Year(HttpContext context)
    {
        var current = reference.Current;
        var known = current.Calendar;
        if (!CalendarYears.TryRead(context, out var number) || known.Year(number) is not { } year)
        {
            return Problems.NotFound(new(
                "The calendar has no data of this year: only weekends and the holidays that the law fixes are known of it.",
                "В календаре нет данных за этот год: известны только выходные и праздничные дни, установленные законом."));
        }
        if (context.KnowsAlready(known.Revision))
            return Results.Empty;

        var answer = new CalendarYearResponse(
            number, known.Revision, known.WorkingDays(number, current.Deadlines.DecreedDaysCount), [.. year.Days.OrderBy(day => (day.Date, day.Mark))]);
        return Answers.Ok(answer, CalendarResponseJson.Default.CalendarYearResponse);
    }

    private IResult Explain(HttpContext context)
    {
        var current = reference.Current;
        var query = new QueryParameters(context.Request.Query, TermQuery.Names);
        return TermQuery.Read(query, context.Actor().Authority, current.Authorities) is { } asked
            ? Answers.Ok(TermResponse.Of(asked.Authority, asked.Explain(current)), CalendarResponseJson.Default.TermResponse)
            : Problems.BadInput(query.Errors);
    }
}
