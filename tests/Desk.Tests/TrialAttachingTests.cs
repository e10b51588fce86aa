using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>A trial run is attached from its page, and the page of the draft shows it.</summary>
[Collection(OneDesk.Name)]
public sealed class TrialAttachingTests(TheProgram program)
{
    [Theory(Timeout = Limits.OneTest)]
    [InlineData("ru", "Приложить к проекту", "Приложенный пробный прогон", "Приложить пробный прогон")]
    [InlineData("en", "Attach to the draft", "Attached trial run", "Attach a trial run")]
    public async Task One_button_attaches_it(string language, string button, string heading, string step)
    {
        var draft = await ADraft.Prepared(program);
        var id = draft.Path.Split('/')[^1];
        var run = await ARun.Of(program, Ceramics.Author, id);
        using var author = Visitor.Of(program, Ceramics.Author, language);

        var form = (await author.See($"/desk/trials/{run}")).Document.QuerySelector("form[action$='/attach']")!;
        Assert.Equal(button, form.QuerySelector("button")!.TextContent.Trim());
        var fields = form.QuerySelectorAll("input[type=hidden]").Select(each => KeyValuePair.Create(each.GetAttribute("name")!, each.GetAttribute("value")!)).ToArray();
        var sent = await author.Post(form.GetAttribute("action")!, fields);

        Assert.True(sent.Status == HttpStatusCode.SeeOther, sent.Text);
        Assert.Equal($"/desk/drafts/{id}?done=trial-run", sent.Location);
        var page = (await author.See(sent.Location!)).Document;
        Assert.Contains(step, page.QuerySelector("[role=status]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(heading, page.QuerySelector("#attached-run")!.TextContent);

        // Sent again with the same key it is the same; with a state that has passed it is refused on the page of the run.
        Assert.Equal(HttpStatusCode.SeeOther, (await author.Post(form.GetAttribute("action")!, fields)).Status);
        var late = await author.Post(form.GetAttribute("action")!, fields.Select(field => field.Key == "_key" ? KeyValuePair.Create("_key", Guid.NewGuid().ToString("N")) : field));
        Assert.Equal(HttpStatusCode.PreconditionFailed, late.Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Who_may_not_attach_it_sees_no_button()
    {
        var draft = await ADraft.Prepared(program);
        var run = await ARun.Of(program, Ceramics.Author, draft.Path.Split('/')[^1]);
        using var coordinator = Visitor.Of(program, Ceramics.Coordinator);

        Assert.Null((await coordinator.See($"/desk/trials/{run}")).Document.QuerySelector("form[action$='/attach']"));
    }
}
