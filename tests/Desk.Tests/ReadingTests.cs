using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Each reading of content stands once in the read log, however many answers of the API a page is put together from.</summary>
[Collection(OneDesk.Name)]
public sealed class ReadingTests(TheProgram program)
{
    [Fact(Timeout = Limits.OneTest)]
    public async Task A_page_is_one_reading_and_what_shows_nothing_is_none()
    {
        var draft = await ADraft.Prepared(program);
        var page = $"/desk/drafts/{Id(draft)}";
        using var author = Visitor.Of(program, Ceramics.Author);

        await author.See(page);
        Assert.Equal(1, await Readings(draft));

        var form = await author.See($"{page}/edit");
        Assert.Equal(2, await Readings(draft));

        form.Fill("/content/title", "Another title");
        Assert.Equal(HttpStatusCode.OK, (await author.Press(form, "check")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await author.Press(form, "save")).Status);
        Assert.Equal(2, await Readings(draft));
        Assert.Equal("Another title", (await author.See($"{page}/edit?unfinished=1")).Fields["/content/title"]);
        Assert.Equal(3, await Readings(draft));

        Assert.Equal(HttpStatusCode.SeeOther, (await author.Press(form, "send")).Status);
        Assert.Equal(3, await Readings(draft));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_form_that_is_shown_again_is_a_reading_however_it_was_asked_for()
    {
        var draft = await ADraft.Prepared(program);
        using var author = Visitor.Of(program, Ceramics.Author);
        var form = $"/desk/drafts/{Id(draft)}/edit";

        var shown = await author.Post(form, [KeyValuePair.Create("_do", "add:/content/measures")]);

        Assert.Equal(HttpStatusCode.OK, shown.Status);
        Assert.NotEmpty(shown.Fields);
        Assert.Equal(1, await Readings(draft));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task Whoever_may_not_see_it_has_read_nothing()
    {
        var draft = await ADraft.Prepared(program);
        using var other = Visitor.Of(program, Ceramics.Author with { Authority = Ceramics.Vladivostok });

        Assert.Equal(HttpStatusCode.NotFound, (await other.Open($"/desk/drafts/{Id(draft)}")).Status);

        Assert.Equal(0, await Readings(draft));
    }

    private static string Id(ADraft draft) => draft.Path[(draft.Path.LastIndexOf('/') + 1)..];

    private async Task<int> Readings(ADraft draft) =>
        (await program.As(Ceramics.Auditor).GetAsync($"/api/v1/read-log?draft={Id(draft)}").Body(HttpStatusCode.OK))["items"]!.AsArray().Count;
}
