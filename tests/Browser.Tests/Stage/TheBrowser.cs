using Microsoft.Playwright;
using RmsOrleans.Api.Tests.Stage;

namespace RmsOrleans.Browser.Tests.Stage;

/// <summary>Tests of the desk in a browser share one browser and one program on its default settings, and leave its clock alone.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<TheBrowser>, ICollectionFixture<TheProgram>
{
    public const string Name = "one browser";
}

/// <summary>
/// One Chromium for all tests, led over its debugging protocol by the driver that comes with the package; nothing is downloaded. It has no sandbox,
/// which root may not have and which pages of our own do not need.
/// </summary>
public sealed class TheBrowser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    internal IBrowser Running => browser ?? throw new InvalidOperationException(Chromium.Missing);

    public async Task InitializeAsync()
    {
        if (Chromium.Program is not { } program)
            return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Headless = true });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
