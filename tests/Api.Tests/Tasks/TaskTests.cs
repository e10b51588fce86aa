using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tasks;

/// <summary>The same words of SQL on both databases; skipped together where there is no PostgreSQL.</summary>
public abstract class TaskContract : IAsyncLifetime
{
    private const string Tasks = "/api/v1/tasks";

    private static readonly Actor[] everybody =
    [
        Ceramics.Author, Ceramics.UnitHead, Ceramics.OtherUnitHead, Ceramics.CoordinationHead, Ceramics.DeputyHead, Ceramics.Coordinator,
        Ceramics.FcsCoordinator, Ceramics.RmsHead, Ceramics.Executor, Ceramics.OtherExecutor, Ceramics.FcsUnitHead, Ceramics.DivisionHead,
        Ceramics.FcsDeputyHead, Ceramics.FcsHead, Ceramics.DirectorateOfficer, Ceramics.DirectorateCoordinator,
        Officials.OfVladivostok, Officials.OfAnotherDirectorate, Officials.Auditor, Officials.Operator,
    ];

    private TheProgram program = null!;

    private protected abstract Task<TheProgram> Open();

    public async Task InitializeAsync() => program = await Open();

    public async Task DisposeAsync() => await program.DisposeAsync();

    [PostgresFact]
    public async Task A_draft_on_paper_waits_for_whoever_signs_or_agrees_next()
    {
        var draft = await ADraft.Prepared(program);
        await AssertWaits((Ceramics.Author, "content"), (Ceramics.UnitHead, "signature"));
        await draft.Then(Ceramics.UnitHead, "signature", null);
        await AssertWaits((Ceramics.OtherUnitHead, "visas"), (Ceramics.CoordinationHead, "visas"), (Ceramics.DeputyHead, "visas"));
        await draft.Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        await draft.Then(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""");
        await AssertWaits((Ceramics.OtherUnitHead, "visas"));
        await draft.Then(Ceramics.OtherUnitHead, "visas", """{ "as": "UnitHead" }""");
        await AssertWaits((Ceramics.Coordinator, "registration"));
        await draft.Then(Ceramics.Coordinator, "registration", null);
        await AssertWaits((Ceramics.FcsCoordinator, "executor"));
    }

    [PostgresFact]
    public async Task A_draft_under_consideration_waits_for_its_executor_or_for_whom_the_executor_asks()
    {
        var draft = await ADraft.Assigned(program);
        await AssertWaits((Ceramics.Executor, "resolution"));
        await draft.Then(Ceramics.RmsHead, "meeting", Examples.Of<ConveneMeeting>().ToJsonString());
        await AssertWaits((Ceramics.FcsCoordinator, "minutes"));
        await draft.Then(Ceramics.FcsCoordinator, "minutes", Examples.Of<RecordMinutes>().ToJsonString());
        await Resolve("""{ "resolution": "GatheringInformation", "needed": "Prices", "bodies": ["The tax service"] }""");
        await AssertWaits((Ceramics.Executor, "information"));
        await draft.Then(Ceramics.Executor, "information", Examples.Of<RecordInformation>().ToJsonString());
        await Resolve("""{ "resolution": "RequestToDirectorate", "question": "Is the price level that of the region?", "unit": "Customs value" }""");
        await AssertWaits((Ceramics.DirectorateOfficer, "opinion"));
        await draft.Then(Ceramics.DirectorateOfficer, "opinion", Examples.Of<GiveOpinion>().ToJsonString());
        await AssertWaits((Ceramics.DirectorateCoordinator, "opinion-agreement"));
        await draft.Then(Ceramics.DirectorateCoordinator, "opinion-agreement", null);
        await AssertWaits((Ceramics.Executor, "resolution"));

        Task Resolve(string json) => draft.Then(Ceramics.Executor, "resolution", json);
    }

    [PostgresFact]
    public async Task A_draft_that_was_sent_back_waits_for_its_own_authority()
    {
        await ADraft.SentBack(program);
        await AssertWaits((Ceramics.Author, "content"), (Ceramics.UnitHead, "signature"));
    }

    [PostgresFact]
    public async Task A_profile_in_the_making_waits_for_one_after_the_other()
    {
        var draft = await ADraft.Expedient(program);
        await draft.Then(Ceramics.Executor, "profile", Examples.EditProfile().ToJsonString());
        await AssertWaits((Ceramics.Executor, "profile-preparation"));
        await draft.Then(Ceramics.Executor, "profile-preparation", null);
        await AssertWaits((Ceramics.FcsUnitHead, "profile-visas"));
        await draft.Then(Ceramics.FcsUnitHead, "profile-visas", null);
        await AssertWaits((Ceramics.Executor, "profile-signatures"));
        await draft.Then(Ceramics.Executor, "profile-signatures", null);
        await AssertWaits((Ceramics.DivisionHead, "profile-signatures"));
        await draft.Then(Ceramics.DivisionHead, "profile-signatures", null);
        await AssertWaits((Ceramics.Executor, "approval-request"));
        await draft.Then(Ceramics.Executor, "approval-request", null);
        await AssertWaits((Ceramics.DivisionHead, "approval"));
        await draft.Then(Ceramics.DivisionHead, "approval", null);
        await AssertWaits((Ceramics.Executor, "approval-report"));
        await draft.Then(Ceramics.Executor, "approval-report", Examples.Of<ReportApproval>().ToJsonString());
        await AssertWaits((Ceramics.FcsCoordinator, "profile-registration"));
        await draft.Then(Ceramics.FcsCoordinator, "profile-registration", null);
        await AssertWaits();
    }

    [PostgresFact]
    public async Task Tasks_come_by_their_due_time_page_by_page_and_those_without_a_deadline_last()
    {
        var made = new List<string>();
        foreach (var stage in (Func<TheProgram, Task<ADraft>>[])
            [ADraft.ProfileAgreed, ADraft.ProfileAgreed, ADraft.Gathering, ADraft.Assigned, ADraft.Assigned])
        {
            made.Add(Id(await stage(program)));
            program.Clock.Turn(TimeSpan.FromDays(1));
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await program.As(Ceramics.Executor).GetAsync($"{Tasks}?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}").Body(HttpStatusCode.OK);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["draft"]!.Text("id")));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal([made[3], made[4], made[2], made[0], made[1]], seen);
    }

    [PostgresFact]
    public async Task A_page_goes_past_drafts_that_wait_for_somebody_else()
    {
        for (var i = 0; i < 51; i++)
        {
            await ADraft.Signed(program);
            program.Clock.Turn(TimeSpan.FromMilliseconds(1));
        }
        var last = await ADraft.Prepared(program);

        var page = await program.As(Ceramics.Author).GetAsync($"{Tasks}?limit=1").Body(HttpStatusCode.OK);

        Assert.Equal(Id(last), Assert.Single(page["items"]!.AsArray())!["draft"]!.Text("id"));
    }

    [PostgresFact]
    public async Task What_is_overdue_is_listed_by_the_authority_that_is_responsible()
    {
        var ofTheFcs = await ADraft.Assigned(program);
        var ofBaltic = await ADraft.SentBack(program);
        await ADraft.Prepared(program);
        Assert.Empty(await Overdue("10000000"));

        program.Clock.Turn(TimeSpan.FromDays(60));
        await ADraft.Assigned(program);
        foreach (var draft in (ADraft[])[ofTheFcs, ofBaltic])
            await program.Services.GetRequiredService<IGrainFactory>().Draft(new DraftId(Guid.Parse(Id(draft)))).CheckDeadline();

        Assert.Equal([Id(ofTheFcs)], await Overdue("10000000"));
        Assert.Equal([Id(ofBaltic)], await Overdue("10216000"));
        Assert.Empty(await Overdue("10200000"));
    }

    [PostgresFact]
    public async Task A_wrong_query_is_refused()
    {
        await ADraft.Prepared(program);
        await ADraft.Prepared(program);
        var ofDrafts = await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}?limit=1").Body(HttpStatusCode.OK);

        foreach (var (query, pointer) in ((string, string)[])[("cursor=x", "/cursor"), ($"cursor={ofDrafts.Text("next")}", "/cursor"), ("limit=0", "/limit"), ("status=Drafting", "/status")])
        {
            var problem = await program.As(Ceramics.Author).GetAsync($"{Tasks}?{query}").Body(HttpStatusCode.BadRequest);
            Assert.Equal(pointer, Assert.Single(problem["errors"]!.AsObject()).Key);
        }
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.As(null).GetAsync(Tasks)).StatusCode);
    }

    /// <summary>The one draft there is waits for these people, each by this route, and for nobody else.</summary>
    private async Task AssertWaits(params (Actor Actor, string Route)[] expected)
    {
        var awaited = new List<string>();
        foreach (var actor in everybody)
        {
            var page = await program.As(actor).GetAsync(Tasks).Body(HttpStatusCode.OK);
            awaited.AddRange(page["items"]!.AsArray().SelectMany(item => item!["awaited"]!.AsArray()).Select(route => $"{actor.Subject}: {route}"));
        }
        Assert.Equal(expected.Select(each => $"{each.Actor.Subject}: {each.Route}").Order(StringComparer.Ordinal), awaited.Order(StringComparer.Ordinal));
    }

    private async Task<List<string>> Overdue(string responsible)
    {
        var page = await program.As(Ceramics.FcsCoordinator).GetAsync($"{Wire.Drafts}?responsible={responsible}&overdue=true").Body(HttpStatusCode.OK);
        return [.. page["items"]!.AsArray().Select(item => item!.Text("id"))];
    }

    private static string Id(ADraft draft) => draft.Path.Split('/')[^1];
}

public sealed class SqliteTaskTests : TaskContract
{
    private protected override Task<TheProgram> Open() => Task.FromResult(new TheProgram());
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresTaskTests(PostgresCluster cluster) : TaskContract
{
    private protected override async Task<TheProgram> Open()
    {
        var database = await cluster.CreateDatabase();
        return new TheProgram(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
    }
}
