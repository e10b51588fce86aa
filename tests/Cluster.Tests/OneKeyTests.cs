using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>A submission that comes many times at once under one key is one draft: one caller is told that it was created, all others which.</summary>
[Collection(PostgresCollection.Name)]
public sealed class OneKeyTests(PostgresCluster cluster)
{
    private const int AtOnce = 32;
    private const int Keys = 10;

    [Fact(Timeout = Limits.OneTest)]
    public async Task On_one_silo_with_SQLite()
    {
        using var site = Site.OnSqlite;
        await using var program = await site.Start();

        await IsOneDraft([program]);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task On_three_silos_with_PostgreSQL()
    {
        using var site = await Site.OnPostgres(cluster);
        // A silo that is out of patience commits by itself, and whose commit came first it cannot tell: then nobody is told that he was the first.
        await using var nodes = await Nodes.Start(site, 3, "--Numbering:GrainPatience", "00:00:10");

        await IsOneDraft([nodes[0], nodes[1], nodes[2]]);
    }

    private static async Task IsOneDraft(RunningProgram[] programs)
    {
        var clients = programs.Select(program => program.Client(Ceramics.Baltic, Role.Coordinator)).ToList();
        for (var key = 1; key <= Keys; key++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(n => Submit(clients[n % clients.Count], $"key-{key}")));
            Assert.Equal(
                [(HttpStatusCode.OK, AtOnce - 1), (HttpStatusCode.Created, 1)],
                answers.GroupBy(answer => answer.Status).Select(group => (group.Key, group.Count())).Order());
            Assert.Single(answers.Select(answer => answer.Number).Distinct());
            Assert.EndsWith($"/{key:00000}", answers[0].Number, StringComparison.Ordinal);
        }
        clients.ForEach(client => client.Dispose());
    }

    private static async Task<(HttpStatusCode Status, string? Number)> Submit(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions")
        {
            Content = new StringContent(await File.ReadAllTextAsync(Samples.Ceramics), Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", key } },
        };
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, answer.IsSuccessStatusCode ? (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString() : null);
    }
}
