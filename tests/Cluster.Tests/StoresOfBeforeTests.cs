using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>A store that an earlier version has made opens, is whole and goes on, and nothing in it is moved by hand.</summary>
[Collection(PostgresCollection.Name)]
public sealed class StoresOfBeforeTests(PostgresCluster cluster)
{
    /// <summary>Their term has passed while the program was down.</summary>
    private static readonly string[] overdue = ["00000001-0007-0007-0807-060504030201", "00000002-0007-0007-0807-060504030201"];

    [Fact(Timeout = Limits.OneTest)]
    public async Task One_on_SQLite_of_the_engine_of_before() => await OpensAndGoesOn(await StoreOfBefore.OnSqlite("own-engine.sqlite.gz"));

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task One_on_PostgreSQL_of_the_engine_of_before() =>
        await OpensAndGoesOn(await StoreOfBefore.In(await Site.OnPostgres(cluster), "own-engine.postgres"));

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task One_on_PostgreSQL_with_earlier_tables_of_Orleans() =>
        await OpensAndGoesOn(await StoreOfBefore.In(await Site.OnPostgres(cluster), "orleans-1.postgres"));

    private static async Task OpensAndGoesOn(Site site)
    {
        using var _ = site;
        await using (var program = await site.Start())
        {
            await DraftsAreAsTheyWere(program);
            await NumbersGoOn(program);
            await OverdueDraftsAreMarked(program, site);
            await program.Stop();
        }

        await using var again = await site.Start();
        await OverdueDraftsAreMarked(again, site);
        var verified = await site.Verify();
        Assert.True(verified.ExitCode == 0 && verified.Output.StartsWith("Whole: ", StringComparison.Ordinal), verified.ToString());
    }

    private static async Task DraftsAreAsTheyWere(RunningProgram program)
    {
        using var http = program.Client(Ceramics.Baltic, Role.Coordinator);
        foreach (var (serial, status) in new[] { (1, "Adopted"), (2, "UnderConsideration"), (3, "Withdrawn"), (4, "GatheringInformation") })
            Assert.Equal(status, (await Ask(http, $"registrations/00-10216-28112026-{serial:00000}")).GetProperty("status").GetString());
        Assert.Equal("http://127.0.0.1:9/hook", Assert.Single((await Ask(http, "webhooks")).GetProperty("items").EnumerateArray()).GetProperty("url").GetString());

        using var fcs = program.Client(AuthorityCode.Fcs, Role.Auditor);
        Assert.Equal("13/100000/28112026/00001", (await Ask(fcs, "profiles/13-100000-28112026-00001")).GetProperty("number").GetString());
    }

    private static async Task NumbersGoOn(RunningProgram program)
    {
        using var http = program.Client(Ceramics.Baltic, Role.Coordinator);
        Assert.Equal((HttpStatusCode.OK, 2), await Submit(http, "one"));
        Assert.Equal((HttpStatusCode.Created, 5), await Submit(http, "five"));

        var certificate = await Ask(http, $"sequences/{SequenceKey.ForDrafts(Ceramics.Baltic, 5)}/certificate");
        Assert.Equal((5, 0, 0, true), (
            certificate.GetProperty("count").GetInt32(), certificate.GetProperty("missingCount").GetInt32(), certificate.GetProperty("repeatedCount").GetInt32(),
            certificate.GetProperty("chainAgrees").GetBoolean()));
    }

    /// <summary>Each once; and a reminder of today's watches over the terms of the authority that is responsible.</summary>
    private static async Task OverdueDraftsAreMarked(RunningProgram program, Site site)
    {
        using var http = program.Client(AuthorityCode.Fcs, Role.Auditor);
        foreach (var draft in overdue)
            await IsMissedOnce(http, draft);

        await using var store = new SetBackStore(site.Folder, site.Storage);
        await using var connection = await store.Open();
        var armed = await connection.QueryAsync<string>("select GrainId from OrleansRemindersTable where ReminderName = 'deadlines'");
        Assert.Contains($"authority/authority/{AuthorityCode.Fcs}", armed);
    }

    private static async Task IsMissedOnce(HttpClient http, string draft)
    {
        var lines = await Patience.Until(
            $"the journal of {draft} to have a third line",
            async () => (await Ask(http, $"drafts/{draft}/journal")).GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("type").GetString()).ToList(),
            lines => lines.Count >= 3);
        Assert.Equal(["DraftSubmitted", "DraftRegistered", "DeadlineMissed"], lines);
    }

    private static async Task<(HttpStatusCode, long Serial)> Submit(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/submissions")
        {
            Content = new StringContent(await File.ReadAllTextAsync(StoreOfBefore.Submission), Encoding.UTF8, "application/json"),
            Headers = { { "Idempotency-Key", key } },
        };
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var number = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString();
        return (answer.StatusCode, RegistrationNumber.TryParse(number, out var read) ? read.Serial : 0);
    }

    private static Task<JsonElement> Ask(HttpClient http, string path) => http.GetFromJsonAsync<JsonElement>($"/api/v1/{path}");
}
