using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary><c>registers check</c> and <c>registers load</c> beside a program that runs: a new register works there without a restart.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RegistersLoadTests(PostgresCluster cluster)
{
    private const string Entries = "/api/v1/registers/examination/entries";

    private const string Edition = """
        {
          "code": "examination", "title": { "ru": "Экспертизы", "en": "Examinations" }, "from": "2026-01-01", "numbering": {},
          "fields": [{ "name": "question", "title": { "ru": "Вопрос", "en": "Question" }, "type": "text", "required": true }],
          "states": [{ "code": "asked", "title": { "ru": "Назначена", "en": "Asked for" } }, { "code": "done", "title": { "ru": "Проведена", "en": "Done" }, "end": true }],
          "registration": { "by": { "roles": ["registrar"] } },
          "transitions": [{ "route": "answer", "title": { "ru": "Ответить", "en": "Answer" }, "from": ["asked"], "to": "done", "by": { "roles": ["registrar"] } }]
        }
        """;

    private static readonly AuthorityCode baltic = new("10216000");

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task A_register_that_is_loaded_beside_two_programs_works_on_both_without_a_restart()
    {
        using var site = await Site.OnPostgres(cluster);
        await using var nodes = await Nodes.Start(site, 2);
        var file = Path.Combine(site.Folder, "examination.json");
        await File.WriteAllTextAsync(file, Edition);
        HttpClient[] clients = [nodes[0].Client(baltic, Role.Registrar), nodes[1].Client(baltic, Role.Registrar)];
        using (var before = await Register(clients[0]))
            Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);

        var check = await CommandRun.Of("registers", "check", file);
        var load = await Load(site, file);
        var again = await Load(site, file);

        Assert.Equal((0, "examination, in force from 2026-01-01: 1 fields, 2 states, 1 steps, 0 terms.\n"), (check.ExitCode, check.Output));
        Assert.Equal((0, "examination, in force from 2026-01-01: loaded as revision 1 of the registers.\n"), (load.ExitCode, load.Output));
        Assert.Equal((0, "examination, in force from 2026-01-01: it is there already.\n"), (again.ExitCode, again.Output));
        foreach (var (client, serial) in clients.Select((client, i) => (client, i + 1)))
        {
            using var answer = await Patience.Until("the register to be known", () => Register(client), answer => answer.StatusCode != HttpStatusCode.NotFound);
            var entry = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal((HttpStatusCode.Created, $"10216000-{serial}/{DateTimeOffset.UtcNow.AddHours(2).Year}"), (answer.StatusCode, entry.GetProperty("number").GetString()));
            using var step = await client.PostAsync(new Uri($"/api/v1/entries/{entry.GetProperty("id").GetString()}/steps/answer", UriKind.Relative), null);
            Assert.Equal(HttpStatusCode.OK, step.StatusCode);
        }

        await File.WriteAllTextAsync(file, Edition.Replace("\"asked\", \"title\"", "\"put\", \"title\"", StringComparison.Ordinal));
        var faulty = await Load(site, file);
        Assert.Equal((1, ""), (faulty.ExitCode, faulty.Output));
        Assert.Contains("/transitions/0/from/0: ", faulty.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await site.Verify()).ExitCode);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task On_SQLite_the_command_leaves_a_store_alone_on_which_a_program_runs()
    {
        using var site = Site.OnSqlite;
        var file = Path.Combine(site.Folder, "examination.json");
        await File.WriteAllTextAsync(file, Edition);
        await using (var program = await site.Start())
        {
            var refused = await Load(site, file);
            Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
            Assert.StartsWith("Not loaded: ", refused.Error, StringComparison.Ordinal);
            await program.Stop();
        }

        Assert.Equal(0, (await Load(site, file)).ExitCode);

        await using var next = await site.Start();
        using var answer = await Register(next.Client(baltic, Role.Registrar));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static Task<CommandRun> Load(Site site, string file) => CommandRun.Of(["registers", "load", file, "--data", site.Folder, .. site.Storage]);

    private static Task<HttpResponseMessage> Register(HttpClient client) =>
        client.PostAsync(new Uri(Entries, UriKind.Relative), JsonContent.Create(new { values = new { question = "Из чего это?" } }));
}
