using System.Net;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>How a node leaves: a load balancer sees that it is not ready, sends it no more, and nobody who was served notices.</summary>
public sealed class DrainTests
{
    private static readonly AuthorityCode baltic = new("10216000");
    private static readonly AuthorityCode domodedovo = new("10002000");

    [Fact(Timeout = Limits.OneTest)]
    public async Task On_SIGTERM_it_is_unready_first_and_answers_every_call_in_flight()
    {
        using var site = Site.OnSqlite;
        var office = new Office(baltic.Value);
        await using (var program = await site.Start("--Shutdown:Notice", "00:00:10"))
        {
            using var http = program.Client(baltic, Role.Coordinator);
            using var balancer = new CancellationTokenSource();
            var clients = office.Submit(http, 16, balancer.Token);
            await office.HasAcknowledged(100, clients);
            using var held = new HeldContent(await File.ReadAllBytesAsync(Path.Combine(Samples.Folder, "domodedovo-urgent-all-russian-automatic-medicines.json")), "application/json");
            var inFlight = SendExpecting(program, held);
            await held.Asked.WaitAsync(Patience.Longest);

            var ending = program.Stop();
            await IsUnready(http);
            await office.HasAcknowledged(office.Acknowledged.Count + 1, clients); // it still works
            await balancer.CancelAsync();
            await clients.WaitAsync(Patience.Longest);
            held.LetGo();

            Assert.Equal(HttpStatusCode.Created, (await inFlight).StatusCode);
            Assert.Empty(office.Unanswered);
            await ending;
            Assert.Equal(0, program.ExitCode);
        }

        await using var again = await site.Start();
        await Register.IsWhole(again, baltic, office);
    }

    /// <summary>Waits for the program to ask for the body, however long it takes.</summary>
    private static async Task<HttpResponseMessage> SendExpecting(RunningProgram program, HttpContent body)
    {
        using var official = program.Client(domodedovo, Role.Coordinator);
        using var http = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan });
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(program.Address, "/api/v1/submissions"))
        {
            Content = body,
            Headers = { Authorization = official.DefaultRequestHeaders.Authorization, ExpectContinue = true },
        };
        return await http.SendAsync(request);
    }

    private static async Task IsUnready(HttpClient http)
    {
        using var answer = await Patience.Until("readiness to end", () => http.GetAsync("/health/ready"), answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        Assert.Contains("stopping", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
