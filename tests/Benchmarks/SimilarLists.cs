using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;
using RmsOrleans.Storage.Search;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>What somebody waits for who types a draft: whether something like it has been considered before.</summary>
internal static class SimilarLists
{
    private static readonly Uri path = new("/api/v1/drafts/similar", UriKind.Relative);

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"similar {arguments}".TrimEnd();
        var storage = arguments.Text("storage", "sqlite");
        var drafts = arguments.Whole("drafts", 10_000, most: 10_000_000);
        var times = arguments.Whole("times", 200, most: 10_000);
        var write = arguments.Has("write");
        arguments.NoOthers();

        await using var postgres = storage == "postgres" ? await PostgresCluster.StartDurable() : null;
        await using var stock = await Stock.Make(postgres);
        await stock.Register(DateTimeOffset.UtcNow, drafts);
        await stock.Settle();
        await using var program = await stock.Start("--Search:ShareOfACore", "1");
        var office = Offices.Take(1)[0];
        using var centre = program.Client(program.Token(Office.Fcs, Role.Coordinator));
        using var coordinator = program.Client(program.Token(office.Code, Role.Coordinator));
        await UntilIndexed(centre);

        JsonNode[] contents = [.. OfficeDay.Bodies(office, 64).Select(body => JsonNode.Parse(body)!["content"]!)];
        var table = new Table("", "p50 ms", "p99 ms", "max ms", "server CPU ms");
        await Measure("a whole content, the FCS", centre, contents.Select(Whole));
        await Measure("a whole content, an office", coordinator, contents.Select(Whole));
        await Measure("a title as it is typed, the FCS", centre, contents.SelectMany(Typed));
        Report.Publish($"similar {storage}", command, write, $"; one client at a time asks {drafts} drafts", table);
        return 0;

        async Task Measure(string name, HttpClient http, IEnumerable<JsonObject> asked)
        {
            byte[][] bodies = [.. asked.Select(body => System.Text.Encoding.UTF8.GetBytes(body.ToJsonString()))];
            for (var i = 0; i < times; i++)
                await Ask(http, bodies[i % bodies.Length]);
            var latencies = new LatencyHistogram();
            var before = program.Server.ProcessorTime;
            for (var i = 0; i < times; i++)
            {
                var began = Stopwatch.GetTimestamp();
                await Ask(http, bodies[i % bodies.Length]);
                latencies.Add(Stopwatch.GetElapsedTime(began));
            }
            table.Add(
                name, Figures.Milliseconds(latencies.Percentile(0.5), 1), Figures.Milliseconds(latencies.Percentile(0.99), 1), Figures.Milliseconds(latencies.Max, 1),
                Figures.Milliseconds((program.Server.ProcessorTime - before) / times, 1));
        }
    }

    private static JsonObject Whole(JsonNode content) => new()
    {
        ["title"] = content["title"]!.DeepClone(),
        ["description"] = content["riskArea"]!["description"]!.DeepClone(),
        ["indicators"] = content["riskArea"]!["indicators"]!.DeepClone(),
    };

    /// <summary>After each word.</summary>
    private static IEnumerable<JsonObject> Typed(JsonNode content)
    {
        var words = content["title"]!.GetValue<string>().Split(' ');
        return Enumerable.Range(1, words.Length).Select(count => new JsonObject { ["title"] = string.Join(' ', words.Take(count)) });
    }

    private static async Task Ask(HttpClient http, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await http.PostAsync(path, content);
        await OurProgram.MustSucceed(answer);
        await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>The index goes in the order of the journal: who finds the newest draft by a word of its title finds all.</summary>
    private static async Task UntilIndexed(HttpClient http)
    {
        var newest = (await List(""))!;
        var word = SearchWords.Of(newest["title"]!.GetValue<string>()).MaxBy(each => each.Length)!;
        for (var waiting = Stopwatch.StartNew(); (await List($"&text={Uri.EscapeDataString(word)}"))?["id"]!.ToString() != newest["id"]!.ToString(); await Task.Delay(500))
        {
            if (waiting.Elapsed > TimeSpan.FromMinutes(30))
                throw new BenchmarkFailedException("The full-text index does not come to its end.");
        }

        async Task<JsonNode?> List(string query)
        {
            using var answer = await http.GetAsync(new Uri($"/api/v1/drafts?limit=1{query}", UriKind.Relative));
            await OurProgram.MustSucceed(answer);
            return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["items"]!.AsArray().FirstOrDefault();
        }
    }
}
