using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Declarations;

/// <summary>A node gets SIGKILL at many moments of trial runs. Each run goes on, here or on another node, and ends with the result of one that nobody disturbed.</summary>
internal sealed class TrialKills : IAsyncDisposable
{
    private const string Runs = "/api/v1/trial-runs";

    /// <summary>Each has a segment of its own.</summary>
    private const int Months = 24;

    private const int OfAMonth = 25;

    /// <summary>The longest that a field may have.</summary>
    private const int Letters = 20_000;

    /// <summary>Long texts and patterns that go through all of them: the run lasts for some seconds, on one thread.</summary>
    private static readonly string riskArea = new JsonObject
    {
        ["description"] = "Long texts",
        ["indicators"] = new JsonArray(
        [
            .. Enumerable.Range(0, 4).Select(i => new JsonObject
            {
                ["group"] = "Goods", ["field"] = "goodsDescription", ["operator"] = "matches", ["values"] = new JsonArray($@"^(\w+\s?)+{i}Ж$"),
            }),
            new JsonObject { ["group"] = "Goods", ["field"] = "goodsDescription", ["operator"] = "matches", ["values"] = new JsonArray("part [0-9]*7 of") },
            new JsonObject { ["group"] = "GoodsCountry", ["field"] = "originCountry", ["operator"] = "oneOf", ["values"] = new JsonArray("CN", "TR") },
        ]),
    }.ToJsonString();

    private static readonly string asked = $$"""{"riskArea":{{riskArea}},"from":"2024-12-01","to":"2026-11-30","validFrom":"2027-01-01","validTo":"2027-03-31"}""";

    private readonly Site site;
    private readonly Nodes nodes;
    private readonly Random random = new(18);
    private readonly Credentials official = new(AuthorityCode.Fcs, null, Role.RmsHead);
    private string undisturbed = "";

    private TrialKills(Site site, Nodes nodes) => (this.site, this.nodes) = (site, nodes);

    /// <summary>Moments at which a run was under way.</summary>
    public int CutOff { get; private set; }

    public static async Task<TrialKills> Start(Site site, int nodes)
    {
        await using (var program = await site.Start())
        {
            await Load(program);
            await program.Stop();
        }
        var sealing = await CommandRun.Of(["declarations", "seal", "--data", site.Folder, .. site.Storage]);
        Assert.True(sealing.ExitCode == 0, sealing.ToString());
        var kills = new TrialKills(site, await Nodes.Start(site, nodes, "--Declarations:ScanThreads", "1"));
        try
        {
            using var http = kills.Client(0);
            kills.undisturbed = await Ended(http, await Begin(http));
            return kills;
        }
        catch
        {
            await kills.DisposeAsync();
            throw;
        }
    }

    /// <param name="moment">From 0.</param>
    /// <param name="moments">How many there will be: each has its own share of the run.</param>
    public async Task Run(int moment, int moments)
    {
        var node = moment % nodes.Count;
        var share = (double)moment / moments;
        string run;
        using (var http = Client(node))
        {
            run = await Begin(http);
            var reached = await Patience.Until("the moment of the run", () => Get(http, run), now => HasEnded(now) || (now["progress"]?["share"]?.GetValue<double>() ?? 0) >= share, every: TimeSpan.FromMilliseconds(5));
            await Task.Delay(random.Next(100));
            if (!HasEnded(reached))
                CutOff++;
        }
        await nodes.Kill(node);
        var other = nodes.Count == 1 ? node : (node + 1) % nodes.Count;
        if (nodes.Count == 1)
            await nodes.Start(node);
        using (var http = Client(other))
            Assert.Equal(undisturbed, await Ended(http, run));
        if (nodes.Count > 1)
            await nodes.Start(node);
    }

    public async Task End()
    {
        var verified = await site.Verify();
        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.True(CutOff > 0, "No run was cut off.");
        var kept = Path.Combine(site.Folder, "declarations", "trials");
        Assert.True(!Directory.Exists(kept) || Directory.GetFileSystemEntries(kept).Length == 0, "Something is kept of runs that have ended.");
    }

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    private static async Task<string> Begin(HttpClient http)
    {
        using var content = new StringContent(asked, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(Runs, content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, text);
        return JsonNode.Parse(text)!["id"]!.GetValue<string>();
    }

    /// <summary>The result of a run that is done.</summary>
    private static async Task<string> Ended(HttpClient http, string run)
    {
        var ended = await Patience.Until("the end of the run", () => Get(http, run), HasEnded, every: TimeSpan.FromMilliseconds(50));
        Assert.Equal("Done", ended["status"]!.GetValue<string>());
        var result = ended["result"]!;
        Assert.Equal(Months * OfAMonth, result["examined"]!["declarations"]!.GetValue<int>());
        return result.ToJsonString();
    }

    private static bool HasEnded(JsonNode run) => run["endedAt"] is not null;

    private static async Task<JsonNode> Get(HttpClient http, string run)
    {
        using var answer = await http.GetAsync($"{Runs}/{run}");
        var text = await answer.Content.ReadAsStringAsync();
        // While the silo that had the run is not yet declared dead.
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
            return new JsonObject();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task Load(RunningProgram program)
    {
        using var http = program.Client(AuthorityCode.Fcs, Role.Operator);
        var file = new StringBuilder();
        for (var place = 0; place < Months * OfAMonth; place++)
            file.AppendLine(Line(place));
        using var content = new StringContent(file.ToString(), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/x-ndjson"));
        using var answer = await http.PostAsync("/api/v1/declarations/loads?source=long-texts.ndjson", content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        Assert.Equal(Months * OfAMonth, JsonNode.Parse(text)!["taken"]!.GetValue<int>());
    }

    private static string Line(int place)
    {
        var day = new DateOnly(2024, 12, 1).AddMonths(place % Months).AddDays(place / Months % 28);
        var words = new StringBuilder($"part {place} of ");
        while (words.Length < Letters - 20)
            words.Append(CultureInfo.InvariantCulture, $"word{words.Length} ");
        return $$"""
            {"number":"10216110/{{day.ToString("ddMMyy", CultureInfo.InvariantCulture)}}/{{place:d7}}","traderTaxId":"78{{place % 30:d8}}","items":[{"item":1,"commodityCode":"690721{{place % 9}}000","originCountry":"{{(place % 3 == 0 ? "CN" : place % 3 == 1 ? "TR" : "DE")}}","customsValue":{{1000 + place}},"goodsDescription":"{{words}}"}]}
            """;
    }

    private HttpClient Client(int node)
    {
        var client = new HttpClient { BaseAddress = nodes[node].Address, Timeout = TimeSpan.FromMinutes(3) };
        client.DefaultRequestHeaders.Authorization = official.Token(site.Folder);
        return client;
    }
}
