using Microsoft.AspNetCore.WebUtilities;
using RmsOrleans.Api.RiskAreas;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Http;

namespace RmsOrleans.Desk.Reference;

/// <summary>The register of risk areas, one of them, and where authorities must have profiles in them.</summary>
internal static class RiskAreaPages
{
    private const string Coverage = $"{ReferencePages.Path}/classifiers/risk-area-duties";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/reference/classifiers/risk-areas", List);
        routes.Page("/reference/classifiers/risk-area-duties", Cover);
        routes.Page("/reference/risk-areas/{code}", Show);
        routes.Page("/reference/risk-areas/{code}/file", desk => desk.Download($"/risk-areas/{Uri.EscapeDataString(desk.Path("code"))}/export", $"{desk.Path("code")}.json"));
    }

    /// <summary>The page of an area.</summary>
    public static string Of(string code) => $"{ReferencePages.Path}/risk-areas/{Uri.EscapeDataString(code)}";

    /// <summary>The cells of an authority.</summary>
    public static string Of(AuthorityCode authority) => $"{Coverage}?authority={authority}";

    private static async Task<IResult> List(DeskRequest desk) => desk.Page<RiskAreasPage>(
        (nameof(RiskAreasPage.Areas), await desk.Get("/risk-areas", DeskJson.Default.RiskAreaList)),
        (nameof(RiskAreasPage.Loaded), ClassifierPages.Loaded(desk)));

    private static async Task<IResult> Show(DeskRequest desk)
    {
        var code = Uri.EscapeDataString(desk.Path("code"));
        var area = await desk.Get($"/risk-areas/{code}", DeskJson.Default.RiskAreaResponse);
        return desk.Page<RiskAreaPage>(
            (nameof(RiskAreaPage.Of), area), (nameof(RiskAreaPage.Cells), (await desk.Get($"/risk-coverage?area={code}", DeskJson.Default.RiskCoverageResponse)).Items));
    }

    private static async Task<IResult> Cover(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, "area", "authority", "state");
        var answer = await desk.Ask(HttpMethods.Get, QueryHelpers.AddQueryString("/risk-coverage", address.Chosen));
        var cells = answer.IsGood ? answer.Read(DeskJson.Default.RiskCoverageResponse).Items : [];
        var areas = await desk.Get("/risk-areas", DeskJson.Default.RiskAreaList);
        return desk.Page<RiskCoveragePage>(
            answer.Status, (nameof(RiskCoveragePage.Cells), cells), (nameof(RiskCoveragePage.Areas), areas.Items), (nameof(RiskCoveragePage.Chosen), address.Chosen),
            (nameof(RiskCoveragePage.Problem), answer.IsGood ? null : answer.Problem()),
            (nameof(RiskCoveragePage.Loaded), ClassifierPages.Loaded(desk)));
    }
}

/// <summary>How what there is against a risk is shown.</summary>
internal static class RiskCellLook
{
    public static string Of(RiskCellState state) => state switch
    {
        RiskCellState.InForce => "done",
        RiskCellState.UnderConsideration => "soon",
        RiskCellState.Nothing => "muted",
        RiskCellState.Overdue => "late",
    };
}
