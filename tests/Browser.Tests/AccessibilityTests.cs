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

    [BrowserFact(Timeout = Limits.Tour)]
    public async Task Every_route_of_the_desk_is_seen()
    {
        var findings = await everyPage.Seen;
        AreNone(everyPage.Routes.Patterns.Except(noPages).Except(findings.Routes));
        Assert.True(findings.Faulty.Count > 20, string.Join(' ', findings.Faulty));
    }

    [BrowserFact(Timeout = Limits.Tour)]
    public async Task No_page_has_a_barrier() => AreNone((await everyPage.Seen).Barriers);

    [BrowserFact(Timeout = Limits.Tour)]
    public async Task No_page_is_scrolled_sideways() => AreNone((await everyPage.Seen).Sideways);

    [BrowserFact(Timeout = Limits.Tour)]
    public async Task The_browser_has_nothing_to_complain_of() => AreNone((await everyPage.Seen).Troubles);

    private static void AreNone(IEnumerable<string> found) => Assert.True(!found.Any(), string.Join('\n', found));
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
        await InBothLanguages(findings, withFaults: false, async (tour, language) =>
        {
            await Go(null, language, person => tour.See(person, ["/desk/login"]));
            foreach (var official in (Actor[])[office, Officials.Operator])
                await Go(official, language, person => tour.Explore(person, plain));
        });

        var forms = await FullDesk.Make(program);
        await InBothLanguages(findings, withFaults: true, async (tour, language) =>
        {
            await Go(null, language, person => tour.See(person, ["/desk/login"]));
            foreach (var places in forms)
                await Go(places.Key, language, person => tour.See(person, places));
            foreach (var official in (Actor[])[office, centre, Ceramics.Auditor, Officials.Operator])
                await Go(official, language, person => tour.Explore(person, plain));
        });
        return findings;
    }

    /// <summary>One language beside the other, each with what it has seen.</summary>
    private async Task InBothLanguages(Findings findings, bool withFaults, Func<Tour, string, Task> go)
    {
        var each = languages.Select(language => (language, findings: new Findings())).ToArray();
        await Task.WhenAll(each.Select(one => go(new Tour(Routes, one.findings, one.language, withFaults), one.language)));
        foreach (var (_, found) in each)
        {
            findings.Routes.UnionWith(found.Routes);
            findings.Faulty.UnionWith(found.Faulty);
            findings.Barriers.AddRange(found.Barriers);
            findings.Sideways.AddRange(found.Sideways);
            findings.Troubles.AddRange(found.Troubles);
        }
    }

    private async Task Go(Actor? official, string language, Func<Person, Task> go)
    {
        await using var person = official is null
            ? await Person.Arrives(browser, program.ClientOptions.BaseAddress, language)
            : await Person.AtWork(browser, program, official, language);
        await go(person);
    }
}
