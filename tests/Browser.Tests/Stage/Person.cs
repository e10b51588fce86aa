using Microsoft.Playwright;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>An official at a computer of their own, who finds everything by what the page says in their language.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string language;

    private Person(IBrowserContext context, IPage page, string language) => (this.context, Page, this.language) = (context, page, language);

    public IPage Page { get; }

    public IBrowserContext Context => context;

    /// <summary>What the browser complained of meanwhile.</summary>
    public Troubles Troubles { get; } = new();

    /// <summary>Whether the pages may run their script.</summary>
    public static async Task<Person> Arrives(TheBrowser browser, Uri desk, string language, bool script = true)
    {
        var context = await browser.Running.NewContextAsync(new()
        {
            BaseURL = desk.ToString(),
            JavaScriptEnabled = script,
            Locale = language == "ru" ? "ru-RU" : "en-US",
            ViewportSize = new() { Width = 1366, Height = 768 },
        });
        context.SetDefaultTimeout((float)Patience.Longest.TotalMilliseconds);
        var person = new Person(context, await context.NewPageAsync(), language);
        person.Troubles.Watch(context);
        return person;
    }

    /// <summary>With a session already.</summary>
    public static async Task<Person> AtWork(TheBrowser browser, TheProgram program, Actor actor, string language, bool script = true)
    {
        var person = await Arrives(browser, program.ClientOptions.BaseAddress, language, script);
        await person.context.AddCookiesAsync([new Cookie { Name = "rms", Value = program.Token(actor), Url = program.ClientOptions.BaseAddress.ToString(), HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        return person;
    }

    public string In(Phrase phrase) => language == "ru" ? phrase.Ru : phrase.En;

    public string T(string en, string ru) => language == "ru" ? ru : en;

    public Task Opens(string place) => Page.GotoAsync(place);

    public async Task SignsIn(string token)
    {
        await Opens("/");
        await Page.GetByLabel(T("Token", "Токен")).FillAsync(token);
        await Presses(T("Sign in", "Войти"));
        await Page.GetByRole(AriaRole.Heading, new() { Name = T("Tasks", "Задачи") }).WaitForAsync();
    }

    public Task Presses(string button) => Page.Leads(() => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).Last.ClickAsync());

    public Task Follows(string link) => Follows(Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).First);

    public Task Follows(ILocator link) => Page.Leads(() => link.ClickAsync());

    /// <summary>Into a section, by its name on top of every page.</summary>
    public Task GoesTo(string en, string ru) => Follows(Page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = T(en, ru), Exact = true }));

    /// <summary>Opens the draft of this title from the journal, which has the newest on top.</summary>
    public async Task OpensDraft(string title)
    {
        await GoesTo("Journal", "Журнал");
        await Follows((await Row(title)).GetByRole(AriaRole.Link).First);
        await Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }).WaitForAsync();
    }

    /// <summary>The form of a step that waits for this person, from the list of tasks.</summary>
    public async Task OpensTask(string title, string route)
    {
        await GoesTo("Tasks", "Задачи");
        await Follows((await Row(title)).GetByRole(AriaRole.Link, new() { Name = StepName(route), Exact = true }));
    }

    /// <summary>The form of a step that may be taken, from the page of the draft.</summary>
    public async Task OpensStep(string title, string route)
    {
        await OpensDraft(title);
        await Follows(StepName(route));
    }

    /// <summary>Sends the form by its button, and sees that it is done.</summary>
    public async Task Sends(string button)
    {
        await Presses(button);
        await SeesItDone(button);
    }

    public async Task SeesItDone(string what)
    {
        var isDone = await Page.GetByRole(AriaRole.Status).CountAsync() > 0 && await Page.GetByRole(AriaRole.Alert).CountAsync() == 0;
        Assert.True(isDone, $"{what}, at {Page.Url}: {await Page.GetByRole(AriaRole.Main).InnerTextAsync()}");
    }

    public string StepName(string route) => In(DraftCommandTable.All.Of(route).Name);

    public ValueTask DisposeAsync() => context.DisposeAsync();

    /// <summary>The row of a list, on whichever of its pages.</summary>
    private async Task<ILocator> Row(string text)
    {
        var row = Page.GetByRole(AriaRole.Row).Filter(new() { HasText = text });
        var more = Page.GetByRole(AriaRole.Link, new() { Name = T("More", "Ещё"), Exact = true });
        while (await row.CountAsync() == 0 && await more.CountAsync() > 0)
            await Follows(more);
        return row.First;
    }
}

internal static class Navigation
{
    /// <summary>Does what leads to another page, and waits until that is there with its script.</summary>
    public static async Task Leads(this IPage page, Func<Task> act)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrive(object? sender, IPage loaded) => arrived.TrySetResult();
        page.Load += Arrive;
        try
        {
            await act();
            await arrived.Task.WaitAsync(Patience.Longest);
        }
        finally
        {
            page.Load -= Arrive;
        }
    }
}
