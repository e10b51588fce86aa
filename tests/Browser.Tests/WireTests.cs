using Microsoft.Playwright;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Browser.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests;

/// <summary>What pages cost on the way to a browser, as the browser counts it.</summary>
[Collection(OneBrowser.Name)]
public sealed class WireTests(TheBrowser browser, TheProgram program)
{
    private const int Rows = 50;

    [BrowserTheory(Timeout = Limits.OneTest)]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_list_of_tasks_is_small_and_the_next_page_smaller(string language)
    {
        await Line.Fill(program, Rows);
        await using var head = await Person.AtWork(browser, program, Ceramics.FcsCoordinator, language);
        var line = await Line.Of(head);

        await head.Opens("/desk/tasks");
        var first = await line.Taken();
        Assert.True(await head.Page.GetByRole(AriaRole.Row).CountAsync() > Rows);
        Assert.True(first is { Bytes: <= 25 * 1024, Requests: <= 5 }, $"The first page: {first}.");

        await head.Follows(head.T("More", "Ещё"));
        var next = await line.Taken();
        Assert.True(next is { Bytes: <= 8 * 1024, Requests: <= 2 }, $"The next page: {next}.");
        await head.GoesTo("Journal", "Журнал");
        var other = await line.Taken();
        Assert.True(other is { Bytes: <= 8 * 1024, Requests: <= 2 }, $"Another page: {other}.");
        head.Troubles.AreNone();
    }

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task Script_and_style_are_small()
    {
        await using var official = await Person.AtWork(browser, program, Ceramics.Coordinator, "ru");
        var line = await Line.Of(official);
        await official.Opens("/desk/tasks");
        var taken = await line.Taken();
        Assert.InRange(taken.Of(".js"), 1, 12 * 1024);
        Assert.InRange(taken.Of(".css"), 1, 6 * 1024);
    }
}
