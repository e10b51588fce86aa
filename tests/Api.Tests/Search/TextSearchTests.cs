using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Search;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Search;

public sealed class TextSearchTests(TheProgram program) : IClassFixture<TheProgram>
{
    [Fact]
    public async Task Shows_what_the_list_would_show_page_by_page()
    {
        for (var i = 0; i < 7; i++)
        {
            await Submit($"Wooden toys {i}");
            program.Clock.Turn(TimeSpan.FromSeconds(1));
        }
        await Prepare("Wooden toys in preparation");
        await Until(Ceramics.Author, "text=wooden", 8);

        Assert.Equal(7, (await Titles(Officials.OfTheFcs, "text=wooden")).Count);
        Assert.Equal(7, (await Titles(Officials.OfTheDirectorate, "text=wooden")).Count);
        Assert.Equal(8, (await Titles(Officials.Auditor, "text=wooden")).Count);
        Assert.Empty(await Titles(Officials.OfVladivostok, "text=wooden"));
        Assert.Empty(await Titles(Officials.OfVladivostok, "text=wooden&authority=10216000"));
        Assert.Equal(["Wooden toys in preparation"], await Titles(Ceramics.Author, "text=wood*&status=Drafting"));
        Assert.Equal(["Wooden toys 3"], await Titles(Ceramics.Author, "text=TOYS%203"));
        Assert.Equal(
            ["Wooden toys 6", "Wooden toys 5", "Wooden toys 4", "Wooden toys 3", "Wooden toys 2", "Wooden toys 1", "Wooden toys 0"],
            await Titles(Officials.OfTheFcs, "text=wooden&limit=3"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("***")]
    [InlineData("a b c d e f g h i j k l m")]
    public async Task Says_what_can_be_searched_for(string text)
    {
        var problem = await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}?text={Uri.EscapeDataString(text)}").Body(HttpStatusCode.BadRequest);

        Assert.Equal("/text", Assert.Single(problem["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task Takes_a_cursor_only_with_the_words_it_was_made_for()
    {
        await Submit("Painted chairs 1");
        await Submit("Painted chairs 2");
        await Until(Ceramics.Author, "text=chairs", 2);
        var page = await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}?text=chairs&limit=1").Body(HttpStatusCode.OK);

        await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}?text=painted&cursor={page.Text("next")}").Body(HttpStatusCode.BadRequest);
    }

    [Fact]
    public void Reads_words_as_they_are_stored()
    {
        Assert.Equal(["занижение", "ёлки 0,45".Split(' ')[0].Replace('ё', 'е'), "0", "45", "кг"], SearchWords.Of("«Занижение» ЁЛКИ 0,45 кг."));
        Assert.Equal("керамич* 690721 tile", TextQuery.Read(" Керамич* (690721) TILE ")!.ToString());
    }

    /// <summary>Usual texts are read a shorter way; a soft hyphen, which is no part of a word, sends them the long one.</summary>
    [Theory]
    [InlineData("«Занижение» ЁЛКИ 0,45 кг. – Ещё раз")]
    [InlineData("10000000/2026-17; (b) ABC_def\t~щЁ\nя")]
    [InlineData("  —  ")]
    [InlineData("ёЁ")]
    public void Reads_words_the_same_on_both_ways(string text) => Assert.Equal(SearchWords.Of($"{text}\u00AD"), SearchWords.Of(text));

    [Fact]
    public void Leaves_out_words_that_are_too_long_on_both_ways()
    {
        var (longest, longer) = (new string('ж', 100), new string('ж', 101));
        Assert.Equal([longest, "а"], SearchWords.Of($"{longest} {longer} а"));
        Assert.Equal([longest, "а"], SearchWords.Of($"{longest} {longer} а\u00AD"));
    }

    private Task Submit(string title)
    {
        var submission = Examples.Submission();
        submission["content"]!["title"] = title;
        return program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.Created);
    }

    private Task Prepare(string title)
    {
        var prepare = Examples.Prepare();
        prepare["content"]!["title"] = title;
        return program.As(Ceramics.Author).Post(Wire.Drafts, prepare.ToJsonString()).Body(HttpStatusCode.Created);
    }

    private Task Until(Actor actor, string query, int count) =>
        Patience.Until($"the index to have {count} for {query}", async () => (await Titles(actor, query)).Count, found => found == count);

    private async Task<List<string>> Titles(Actor actor, string query)
    {
        var titles = new List<string>();
        string? cursor = null;
        do
        {
            var page = await program.As(actor).GetAsync($"{Wire.Drafts}?{query}{(cursor is null ? "" : $"&cursor={cursor}")}").Body(HttpStatusCode.OK);
            titles.AddRange(page["items"]!.AsArray().Select(item => item!.Text("title")));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return titles;
    }
}
