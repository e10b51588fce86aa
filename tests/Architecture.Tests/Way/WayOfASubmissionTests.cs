using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Tests;
using Xunit.Abstractions;

namespace RmsOrleans.Architecture.Tests.Way;

/// <summary>How much of the house a stranger has to see to know what happens to a submission.</summary>
public sealed class WayOfASubmissionTests(ITestOutputHelper output)
{
    /// <summary>What a stranger can be asked to read.</summary>
    private const int MostFiles = 70;

    private const int Submissions = 8;

    /// <summary>On a busy machine what goes on beside submissions may meet each of a few.</summary>
    private const int MostSubmissions = 10 * Submissions;

    [Fact(Timeout = Limits.OneTest)]
    public async Task Leads_through_few_files()
    {
        var folder = Directory.CreateTempSubdirectory("rms-way-");
        try
        {
            var copy = Path.Combine(folder.FullName, "program");
            var sources = MeasuredProgram.Make(AppContext.BaseDirectory, copy);
            using var trodden = new Trodden(Path.Combine(folder.FullName, "trodden"));

            IReadOnlyList<int>? way = null;
            await Run(copy, folder.FullName, async (submit, searchKnows) =>
            {
                await submit("warm-up");
                for (var sent = 1; sent <= Submissions || (way!.Count > MostFiles && sent <= MostSubmissions); sent++)
                {
                    await searchKnows(sent); // on a busy machine the search would else follow one submission while the next is measured
                    trodden.Clear();
                    await submit($"{sent}");
                    way = [.. trodden.Files().Intersect(way ?? trodden.Files())]; // what happens beside it does not happen each time
                }
            });

            output.WriteLine($"{House.Projects.Sum(Lines)} lines in src; a submission goes through {way!.Count} files:\n{string.Join('\n', way.Select(file => sources[file]).Order(StringComparer.Ordinal))}");
            Assert.Contains("src/Grains/Drafts/Statuses/Unprepared.cs", way.Select(file => sources[file]));
            Assert.InRange(way.Count, 1, MostFiles);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int Lines(string project) => TextTests.Sources(project).Sum(file => File.ReadLines(file).Count());

    private static async Task Run(string program, string folder, Func<Func<string, Task>, Func<int, Task>, Task> work)
    {
        var (assembly, data, address) = (Path.Combine(program, "RmsOrleans.Silo.dll"), Path.Combine(folder, "data"), $"http://127.0.0.1:{LoopbackPort.Reserve()}");
        var token = await CommandRun.Of("token", "--allow-empty", "--data", data, "--authority", "10216000", "--role", "coordinator", "--name", "N. Volkov");
        var start = new ProcessStartInfo("dotnet", [assembly, "--data", data, "--urls", address])
        {
            WorkingDirectory = folder,
            Environment =
            {
                ["DOTNET_STARTUP_HOOKS"] = typeof(Trodden).Assembly.Location,
                [Trodden.Variable] = Path.Combine(folder, "trodden"),
                ["OTEL_SDK_DISABLED"] = "true",
            },
        };
        var run = await CommandRun.Of(start, async process =>
        {
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Output.Trim());
            await Patience.Until("the program to be ready", () => IsReady(http, process), isReady => isReady);
            if (process.HasExited)
                return; // what it said is told below
            var sample = await File.ReadAllBytesAsync(Path.Combine(House.Folder, "samples", "baltic-regular-zonal-automated-ceramic-tiles.json"));
            await work(key => Submit(http, sample, key), count => Patience.Until($"the search to know {count}", () => Found(http), found => found >= count));
            process.Kill();
        });
        Assert.True(run.Output.Contains("Application started", StringComparison.Ordinal), run.ToString());
    }

    private static async Task<bool> IsReady(HttpClient http, Process process)
    {
        if (process.HasExited)
            return true;
        try
        {
            return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<int> Found(HttpClient http)
    {
        using var answer = await http.GetAsync("/api/v1/drafts?text=ceramic");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray().Count;
    }

    private static async Task Submit(HttpClient http, byte[] sample, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions")
        {
            Content = new ByteArrayContent(sample) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers = { { "Idempotency-Key", key } },
        };
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
