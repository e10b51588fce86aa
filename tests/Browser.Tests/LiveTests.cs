using System.Diagnostics;
using System.Net;
using Microsoft.Playwright;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Browser.Tests.Stage;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests;

/// <summary>What the script adds to a form that is being written: faults of fields that have been left, and input that outlives the browser.</summary>
[Collection(OneBrowser.Name)]
public sealed class LiveTests(TheBrowser browser, TheProgram program)
{
    private static readonly TimeSpan soon = TimeSpan.FromSeconds(1);

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task A_field_that_was_left_shows_its_fault_soon_and_another_never()
    {
        await using var author = await Person.AtWork(browser, program, Somebody("visits"), "ru");
        var store = await program.Store();
        await author.Opens("/desk/drafts/new");
        var title = author.Page.GetByLabel(ContentNames.Title.Ru, new() { Exact = true });
        var fault = author.Page.Locator("#f-content-title-fault");

        // Of several times one is enough: whoever else works on this machine says little about the page.
        var shortest = TimeSpan.MaxValue;
        for (var tries = 0; tries < 5 && shortest > soon; tries++)
        {
            await author.Opens("/desk/drafts/new");
            await title.FocusAsync();
            var waiting = Stopwatch.StartNew();
            await author.Page.Keyboard.PressAsync("Tab");
            await fault.WaitForAsync();
            shortest = TimeSpan.FromTicks(Math.Min(waiting.Elapsed.Ticks, shortest.Ticks));
        }
        Assert.True(shortest <= soon, $"The fault was shown after {shortest}.");
        Assert.Matches("[а-я]", await fault.InnerTextAsync());
        Assert.Equal("true", await title.GetAttributeAsync("aria-invalid"));
        Assert.Contains("f-content-title-fault", await title.GetAttributeAsync("aria-describedby"));

        // Everything is empty, and so most of it is wrong; but nobody has been there.
        var visited = await author.Page.EvaluateAsync<string>("document.activeElement.id");
        await Answered(author, () => author.Page.Keyboard.PressAsync("Tab"));
        var shown = await author.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('.fault')].map(each => each.parentElement.id)");
        Assert.All(shown, id => Assert.Contains(id, new[] { "f-content-title-fault", $"{visited}-fault" }));

        // Mended, it is gone.
        await title.FillAsync("Плитка");
        await author.Page.Keyboard.PressAsync("Tab");
        await fault.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.Null(await title.GetAttributeAsync("aria-invalid"));

        Assert.Equal(store, await program.Store());
        author.Troubles.AreNone();
    }

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task Checking_stores_nothing_of_the_draft_and_keeps_nothing_that_was_not_typed()
    {
        var draft = await ADraft.Prepared(program);
        await using var author = await Person.AtWork(browser, program, Ceramics.Author, "en");
        var before = await Journal(draft);
        await author.Opens($"/desk/drafts/{draft.Path.Split('/')[^1]}/edit");
        await author.Page.GetByLabel(ContentNames.Title.En, new() { Exact = true }).FocusAsync();
        for (var fields = 0; fields < 3; fields++)
            await Answered(author, () => author.Page.Keyboard.PressAsync("Tab"));

        Assert.Equal(before, await Journal(draft));
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Ceramics.Author).GetAsync($"/api/v1/unfinished/content.{draft.Path.Split('/')[^1]}")).StatusCode);
        author.Troubles.AreNone();
    }

    /// <summary>By the style sheet, so that it is the same without script.</summary>
    [BrowserTheory(Timeout = Limits.OneTest)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_operator_that_compares_fields_asks_for_a_field_of_the_same_type_and_no_other_for_one(bool script)
    {
        await using var author = await Person.AtWork(browser, program, Somebody("compares"), "ru", script);
        await author.Opens("/desk/drafts/new");
        await author.Presses("Добавить: Индикаторы риска");
        var (values, other) = (author.Page.GetByLabel(ContentNames.Values.Ru, new() { Exact = true }), author.Page.GetByLabel("Другое поле", new() { Exact = true }));
        Assert.Equal((true, false), (await values.IsVisibleAsync(), await other.IsVisibleAsync()));

        await author.Page.GetByLabel("Поле декларации", new() { Exact = true }).SelectOptionAsync("netWeightKg");
        await author.Page.GetByLabel(ContentNames.Condition.Ru, new() { Exact = true }).SelectOptionAsync("equalsField");
        Assert.Equal((false, true), (await values.IsVisibleAsync(), await other.IsVisibleAsync()));
        Assert.Equal(["decimal"], await other.EvaluateAsync<string[]>("list => [...list.querySelectorAll('optgroup')].filter(each => getComputedStyle(each).display !== 'none').map(each => each.dataset.type)"));

        if (script)
        {
            await other.SelectOptionAsync("netWeightKg");
            await other.FocusAsync();
            await Answered(author, () => author.Page.Keyboard.PressAsync("Tab"));
            var fault = author.Page.Locator("#f-content-riskArea-indicators-0-values-fault");
            await fault.WaitForAsync();
            Assert.Contains("Поле сравнивается с другим полем.", await fault.InnerTextAsync());
        }
        author.Troubles.AreNone();
    }

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task What_was_typed_outlives_the_browser()
    {
        var somebody = Somebody("keeps");
        await using (var author = await Person.AtWork(browser, program, somebody, "ru"))
        {
            await author.Opens("/desk/drafts/new");
            await author.Page.RunAndWaitForResponseAsync(
                () => author.Page.GetByLabel(ContentNames.Title.Ru, new() { Exact = true }).FillAsync("Начато и не закончено"),
                answer => answer.Request.PostData?.Contains("_do=save") == true && answer.Ok);
            author.Troubles.AreNone();
        }

        await using var again = await Person.Arrives(browser, program.ClientOptions.BaseAddress, "ru");
        await again.SignsIn(program.Token(somebody));
        await again.GoesTo("New draft", "Новый проект");
        await again.Follows("Продолжить");
        Assert.Equal("Начато и не закончено", await again.Page.GetByLabel(ContentNames.Title.Ru, new() { Exact = true }).InputValueAsync());
        again.Troubles.AreNone();
    }

    [BrowserFact(Timeout = Limits.OneTest)]
    public async Task Whoever_leaves_what_is_not_kept_yet_is_asked()
    {
        await using var author = await Person.AtWork(browser, program, Somebody("leaves"), "en");
        await author.Opens("/desk/drafts/new");
        await author.Page.GetByLabel(ContentNames.Title.En, new() { Exact = true }).PressSequentiallyAsync("Half");
        await author.Follows("Journal");
        Assert.Contains("(beforeunload)", Assert.Single(author.Troubles.Seen));
    }

    private static Actor Somebody(string subject) => Ceramics.Author with { Subject = $"author-who-{subject}" };

    /// <summary>Leaves a field, and waits until its check has been answered and shown.</summary>
    private static async Task Answered(Person person, Func<Task> leave)
    {
        await person.Page.RunAndWaitForResponseAsync(leave, answer => answer.Request.PostData?.Contains("_do=check") == true);
        await person.Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    private async Task<string> Journal(ADraft draft) => await (await draft.Get(Ceramics.Author, "/journal")).Content.ReadAsStringAsync();
}
