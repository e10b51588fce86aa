using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Reference;

/// <summary>The reference data that the program goes by.</summary>
internal static class ReferencePages
{
    public const string Path = $"{Places.Prefix}/reference";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/reference", Show);
        AuthorityPages.Map(routes);
        CalendarPages.Map(routes);
        ClassifierPages.Map(routes);
        RiskAreaPages.Map(routes);
        DeadlinePages.Map(routes);
    }

    private static async Task<IResult> Show(DeskRequest desk) => desk.Page<ReferencePage>(
        (nameof(ReferencePage.Authorities), await desk.Get("/authorities", DeskJson.Default.AuthorityList)),
        (nameof(ReferencePage.Calendar), await desk.Get("/calendar", DeskJson.Default.CalendarResponse)),
        (nameof(ReferencePage.Classifiers), await desk.Get("/classifiers", DeskJson.Default.ClassifierList)));
}
