using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

public sealed class SamplesTests : IDisposable
{
    private readonly Site site = Site.OnSqlite;

    public void Dispose() => site.Dispose();

    [Fact(Timeout = Limits.OneTest)]
    public async Task Every_sample_is_accepted()
    {
        await using var program = await site.Start();

        Assert.All(Directory.GetFiles(Samples.Folder, "*.json"), sample =>
        {
            var body = File.ReadAllText(sample);
            using var http = program.Client(AuthorityOf(body), Role.Coordinator);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");

            using var answer = http.PostAsync("/api/v1/submissions", content).Result;

            Assert.True(answer.StatusCode == HttpStatusCode.Created, $"{Path.GetFileName(sample)}: {answer.Content.ReadAsStringAsync().Result}");
        });
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_office_day_gives_500_numbers_contiguous_for_each_authority()
    {
        await using var program = await site.Start();
        var day = (await File.ReadAllLinesAsync(Path.Combine(Samples.Folder, "office-day.ndjson"))).GroupBy(AuthorityOf).ToList();

        var numbers = 0;
        foreach (var office in day)
        {
            var serials = await Send(program, office.Key, [.. office]);
            Assert.Equal(Enumerable.Range(1, serials.Count).Select(serial => (long)serial), serials.Order());
            numbers += serials.Count;
        }

        Assert.Equal(500, numbers);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_office_day_sent_again_gives_the_same_numbers()
    {
        await using var program = await site.Start();
        var baltic = new AuthorityCode("10216000");
        var lines = (await File.ReadAllLinesAsync(Path.Combine(Samples.Folder, "office-day.ndjson"))).Where(line => AuthorityOf(line) == baltic).ToArray();

        var first = await Send(program, baltic, lines);
        var second = await Send(program, baltic, lines, HttpStatusCode.OK);

        Assert.Equal(first, second);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_walk_leads_one_draft_through_every_phase_to_a_profile_in_force()
    {
        await using var program = await site.Start();

        var walk = await CommandRun.Of(new ProcessStartInfo("sh", [Path.Combine(Samples.Folder, "walk-a-life.sh"), program.Address.ToString().TrimEnd('/'), "--data", site.Folder]));

        Assert.True(walk.ExitCode == 0, walk.ToString());
        Assert.Contains("is InForce.", walk.Output, StringComparison.Ordinal);
        Assert.EndsWith("It is in the directory of Baltic Customs.", walk.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_walk_leads_from_declarations_that_are_loaded_to_what_a_profile_is_worth_and_its_update_by_a_proposal()
    {
        await using var program = await site.Start();

        var walk = await CommandRun.Of(new ProcessStartInfo("sh", [Path.Combine(Samples.Folder, "walk-declarations.sh"), program.Address.ToString().TrimEnd('/'), "--data", site.Folder]));

        Assert.True(walk.ExitCode == 0, walk.ToString());
        Assert.Contains("62 of 310 declarations hit", walk.Output, StringComparison.Ordinal);
        Assert.Contains("5 hits, 4 controlled, 3 with a result.", walk.Output, StringComparison.Ordinal);
        Assert.Matches(@"version 2, by proposal 10000000-1\.$", walk.Output.TrimEnd());
    }

    /// <summary>Sends an office's lines in one body; every line must get its number, in the order of the lines.</summary>
    private static async Task<List<long>> Send(RunningProgram program, AuthorityCode office, string[] lines, HttpStatusCode expected = HttpStatusCode.Created)
    {
        using var http = program.Client(office, Role.Coordinator);
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson");
        using var answer = await http.PostAsync("/api/v1/submissions", content);

        var answers = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split('\n').Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToList();
        Assert.Equal(Enumerable.Range(1, lines.Length), answers.Select(line => line.GetProperty("line").GetInt32()));
        Assert.All(answers, line => Assert.True(line.GetProperty("status").GetInt32() == (int)expected, line.ToString()));
        return [.. answers.Select(line => RegistrationNumber.TryParse(line.GetProperty("number").GetString(), out var number) ? number.Serial : 0)];
    }

    private static AuthorityCode AuthorityOf(string body) => new(JsonSerializer.Deserialize<JsonElement>(body).GetProperty("authority").GetString()!);
}
