using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tasks;

/// <summary>How much waits for whom, and what heads see of their offices; the same words of SQL on both databases.</summary>
public abstract class TaskCountContract : IAsyncLifetime
{
    private const string Tasks = "/api/v1/tasks";

    private static readonly Actor head = Ceramics.RmsHead;
    private static readonly Actor directorateHead = Ceramics.DeputyHead with { Authority = Ceramics.NorthWest };

    private TheProgram program = null!;

    private protected abstract Task<TheProgram> Open();

    public async Task InitializeAsync() => program = await Open();

    public async Task DisposeAsync() => await program.DisposeAsync();

    /// <summary>The clock stands on a Saturday noon, and ten calendar days later is a Tuesday.</summary>
    [PostgresFact]
    public async Task Counts_are_those_of_the_list_by_step_and_by_the_days_of_the_callers_clock()
    {
        await ADraft.Assigned(program);
        await ADraft.Assigned(program);
        await ADraft.Gathering(program);
        await ADraft.ProfileAgreed(program);
        await ADraft.Convened(program);

        Assert.Equal("4 Late 0 Today 0 ThisWeek 0 Later 3 NoTerm 1: information 1, profile-signatures 1, resolution 2", await Counts(Ceramics.Executor));
        Assert.Equal("1 Late 0 Today 0 ThisWeek 0 Later 1 NoTerm 0: minutes 1", await Counts(Ceramics.FcsCoordinator));
        Assert.Equal("0 Late 0 Today 0 ThisWeek 0 Later 0 NoTerm 0: ", await Counts(Officials.Auditor));

        Until("2026-11-30T09:00:00+03:00"); // the Monday of the week in which two fall due
        Assert.StartsWith("4 Late 0 Today 0 ThisWeek 2 Later 1 NoTerm 1", await Counts(Ceramics.Executor), StringComparison.Ordinal);
        Until("2026-12-01T23:59:59+03:00");
        Assert.StartsWith("4 Late 0 Today 2 ThisWeek 0 Later 1 NoTerm 1", await Counts(Ceramics.Executor), StringComparison.Ordinal);
        Until("2026-12-02T00:00:00+03:00");
        Assert.StartsWith("4 Late 2 Today 0 ThisWeek 0 Later 1 NoTerm 1", await Counts(Ceramics.Executor), StringComparison.Ordinal);

        var list = await program.As(Ceramics.Executor).GetAsync(Tasks).Body(HttpStatusCode.OK);
        Assert.Equal(["Late", "Late", "Later", "NoTerm"], list["items"]!.AsArray().Select(item => item!.Text("urgency")));
        Assert.Equal("Baltic Customs", list["items"]![0]!["draft"]!.Text("authorityName"));
    }

    [PostgresFact]
    public async Task A_draft_that_waits_for_two_steps_counts_once_in_the_total()
    {
        await ADraft.Prepared(program);
        var both = Ceramics.Author with { Roles = [Role.Author, Role.UnitHead] };

        Assert.Equal("1 Late 0 Today 0 ThisWeek 0 Later 0 NoTerm 1: content 1, signature 1", await Counts(both));
        var problem = await program.As(both).GetAsync($"{Tasks}/counts?limit=1").Body(HttpStatusCode.BadRequest);
        Assert.Equal("/limit", Assert.Single(problem["errors"]!.AsObject()).Key);
    }

    [PostgresFact]
    public async Task Heads_see_what_is_open_in_their_office_and_below_it_by_when_it_is_due_and_by_who_has_it()
    {
        var assigned = await ADraft.Assigned(program);
        var waiting = await ADraft.Registered(program);
        var sentBack = await ADraft.SentBack(program);
        var own = await ADraft.Prepared(program);
        var approved = await ADraft.AwaitingApproval(program);
        await (await ADraft.Assigned(program)).Then(Ceramics.Executor, "resolution", """{ "resolution": "Inexpedient", "reasons": "None." }""");
        await program.As(Ceramics.CoordinatorOf(Ceramics.Vladivostok)).Submit(Elsewhere()).Body(HttpStatusCode.Created);

        string[] expected = [.. Sorted(assigned, waiting), Id(sentBack), .. Sorted(own, approved)];
        var shown = Ids(await Read(Ceramics.DeputyHead, "office"));
        Assert.Equal(expected, shown);
        Assert.Equal(4, Ids(await Read(directorateHead, "office")).Length);
        Assert.Equal(5, Ids(await Read(head, "office")).Length);
        Assert.Equal([Id(waiting)], Ids(await Read(Ceramics.DeputyHead, "office?status=UnderConsideration&limit=200")).Except([Id(assigned)]));
        Assert.Equal(["approved"], Ids(await Read(Ceramics.DeputyHead, "office?status=AwaitingApproval,Inexpedient")).Select(id => id == Id(approved) ? "approved" : id));

        program.Clock.Turn(TimeSpan.FromDays(11));
        await program.Services.GetRequiredService<IGrainFactory>().Draft(new DraftId(Guid.Parse(Id(assigned)))).CheckDeadline();
        string[] inHand = ["executor-1 AwaitingApproval NoTerm 1", "executor-1 FinalisationByAuthority ThisWeek 1", "executor-1 UnderConsideration Late 1"];
        string[] all = ["- Drafting NoTerm 1", "- UnderConsideration Late 1", .. inHand];
        Assert.Equal(all, await OfficeCounts(Ceramics.DeputyHead));
        Assert.Equal("Late", (await Read(Ceramics.DeputyHead, "office?overdue=true"))["items"]![0]!.Text("urgency"));
        Assert.Equal(inHand, await OfficeCounts(head, "?executor=executor-1"));
    }

