using System.Net.Http.Json;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>Of two programs on one PostgreSQL the first follows the journal for both; when it dies the other takes over.</summary>
[Collection(PostgresCollection.Name)]
public sealed class FeedsOfTwoProgramsTests(PostgresCluster cluster) : IAsyncLifetime
{
    private static readonly AuthorityCode baltic = new("10216000");

    private readonly Office office = new(baltic.Value);
    private Site site = null!;
    private Nodes nodes = null!;
    private HttpClient toFirst = null!;
    private HttpClient toSecond = null!;

    public async Task InitializeAsync()
    {
        if (!PostgresCluster.IsAvailable)
            return;
        site = await Site.OnPostgres(cluster);
        nodes = await Nodes.Start(site, 2, ["--Feeds:Claim", "00:00:03", .. Listener.Settings]);
        (toFirst, toSecond) = (nodes[0].Client(baltic, Role.Coordinator), nodes[1].Client(baltic, Role.Coordinator));
    }

    public async Task DisposeAsync()
    {
        if (nodes is null)
            return;
        await nodes.DisposeAsync();
        site.Dispose();
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Search_on_either_finds_what_was_submitted_to_the_other()
    {
        await office.SubmitUntilAnswered(toFirst, "quartzite");
        await office.SubmitUntilAnswered(toSecond, "travertine");

        await Finds(toSecond, "quartzite");
        await Finds(toFirst, "travertine");

        await nodes.Kill(0);
        await office.SubmitUntilAnswered(toSecond, "sandstone");
        await Finds(toSecond, "sandstone");
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Webhooks_are_sent_once_by_one_of_them_and_go_on_when_it_is_killed()
    {
        await using var receiver = await WebhookReceiver.Open();
        await receiver.Subscribe(toSecond);
        using var stop = new CancellationTokenSource();
        var clients = Task.WhenAll(office.Submit(toFirst, 2, stop.Token), office.SubmitWhateverComes(toSecond, 2, stop.Token));
        await receiver.WasTold(more: 200);
        Assert.Equal(0, receiver.Repeated);

        await nodes.Kill(0);
        await receiver.WasTold(more: 200);
        await stop.CancelAsync();
        await clients;

        await office.AskAgain(toSecond);
        foreach (var draft in office.Drafts.Values)
            await receiver.WasTold(draft, ["UnderConsideration"]);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Events_on_one_show_what_was_done_on_the_other()
    {
        var listener = new Listener(baltic, new Credentials(baltic, null, Role.Coordinator).Token(site.Folder));
        using var stop = new CancellationTokenSource();
        var listening = listener.Listen(() => Task.FromResult(nodes[1]), stop.Token);
        await listener.HasBegun.WaitAsync(Patience.Longest);

        await office.SubmitUntilAnswered(toFirst, "marble");
        var draft = office.Drafts["marble"];
        Assert.Equal("DraftRegistered", (await listener.HasHeard(draft, lines: 2))[^1].What);
        using var answer = await toFirst.PostAsJsonAsync($"/api/v1/drafts/{draft}/withdrawal", new { reason = "Covered by another." });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        Assert.Equal("DraftWithdrawn", (await listener.HasHeard(draft, lines: 3))[^1].What);

        await stop.CancelAsync();
        await listening;
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task A_page_of_one_hears_what_was_done_on_the_other_and_the_dashboard_of_one_shows_both()
    {
        await office.SubmitUntilAnswered(toFirst, "onyx");
        var draft = office.Drafts["onyx"];
        using var patience = new CancellationTokenSource(Patience.Longest);
        using var answer = await Desk($"/desk/drafts/{draft}/events?line=2", Role.Coordinator);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());

        using var withdrawn = await toFirst.PostAsJsonAsync($"/api/v1/drafts/{draft}/withdrawal", new { reason = "Covered by another." });
        Assert.True(withdrawn.IsSuccessStatusCode, await withdrawn.Content.ReadAsStringAsync());
        string? line;
        do
        {
            line = await lines.ReadLineAsync(patience.Token);
        }
        while (line?.StartsWith("data: ", StringComparison.Ordinal) == false);
        Assert.Equal("Test Official", JsonDocument.Parse(line!["data: ".Length..]).RootElement.GetProperty("by").GetProperty("name").GetString());

        var hosts = (await Patience.Until("both silos to be seen", async () => (await Dashboard("DashboardCounters")).GetProperty("hosts").EnumerateArray().ToList(), hosts => hosts.Count == 2))
            .ToDictionary(host => host.GetProperty("siloAddress").GetString()!, host => host.GetProperty("status").GetString());
        Assert.All(hosts.Values, status => Assert.Equal("Active", status));
        foreach (var silo in hosts.Keys)
        {
            await Patience.Until($"what {silo} counts", () => Dashboard($"SiloCounters/{silo}"), counters => counters.GetArrayLength() > 0);
            await Patience.Until($"how {silo} is", () => Dashboard($"HistoricalStats/{silo}"), points => points.EnumerateArray().Any(point => point.ValueKind == JsonValueKind.Object));
        }

        async Task<JsonElement> Dashboard(string what) => await (await Desk($"/desk/cluster/{what}", Role.Operator)).Content.ReadFromJsonAsync<JsonElement>();

        Task<HttpResponseMessage> Desk(string place, Role role)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, new Uri(nodes[1].Address, place));
            request.Headers.Add("Cookie", $"rms={new Credentials(baltic, null, role).Token(site.Folder).Parameter}");
            return toSecond.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        }
    }

    private static async Task Finds(HttpClient http, string word)
    {
        var found = await Patience.Until(
            $"the index to have {word}",
            async () => (await http.GetFromJsonAsync<JsonElement>($"/api/v1/drafts?text={word}")).GetProperty("items").EnumerateArray().ToList(),
            drafts => drafts.Count > 0);
        Assert.Equal([Office.TitleOf(word)], found.Select(draft => draft.GetProperty("title").GetString()));
    }
}
