using System.Globalization;
using Microsoft.Playwright;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Browser.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Browser.Tests;

/// <summary>
/// How long an official behind a slow line waits, on an old computer: <c>dotnet run -c Release --project tests/Browser.Tests -- line</c>. It prints medians of
/// five; exit code 1 where one is longer than it may be.
/// </summary>
internal static class LineProgram
{
    private const int Times = 5;
    private const int Rows = 50;
    private const double LongestFirst = 2000;
    private const double LongestLater = 1500;

    /// <summary>When the first row of a list has been painted, in milliseconds since it was asked for.</summary>
    private const string Watch =
        """
        (() => {
          const look = () => document.querySelector('main tbody td') ? requestAnimationFrame(() => setTimeout(() => window.rowAt = performance.now())) : requestAnimationFrame(look);
          look();
        })()
        """;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not ["line"])
        {
            await Console.Error.WriteLineAsync("Usage: line");
            return 2;
        }

        var browser = new TheBrowser();
        await browser.InitializeAsync();
        try
        {
            await using var program = new TheProgram();
            await Line.Fill(program, Rows);
            var (first, later) = (new List<double>(), new List<double>());
            for (var time = 0; time < Times; time++)
            {
                await using var head = await Person.AtWork(browser, program, Ceramics.FcsCoordinator, "ru");
                await head.Context.AddInitScriptAsync(Watch);
                await Slow(head);
                await head.Opens("/desk/tasks");
                first.Add(await RowAt(head));
                await head.GoesTo("Journal", "Журнал");
                later.Add(await RowAt(head));
            }
            var isGood = Say("First row of the tasks, first visit", first, LongestFirst) & Say("First row of the journal, a later page", later, LongestLater);
            return isGood ? 0 : 1;
        }
        finally
        {
            await browser.DisposeAsync();
        }
    }

    /// <summary>150 ms, 512 kbit/s, a processor slowed six times.</summary>
    private static async Task Slow(Person person)
    {
        const int bytesASecond = 512 * 1024 / 8;
        var wire = await person.Context.NewCDPSessionAsync(person.Page);
        await wire.SendAsync("Network.enable");
        await wire.SendAsync("Network.emulateNetworkConditions", new() { ["offline"] = false, ["latency"] = 150, ["downloadThroughput"] = bytesASecond, ["uploadThroughput"] = bytesASecond });
        await wire.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = 6 });
    }

    private static async Task<double> RowAt(Person person) => await (await person.Page.WaitForFunctionAsync("window.rowAt")).JsonValueAsync<double>();

    private static bool Say(string what, List<double> taken, double longest)
    {
        var median = taken.Order().ElementAt(Times / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {median:F0} ms (of {string.Join(", ", taken.Select(each => each.ToString("F0", CultureInfo.InvariantCulture)))}), at most {longest:F0}"));
        return median <= longest;
    }
}
