using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>What was found on the pages that were seen.</summary>
internal sealed class Findings
{
    /// <summary>The routes whose pages were seen.</summary>
    public HashSet<string> Routes { get; } = [];

    /// <summary>Those of whose forms a page with faults was seen.</summary>
    public HashSet<string> Faulty { get; } = [];

    public List<string> Barriers { get; } = [];

    public List<string> Sideways { get; } = [];

    public List<string> Troubles { get; } = [];
}

/// <summary>
/// A tour through the desk: of pages of the same kind one is looked at, and then each of its forms, sent empty on a state that has passed, so that
/// nothing comes of it but faults.
/// </summary>
internal sealed class Tour(DeskRoutes routes, Findings findings, string language, bool withFaults)
{
    private readonly HashSet<string> seen = [];

    private static readonly string axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>Through these pages.</summary>
    public async Task See(Person person, IEnumerable<string> places)
    {
        foreach (var place in places)
        {
            var route = routes.Of(place)!;
            if (await Open(person, place, route) && seen.Add(place) | seen.Add(Kind(route, place)))
                await Look(person, place, route);
        }
        findings.Troubles.AddRange(person.Troubles.Seen);
    }

    /// <summary>From link to link; what is of a kind that was seen before, only leads on.</summary>
    public async Task Explore(Person person, IEnumerable<string> from)
    {
        var opened = new HashSet<string>();
        var waiting = new Queue<string>(from);
        while (waiting.TryDequeue(out var place))
        {
            if (routes.Of(place) is not { } route || !opened.Add(Kind(route, place)) || !await Open(person, place, route))
                continue;
            foreach (var link in await person.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href^=\"/desk\"]')].map(link => link.getAttribute('href'))"))
                waiting.Enqueue(link);
            if (seen.Add(Kind(route, place)))
                await Look(person, place, route);
        }
        findings.Troubles.AddRange(person.Troubles.Seen);
    }

    private async Task Look(Person person, string place, string route)
    {
        await Look(person.Page, $"{language} {place}");
        if (withFaults)
            await SendForms(person, place, route);
    }

    /// <summary>False if it is no page but a file.</summary>
    private async Task<bool> Open(Person person, string place, string route)
    {
        try
        {
            await person.Opens(place);
            await Settled(person.Page);
        }
        catch (PlaywrightException download) when (download.Message.Contains("Download is starting", StringComparison.Ordinal))
        {
            findings.Routes.Add(route);
            return false;
        }
        findings.Routes.Add(route);
        return true;
    }

    /// <summary>The page of a trial run that goes on asks for itself anew when the run has ended.</summary>
    private static async Task Settled(IPage page)
    {
        await page.Locator("[data-run][data-whole]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.WaitForLoadStateAsync();
    }

    private async Task Look(IPage page, string what)
    {
        // 200 % of 1366 pixels.
        foreach (var (width, height) in ((int, int)[])[(683, 384), (1024, 768)])
        {
            await page.SetViewportSizeAsync(width, height);
            if (await page.EvaluateAsync<string?>(Wider) is { } wider)
                findings.Sideways.Add($"{what} at {width}: {wider}");
        }
        await page.EvaluateAsync(axe);
        findings.Barriers.AddRange((await page.EvaluateAsync<string[]>(Barriers)).Select(barrier => $"{what}: {barrier}"));
        if (!await page.EvaluateAsync<bool>(Headed))
            findings.Barriers.Add($"{what}: a page has one heading of the first level, a print one for each paper.");
        if (await page.EvaluateAsync<string>("document.documentElement.lang") != language)
            findings.Barriers.Add($"{what}: the language of the page is not {language}.");
    }

    private async Task SendForms(Person person, string place, string route)
    {
        var forms = await person.Page.EvaluateAsync<int>($"({Forms}).length");
        for (var form = 0; form < forms; form++)
        {
            if (form > 0)
                await person.Opens(place);
            await person.Page.Leads(() => person.Page.EvaluateAsync(Send, form));
            await Settled(person.Page);
            if (await person.Page.Locator(".fault, [role=alert]").CountAsync() == 0)
                continue;
            findings.Faulty.Add(route);
            await Look(person.Page, $"{language} {place} with faults");
        }
    }

    /// <summary>Pages of one route and of the same filters look alike.</summary>
    private static string Kind(string route, string place)
    {
        var query = place.Split('#')[0].Split('?') is [_, var text] ? text.Split('&').Select(part => part.Split('=')[0]).Where(name => name != "cursor") : [];
        var kind = route.EndsWith("resolution", StringComparison.Ordinal) ? place.Split('?')[^1] : "";
        return $"{route} {string.Join('&', query.Order())} {kind}";
    }

    /// <summary>What axe finds against WCAG 2.1 A and AA. Here and not by its own package, which opens a page more for each result.</summary>
    private const string Barriers =
        """
        async () => (await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] })).violations
          .map(each => `${each.id}: ${each.nodes.slice(0, 3).map(node => `${node.html.slice(0, 200)} – ${[...node.any, ...node.all, ...node.none][0]?.message}`).join(' | ')}`)
        """;

    private const string Headed = "document.querySelectorAll('h1').length === 1 || !document.querySelector('main') && document.querySelector('h1') !== null";

    /// <summary>What makes a page wider than its window, if something does; tables may be moved in their own frame.</summary>
    private const string Wider =
        """
        () => {
          const page = document.scrollingElement;
          if (page.scrollWidth <= page.clientWidth) return null;
          const right = element => element.getBoundingClientRect().right;
          const widest = [...document.body.querySelectorAll('*')].filter(each => !each.closest('.scroll') && right(each) > page.clientWidth + 1).sort((a, b) => right(b) - right(a))[0];
          return `${page.scrollWidth} instead of ${page.clientWidth}, ${widest?.outerHTML.slice(0, 150)}`;
        }
        """;

    private const string Forms = "[...document.querySelectorAll('main form')].filter(form => [...form.elements].some(each => each.matches('input:not([type=hidden]), textarea, select')))";

    /// <summary>Empty; where it only asks for a list, with what is no day and no number.</summary>
    private const string Send =
        $$"""
        at => {
          const form = {{Forms}}[at];
          for (const each of form.elements) {
            if (each.name === '_tag') each.value = '"0"';
            else if (each.type === 'checkbox') each.checked = false;
            else if (each.type === 'file') each.value = '';
            else if (each.matches('input:not([type=hidden]), textarea')) each.value = form.method === 'get' ? '?' : '';
            else if (each.matches('select') && form.method !== 'get') each.value = '';
          }
          form.requestSubmit(form.querySelector('button.main') ?? form.querySelector('button:not([aria-hidden])'));
        }
        """;
}
