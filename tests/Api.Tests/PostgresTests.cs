using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Attachments;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

/// <summary>The same words of SQL on the other database: every query once, with all its conditions.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresTests(PostgresCluster cluster)
{
    [PostgresFact]
    public async Task Answers_every_query()
    {
        var database = await cluster.CreateDatabase();
        await using var program = new TheProgram(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
        var client = program.As(Ceramics.Coordinator);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);

        var draft = await ADraft.Registered(program);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.Submit()));
        await ADraft.Prepared(program);

        var number = (await draft.Read(Ceramics.Author)).Text("number").Replace('/', '-');
        foreach (var path in (string[])[
            draft.Path, $"{draft.Path}/journal", $"{draft.Path}/print", $"{draft.Path}/versions/1", $"/api/v1/registrations/{number}", "/api/v1/authorities",
            "/api/v1/authorities/10216000", "/api/v1/sequences"])
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(path)).StatusCode);

        var certificate = await client.GetAsync("/api/v1/sequences/00-10216/certificate").Body(HttpStatusCode.OK);
        Assert.Equal((9, 0, true), (certificate["count"]!.GetValue<int>(), certificate["missingCount"]!.GetValue<int>(), certificate["chainAgrees"]!.GetValue<bool>()));

        Assert.Equal(10, await Count(program, Ceramics.Author, ""));
        Assert.Equal(10, await Count(program, Officials.Auditor, ""));
        Assert.Equal(9, await Count(program, Officials.OfTheDirectorate, ""));
        Assert.Equal(9, await Count(program, Officials.OfTheFcs, ""));
        Assert.Equal(0, await Count(program, Officials.OfVladivostok, ""));
        Assert.Equal(9, await Count(program, Ceramics.Author, "status=UnderConsideration&authority=10216000&territory=Zonal&overdue=false&dueBefore=2027-01-01T00:00:00Z"));
        Assert.Equal(0, await Count(program, Ceramics.Author, "executor=nobody"));

        await AnswersEveryQueryOfProfiles(program);

        await KeepsFiles(program);

        var edited = await ADraft.Prepared(program);
        Assert.Equal(HttpStatusCode.OK, (await edited.TryEdit(Ceramics.Author, Examples.Edit(), "If-Match: \"1\", \"7\"")).StatusCode);
    }

    private static async Task KeepsFiles(TheProgram program)
    {
        byte[] large = [.. AFile.Pdf, .. new byte[2_500_000]];
        var draft = await (await ADraft.Prepared(program)).With(Ceramics.Author, "note", "large.pdf", large);
        await draft.With(Ceramics.Author, "draft", "table.xlsx", AFile.Xlsx);
        await draft.Without(Ceramics.Author, 1);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await draft.TryAttach(Ceramics.Author, AFile.Form("note", "a.zip", AFile.Zip), $"If-Match: {draft.Tag}")).StatusCode);

        Assert.Equal(2, (await draft.Get(Ceramics.Author, "/attachments").Body(HttpStatusCode.OK))["items"]!.AsArray().Count);
        Assert.Equal(large, await (await draft.Get(Ceramics.Author, "/attachments/1")).Content.ReadAsByteArrayAsync());
        Assert.Equal(AFile.Xlsx, await (await draft.Get(Ceramics.Author, "/attachments/2")).Content.ReadAsByteArrayAsync());

        var submitted = await program.As(Ceramics.Coordinator).PostAsync(Wire.Submissions, AFile.Submission(Examples.Submission(), ("note", "large.pdf", large)));
        Assert.Equal(HttpStatusCode.Created, submitted.StatusCode);
        Assert.Equal(large, await (await program.As(Ceramics.Coordinator).GetAsync($"{submitted.Headers.Location}/attachments/1")).Content.ReadAsByteArrayAsync());
        Assert.Equal(0, await AttachmentTests.Count(program, "attachment_uploads"));
    }

    private static async Task AnswersEveryQueryOfProfiles(TheProgram program)
    {
        var path = await AProfile.Adopted(program);
        var (fcs, reader) = (program.As(Ceramics.FcsCoordinator), program.AsSystemOf("10216000"));
        await fcs.Post($"{path}/update", AProfile.Update(offices: ["10216000", "10702000"])).Body(HttpStatusCode.OK);
        await reader.Post($"{AProfile.Directory}/acknowledgements", """{ "authority": "10216000", "revision": 1 }""").Body(HttpStatusCode.OK);

        foreach (var read in (string[])[
            path, $"{path}/journal", $"{path}/print", $"{path}/versions/2", $"{path}/versions/2/changes", path.Replace("profiles", "registrations", StringComparison.Ordinal),
            $"{AProfile.Profiles}?status=Registered&territory=Zonal&kind=Regular&authority=10216020&limit=1"])
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(read)).StatusCode);
        Assert.Equal(2, (await reader.GetAsync($"{AProfile.Directory}?since=0").Body(HttpStatusCode.OK))["items"]!.AsArray().Count);
        Assert.Single((await reader.GetAsync($"{AProfile.Directory}/snapshot").Body(HttpStatusCode.OK))["items"]!.AsArray());
        var coverage = (await fcs.GetAsync($"{AProfile.Directory}/coverage").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal([(2, 4, 0), (1, 2, 1)], coverage.Select(item => (item!["revision"]!.GetValue<int>(), item["concerned"]!.GetValue<int>(), item["loaded"]!.GetValue<int>())));
        foreach (var key in (string[])["profiles", "directory"])
            Assert.True((await fcs.GetAsync($"/api/v1/sequences/{key}/certificate").Body(HttpStatusCode.OK))["chainAgrees"]!.GetValue<bool>());
        program.Clock.Turn(TimeSpan.FromDays(15));
        Assert.Equal(1, await program.LookAtDays());
    }

    /// <summary>How many drafts the pages of a list have together.</summary>
    private static async Task<int> Count(TheProgram program, Actor actor, string filter)
    {
        var ids = new HashSet<string>();
        string? cursor = null;
        do
        {
            JsonNode page = await program.As(actor).GetAsync($"{Wire.Drafts}?limit=4&{filter}{(cursor is null ? "" : $"&cursor={cursor}")}").Body(HttpStatusCode.OK);
            foreach (var item in page["items"]!.AsArray())
                Assert.True(ids.Add(item!.Text("id")));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return ids.Count;
    }
}
