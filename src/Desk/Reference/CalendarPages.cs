using System.Globalization;
using RmsOrleans.Api.Calendar;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Reference;

/// <summary>The production calendar, a year to a page, and its loads.</summary>
internal static class CalendarPages
{
    private const string Path = $"{ReferencePages.Path}/calendar";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/reference/calendar", desk => Task.FromResult(DeskRequest.GoTo($"{Path}/{Today(desk).Year}")));
        routes.Page("/reference/calendar/{year:int}", Show);
        routes.Page("/reference/calendar/{year:int}/load", async desk => Loading.Show(desk, await Load(desk)));
        routes.Form("/reference/calendar/{year:int}/load", async desk => await Loading.Post(desk, await Load(desk)));
    }

    private static DateOnly Today(DeskRequest desk) =>
        desk.Context.RequestServices.GetRequiredKeyedService<TimeProvider>(Clocks.Domain).GetUtcNow().DayIn(desk.Viewer!.Zone);

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var year = int.Parse(desk.Path("year"), CultureInfo.InvariantCulture);
        var known = await desk.Get("/calendar", DeskJson.Default.CalendarResponse);
        var answer = await desk.Ask(HttpMethods.Get, $"/calendar/{year}");
        return desk.Page<CalendarPage>(
            (nameof(CalendarPage.Number), year), (nameof(CalendarPage.Known), known), (nameof(CalendarPage.Year), answer.IsGood ? answer.Read(DeskJson.Default.CalendarYearResponse) : null),
            (nameof(CalendarPage.Today), Today(desk)), (nameof(CalendarPage.Loaded), desk.Number("moved")));
    }

    private static async Task<Load> Load(DeskRequest desk)
    {
        var year = desk.Path("year");
        var answer = await desk.Ask(HttpMethods.Get, $"/calendar/{year}");
        var text = answer.IsGood ? CalendarText.Of(answer.Read(DeskJson.Default.CalendarYearResponse)) : CalendarText.Header + "\n";
        return new(
            $"{desk.In(new("Load the production calendar of", "Загрузка производственного календаря на год:"))} {year}",
            desk.In(new(
                $"Lines such as 2028-01-01,holiday under the header {CalendarText.Header}, with one of {string.Join(", ", CalendarText.Marks)}; or JSON as the API takes it. They take the place of all that the year had.",
                $"Строки вида 2028-01-01,holiday под заголовком {CalendarText.Header}; вид дня – одно из {string.Join(", ", CalendarText.Marks)}; или JSON, как его принимает API. Они заменяют все прежние отметки года.")),
            text, HttpMethods.Put, $"/calendar/{year}", "application/json", $"{Path}/{year}")
        {
            Needs = "loadCalendarYear",
            Preview = answer => new(Calendar: answer.Read(DeskJson.Default.CalendarLoadResponse)),
            Allow = desk.In(new("The year is meant without these holidays", "Год действительно загружается без этих праздничных дней")),
            Read = CalendarText.Read,
            Done = loaded => $"moved={loaded.Read(DeskJson.Default.CalendarLoadResponse).MovedDeadlines}",
        };
    }
}
