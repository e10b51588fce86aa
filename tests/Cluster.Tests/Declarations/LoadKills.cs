using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Declarations;

/// <summary>
/// A node gets SIGKILL at many moments of loads, and the command that seals at many of its own. Whatever was acknowledged is there once, the same file again brings the rest, once more it
/// is unchanged, and in the end the store has what one has that nobody disturbed.
/// </summary>
internal sealed class LoadKills : IAsyncDisposable
{
    /// <summary>So that there is something to seal again and again.</summary>
    private static readonly string[] settings = ["--Declarations:SealItems", "2000"];

    private readonly Site site;
    private readonly Nodes nodes;
    private readonly Random random = new(18);
    private readonly Credentials official = new(AuthorityCode.Fcs, null, Role.Operator);

    private LoadKills(Site site, Nodes nodes) => (this.site, this.nodes) = (site, nodes);

    /// <summary>Moments at which a load had not been answered.</summary>
    public int CutOff { get; private set; }

    /// <summary>Moments at which a segment was being made.</summary>
    public int Sealings { get; private set; }

    public static async Task<LoadKills> Start(Site site, int nodes) => new(site, await Nodes.Start(site, nodes, settings));

    /// <param name="moment">From 0.</param>
    /// <param name="moments">How many there will be: each has its own place in the file.</param>
    public async Task Run(int moment, int moments)
    {
        var node = moment % nodes.Count;
        var file = MadeLoads.File(moment);
        var acknowledged = await LoadAndKill(node, moment, MadeLoads.Lines * moment / moments, file);
        if (nodes.Count == 1 && moment % 2 == 1)
            await SealAndKill();

        // With several, another one takes the rest at once.
        var other = nodes.Count == 1 ? node : (node + 1) % nodes.Count;
        if (nodes.Count == 1)
            await nodes.Start(node);
        using var http = Client(other);
        var before = await Find(http, moment);
        var taken = before is null ? 0 : Number(before, "taken");
        Assert.True(taken >= acknowledged, $"{acknowledged} lines were acknowledged, {taken} are there.");
        var rest = await Load(http, moment, file);
        Assert.Equal(("Done", MadeLoads.Good - taken, taken), (Text(rest, "state"), Number(rest, "taken"), Number(rest, "unchanged")));
        var again = await Load(http, moment, file);
        Assert.Equal((0, MadeLoads.Good, MadeLoads.Lines - MadeLoads.Good), (Number(again, "taken"), Number(again, "unchanged"), Number(again, "refused")));
        Assert.Equal(Number(rest, "revision"), Number(again, "revision"));
        if (nodes.Count > 1)
            await nodes.Start(node);
    }

    /// <summary>The store is whole, and has what one has into which the same files were loaded without disturbance.</summary>
    public async Task End(int moments)
    {
        var verified = await site.Verify();
        Assert.True(verified.ExitCode == 0, verified.ToString());
        var disturbed = await StoredDeclarations.At(site);
        using var quiet = Site.OnSqlite;
        await using (var program = await quiet.Start())
        {
            using var http = program.Client(AuthorityCode.Fcs, Role.Operator);
            for (var moment = 0; moment < moments; moment++)
                await Load(http, moment, MadeLoads.File(moment));
        }
        var undisturbed = await StoredDeclarations.At(quiet);
        Assert.Equal(undisturbed.Numbers, disturbed.Numbers);
        Assert.Equal(undisturbed.Hash, disturbed.Hash);
        Assert.True(CutOff > 0, "No load was cut off.");
    }

    public ValueTask DisposeAsync() => nodes.DisposeAsync();

    /// <returns>How many declarations were acknowledged before.</returns>
    private async Task<long> LoadAndKill(int node, int moment, int lines, byte[] file)
    {
        using var http = Client(node);
        var loading = Load(http, moment, file);
        var acknowledged = 0L;
        await Patience.Until("the moment of the load", async () =>
        {
            var load = loading.IsCompleted ? null : await Find(http, moment);
            acknowledged = Math.Max(acknowledged, load is null ? 0 : Number(load, "taken"));
            return loading.IsCompleted || (load is not null && Number(load, "lines") >= lines);
        }, isThere => isThere, every: TimeSpan.Zero);
        await Task.Delay(random.Next(30)); // anywhere in the next transaction
        await nodes.Kill(node);
        try
        {
            acknowledged = Number(await loading, "taken");
        }
        catch (HttpRequestException)
        {
            CutOff++;
        }
        return acknowledged;
    }

    private async Task SealAndKill()
    {
        var folder = Directory.CreateDirectory(Path.Combine(site.Folder, "declarations"));
        var before = folder.EnumerateFiles().Count();
        var more = 1 + random.Next(3);
        var watch = Stopwatch.StartNew();
        var run = await CommandRun.Of(new ProcessStartInfo("dotnet", [CommandRun.Program, "declarations", "seal", "--data", site.Folder, .. site.Storage]), async process =>
        {
            while (!process.HasExited && folder.EnumerateFiles().Count() < before + more && watch.Elapsed < Patience.Longest)
                await Task.Delay(1);
            await Task.Delay(random.Next(10));
            process.Kill();
        });
        if (run.ExitCode != 0)
            Sealings++;
    }

    private static async Task<JsonNode> Load(HttpClient http, int moment, byte[] file)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-ndjson");
        using var answer = await http.PostAsync($"/api/v1/declarations/loads?source={MadeLoads.Source(moment)}", content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>The latest load of this file; null while there is none.</summary>
    private static async Task<JsonNode?> Find(HttpClient http, int moment)
    {
        var text = await http.GetStringAsync("/api/v1/declarations/loads?limit=1");
        return JsonNode.Parse(text)!["items"]!.AsArray().FirstOrDefault(load => Text(load!, "source") == MadeLoads.Source(moment));
    }

    private HttpClient Client(int node)
    {
        var client = new HttpClient { BaseAddress = nodes[node].Address, Timeout = TimeSpan.FromMinutes(3) };
        client.DefaultRequestHeaders.Authorization = official.Token(site.Folder);
        return client;
    }

    private static long Number(JsonNode node, string member) => node[member]!.GetValue<long>();

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
