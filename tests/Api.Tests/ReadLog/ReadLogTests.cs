using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.ReadLog;

/// <summary>Whoever reads content is noted, and auditors can ask who did.</summary>
public sealed class ReadLogTests(TheProgram program) : IClassFixture<TheProgram>
{
    private const string Log = "/api/v1/read-log";

    [Fact]
    public async Task Says_who_read_which_part_of_a_draft_when()
    {
        var draft = await ADraft.Assigned(program);
        var number = (await draft.Read(Ceramics.Author)).Text("number");
        foreach (var part in (string[])["/versions/1", "/versions/1/changes", "/journal", "/print?part=Covering", "/print?part=Draft"])
        {
            program.Clock.Turn(TimeSpan.FromSeconds(1));
            await program.As(Ceramics.Executor).GetAsync(draft.Path + part);
        }

        var reads = await Reads($"?draft={IdOf(draft)}&reader=executor-1");
        Assert.Equal(
            ["printDraft Draft", "getJournal ", "getVersionChanges version 1", "getVersion version 1"], // there was no covering letter to print
            reads.Select(read => $"{read.Text("what")} {read["part"]}"));
        Assert.All(reads, read => Assert.Equal(number, read.Text("number")));
        Assert.Equal(
            """{"subject":"executor-1","name":"Official executor-1","authority":"10000000","unit":"Tariff control","roles":["executor"]}""",
            reads[0]["reader"]!.ToJsonString());
        Assert.Equal(program.Clock.GetUtcNow(), DateTimeOffset.Parse(reads[0].Text("at"), null));
        Assert.EndsWith("+03:00", reads[0].Text("at"), StringComparison.Ordinal);
        Assert.Equal(5, (await Reads($"?number={number.Replace('/', '-')}")).Count); // the author's reading as well
        Assert.Equal("getDraft", Assert.Single(await Reads($"?draft={IdOf(draft)}&what=getDraft")).Text("what"));
    }

    [Fact]
    public async Task Says_nothing_of_statuses_lists_and_answers_without_content()
    {
        var draft = await ADraft.Registered(program);
        var number = (await draft.Read(Ceramics.Author)).Text("number").Replace('/', '-');
        var before = await program.CountReads();
        var client = program.As(Ceramics.Author);

        foreach (var path in (string[])["/drafts?limit=5", "/tasks", $"/registrations/{number}", "/events", "/drafts?text=ceramic"])
            Assert.Equal(HttpStatusCode.OK, await StatusOf(client, HttpMethod.Get, $"/api/v1{path}"));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(client, HttpMethod.Get, $"{draft.Path}/deadline"));
        Assert.Equal(HttpStatusCode.OK, await StatusOf(client, HttpMethod.Head, draft.Path));
        Assert.Equal(HttpStatusCode.NotModified, await StatusOf(client, HttpMethod.Get, draft.Path, $"If-None-Match: {draft.Tag}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusOf(client, HttpMethod.Get, $"{draft.Path}/versions/7"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusOf(client, HttpMethod.Get, $"{draft.Path}/versions/1/changes?from=x"));

        Assert.Equal(before, await program.CountReads());
    }

    [Fact]
    public async Task Says_which_revisions_of_the_directory_an_authority_read()
    {
        await AProfile.Adopted(program);
        var system = program.AsSystemOf("10216020");

        var changes = await system.GetAsync(AProfile.Directory).Body(HttpStatusCode.OK);
        await system.GetAsync($"{AProfile.Directory}?since={changes["revision"]}").Body(HttpStatusCode.OK); // nothing new
        await system.GetAsync($"{AProfile.Directory}/snapshot").Body(HttpStatusCode.OK);

        var reads = await Reads("?reader=system-10216020");
        var last = changes["items"]!.AsArray()[^1]!["revision"];
        Assert.Equal(
            [$"getDirectorySnapshot as 10216020, revision {last}", $"listDirectoryChanges as 10216020, revisions {changes["items"]![0]!["revision"]} to {last}"],
            reads.Select(read => $"{read.Text("what")} {read.Text("part")}"));
    }

    [Fact]
    public async Task Is_read_page_by_page_by_auditors_alone()
    {
        var draft = await ADraft.Prepared(program);
        for (var i = 0; i < 5; i++)
            await draft.Read(Ceramics.Author);

        var seen = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var page = await program.As(Officials.Auditor).GetAsync($"{Log}?draft={IdOf(draft)}&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}").Body(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(5, seen.Count);
        foreach (var actor in (Actor[])[Ceramics.Coordinator, Officials.OfTheFcs, Officials.Operator])
            Assert.Equal(HttpStatusCode.Forbidden, (await program.As(actor).GetAsync(Log)).StatusCode);
    }

    [Theory]
    [InlineData("?draft=1", "/draft")]
    [InlineData("?number=4711", "/number")]
    [InlineData("?reader=", "/reader")]
    [InlineData("?what=getRegistration", "/what")]
    [InlineData("?from=yesterday", "/from")]
    [InlineData("?until=2026-12-01", "/until")]
    [InlineData("?cursor=AAAA", "/cursor")]
    [InlineData("?who=me", "/who")]
    public async Task Names_what_is_wrong_with_a_question(string query, string pointer)
    {
        var problem = await program.As(Officials.Auditor).GetAsync(Log + query).Body(HttpStatusCode.BadRequest);

        Assert.Equal([pointer], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Without_a_note_nothing_is_shown()
    {
        using var other = new TheProgram();
        var draft = await ADraft.Registered(other);
        var number = (await draft.Read(Ceramics.Author)).Text("number").Replace('/', '-');
        await other.Services.GetRequiredService<IDatabase>().Run((connection, _) => connection.ExecuteAsync("alter table read_log rename to gone"), default);

        var refused = await other.As(Ceramics.Author).GetAsync(draft.Path);
        Assert.Equal(HttpStatusCode.InternalServerError, refused.StatusCode);
        Assert.DoesNotContain("riskArea", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await other.As(Ceramics.Author).GetAsync($"/api/v1/registrations/{number}")).StatusCode);
    }

    private async Task<List<JsonNode>> Reads(string query) =>
        [.. (await program.As(Officials.Auditor).GetAsync(Log + query).Body(HttpStatusCode.OK))["items"]!.AsArray().Select(item => item!)];

    private static async Task<HttpStatusCode> StatusOf(HttpClient client, HttpMethod method, string path, params string[] headers)
    {
        using var response = await client.SendAsync(Wire.Request(method, path, null, headers), HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    private static string IdOf(ADraft draft) => draft.Path.Split('/')[^1];
}