    [PostgresFact]
    public async Task A_list_of_all_authorities_goes_by_due_time_page_by_page_whoever_has_a_draft_in_hand()
    {
        var made = new List<string>();
        foreach (var stage in (Func<TheProgram, Task<ADraft>>[])
            [ADraft.ProfileAgreed, ADraft.Gathering, ADraft.Registered, ADraft.Assigned, ADraft.Registered, ADraft.SentBack, ADraft.ProfileAgreed])
        {
            made.Add(Id(await stage(program)));
            program.Clock.Turn(TimeSpan.FromDays(1));
        }
        string[] expected = [made[2], made[3], made[4], made[5], made[1], .. ((string[])[made[0], made[6]]).Order(StringComparer.Ordinal)];

        foreach (var limit in (int[])[1, 2, 200])
        {
            var seen = new List<string>();
            string? cursor = null;
            do
            {
                var page = await program.As(Ceramics.FcsCoordinator).GetAsync($"{Wire.Drafts}?sort=due&open=true&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}").Body(HttpStatusCode.OK);
                seen.AddRange(page["items"]!.AsArray().Select(item => item!.Text("id")));
                cursor = page["next"]?.GetValue<string>();
            }
            while (cursor is not null);
            Assert.Equal(expected, seen);
        }
    }

    private async Task<string> Counts(Actor actor)
    {
        var counts = await program.As(actor).GetAsync($"{Tasks}/counts").Body(HttpStatusCode.OK);
        var list = await program.As(actor).GetAsync($"{Tasks}?limit=200").Body(HttpStatusCode.OK);
        Assert.Equal(list["items"]!.AsArray().Count, counts["total"]!.GetValue<int>());
        Assert.False(counts["atLeast"]!.GetValue<bool>());
        var urgencies = counts["urgencies"]!.AsArray().Select(each => $"{each!.Text("urgency")} {each!["count"]}");
        var steps = counts["steps"]!.AsArray().Select(each => $"{each!.Text("step")} {each!["count"]}");
        return $"{counts["total"]} {string.Join(' ', urgencies)}: {string.Join(", ", steps)}";
    }

    private async Task<string[]> OfficeCounts(Actor actor, string query = "")
    {
        var counts = await Read(actor, $"office/counts{query}");
        return [.. counts["items"]!.AsArray()
            .Select(each => $"{each!["executor"]?.Text("subject") ?? "-"} {each.Text("status")} {each.Text("urgency")} {each["count"]}").Order(StringComparer.Ordinal)];
    }

    private Task<JsonNode> Read(Actor actor, string path) => program.As(actor).GetAsync($"{Tasks}/{path}").Body(HttpStatusCode.OK);

    private void Until(string time) => program.Clock.Turn(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - program.Clock.GetUtcNow());

    private static JsonNode Elsewhere()
    {
        var submission = Examples.Submission();
        submission["authority"] = Ceramics.Vladivostok.Value;
        return submission;
    }

    private static string[] Ids(JsonNode list) => [.. list["items"]!.AsArray().Select(item => item!["draft"]!.Text("id"))];

    private static string[] Sorted(params ADraft[] drafts) => [.. drafts.Select(Id).Order(StringComparer.Ordinal)];

    private static string Id(ADraft draft) => draft.Path.Split('/')[^1];
}

public sealed class SqliteTaskCountTests : TaskCountContract
{
    private protected override Task<TheProgram> Open() => Task.FromResult(new TheProgram());
}

[Collection(PostgresCollection.Name)]
public sealed class PostgresTaskCountTests(PostgresCluster cluster) : TaskCountContract
{
    private protected override async Task<TheProgram> Open()
    {
        var database = await cluster.CreateDatabase();
        return new TheProgram(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
    }
}
