using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Browser.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests;

/// <summary>
/// Every page of the desk, empty, full and with faults, in both languages: no barrier of WCAG 2.1 A and AA, nothing to scroll sideways for at 200 % and
/// on a narrow screen, and nothing that the browser complains of.
/// </summary>
public sealed class AccessibilityTests(EveryPage everyPage) : IClassFixture<EveryPage>
{
    /// <summary>What has no page of its own: files, and what leads on.</summary>
    private static readonly string[] noPages = ["/desk", "/desk/assets/{name}"];

    [BrowserFact(Timeout = Limits.LongTest)]
    public async Task Every_route_of_the_desk_is_seen()
    {
        var findings = await everyPage.Seen;
        Assert.Empty(everyPage.Routes.Patterns.Except(noPages).Except(findings.Routes));
        Assert.True(findings.Faulty.Count > 20, string.Join(' ', findings.Faulty));
    }

    [BrowserFact(Timeout = Limits.LongTest)]
    public async Task No_page_has_a_barrier() => Assert.Empty((await everyPage.Seen).Barriers);

    [BrowserFact(Timeout = Limits.LongTest)]
    public async Task No_page_is_scrolled_sideways() => Assert.Empty((await everyPage.Seen).Sideways);

    [BrowserFact(Timeout = Limits.LongTest)]
    public async Task The_browser_has_nothing_to_complain_of() => Assert.Empty((await everyPage.Seen).Troubles);
}

/// <summary>The tours, made once: through a desk on which nothing has been done yet, and through one with data of every kind.</summary>
public sealed class EveryPage : IAsyncLifetime
{
    private static readonly string[] languages = ["ru", "en"];

    private static readonly Actor office = Ceramics.Coordinator with { Roles = [Role.Coordinator, Role.Author] };
    private static readonly Actor centre = Ceramics.FcsCoordinator with { Roles = [Role.Coordinator, Role.RmsHead] };

    private readonly TheBrowser browser = new();
    private readonly Lazy<Task<Findings>> seen;
    private TheProgram program = null!;

    public EveryPage() => seen = new(Look);

    internal Task<Findings> Seen => seen.Value;

    internal DeskRoutes Routes { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFactAttribute.WhyNot is not null)
            return;
        await browser.InitializeAsync();
        program = new TheProgram();
        Routes = DeskRoutes.Of(program);
    }

    public async Task DisposeAsync()
    {
        await browser.DisposeAsync();
        if (program is not null)
            await program.DisposeAsync();
    }

    private async Task<Findings> Look()
    {
        var findings = new Findings();
        var plain = Routes.Patterns.Where(pattern => !pattern.Contains('{')).ToArray();
        await InBothLanguages(findings, async (tour, language) =>
        {
            foreach (var official in (Actor?[])[null, office, Officials.Operator])
                await Go(tour, official, language, plain);
        });

        var forms = await FullDesk.Make(program);
        await InBothLanguages(findings, async (tour, language) =>
        {
            foreach (var official in (Actor[])[office, centre, Ceramics.Auditor, Officials.Operator])
                await Go(tour, official, language, ["/desk/tasks", "/desk/journal", .. plain]);
            foreach (var places in forms)
                await Go(tour, places.Key, language, ["/desk/tasks", .. places]);
        });
        return findings;
    }

    /// <summary>One language beside the other, each with what it has seen.</summary>
    private async Task InBothLanguages(Findings findings, Func<Tour, string, Task> go)
    {
        var each = languages.Select(language => (language, findings: new Findings())).ToArray();
        await Task.WhenAll(each.Select(one => go(new Tour(Routes, one.findings, one.language), one.language)));
        foreach (var (_, found) in each)
        {
            findings.Routes.UnionWith(found.Routes);
            findings.Faulty.UnionWith(found.Faulty);
            findings.Barriers.AddRange(found.Barriers);
            findings.Sideways.AddRange(found.Sideways);
            findings.Troubles.AddRange(found.Troubles);
        }
    }

    private async Task Go(Tour tour, Actor? official, string language, IEnumerable<string> places)
    {
        await using var person = official is null
            ? await Person.Arrives(browser, program.ClientOptions.BaseAddress, language)
            : await Person.AtWork(browser, program, official, language);
        await tour.Go(person, places);
    }
}
