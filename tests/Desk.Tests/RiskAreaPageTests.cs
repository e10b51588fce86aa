using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Risk areas, where profiles are obligatory, and the form of a draft that names one.</summary>
public sealed class RiskAreaPageTests(TheProgram program) : IClassFixture<TheProgram>, IAsyncLifetime
{
    public Task InitializeAsync() => program.LoadRiskAreas();

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory(Timeout = Limits.OneTest)]
    [InlineData("en", "Undervalued tiles", "Overdue", "not shown to your authority")]
    [InlineData("ru", "Занижение стоимости плитки", "Просрочено", "вашему таможенному органу не показывается")]
    public async Task Show_areas_and_how_authorities_stand(string language, string title, string overdue, string notShown)
    {
        using var office = Visitor.Of(program, Ceramics.Coordinator, language);
        using var centre = Visitor.Of(program, Ceramics.FcsCoordinator, language);

        var list = await office.See("/desk/reference/classifiers/risk-areas");
        var area = await office.See("/desk/reference/risk-areas/RA-07");
        var whole = await centre.See("/desk/reference/classifiers/risk-area-duties");
        var late = await centre.See("/desk/reference/classifiers/risk-area-duties?state=Overdue");
        var faulty = await centre.Open("/desk/reference/classifiers/risk-area-duties?authority=1");
        var file = await centre.Open("/desk/reference/risk-areas/RA-07/file");

        Assert.Contains(title, list.Text, StringComparison.Ordinal);
        Assert.Contains(title, area.Text, StringComparison.Ordinal);
        Assert.Contains(notShown, area.Text, StringComparison.Ordinal);
        Assert.Equal(2, whole.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(["RA-07", "RA-08"], whole.Document.QuerySelectorAll("thead a").Select(each => each.TextContent));
        Assert.Contains(overdue, Assert.Single(late.Document.QuerySelectorAll("tbody tr")).TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.NotNull(faulty.Document.QuerySelector("[role=alert]"));
        Assert.Equal((HttpStatusCode.OK, "application/json"), (file.Status, file.Response.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, (await office.Open("/desk/reference/risk-areas/RA-99")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_draft_takes_an_area_that_is_offered()
    {
        using var author = Visitor.Of(program, Ceramics.Author);

        var form = await author.See("/desk/drafts/new");
        Assert.Equal(["RA-07"], form.Document.QuerySelectorAll("#risk-areas option").Select(each => each.GetAttribute("value"))); // the other has ended
        form.Fill("/content/riskArea/code", "RA-99");
        var refused = await author.Press(form, "send");

        Assert.Contains("The register has no such risk area.", refused.Faults);
    }
}
