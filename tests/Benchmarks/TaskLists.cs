using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;
using RmsOrleans.Tests;
using static RmsOrleans.Benchmarks.Blocks.Figures;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// What each official asks for first in the morning: a page of 50 tasks, by people whose work differs, and what the build before takes for it. The
/// builds have their turns one after the other and stand still meanwhile; the processor time of the server counts.
/// </summary>
internal sealed class TaskLists : IAsyncDisposable
{
    private const string Page = "/api/v1/tasks?limit=50";
    private const string Counts = "/api/v1/tasks/counts";
    private const int InHand = 100;

    private static readonly Office office = Offices.Take(1)[0];

    private readonly HttpClient coordinator;
    private readonly HttpClient centre;

    private TaskLists(OurProgram program)
    {
        Program = program;
        coordinator = program.Client(program.Token(office.Code, [Role.Coordinator, Role.Author], null));
        centre = program.Client(program.Token(Office.Fcs, Role.Coordinator));
    }

    public OurProgram Program { get; }

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"tasks {arguments}".TrimEnd();
        var storage = arguments.Text("storage", "sqlite");
        var drafts = arguments.Whole("drafts", 500, least: 2 * InHand, most: 100_000);
        var turns = arguments.Whole("turns", 5, most: 100);
        var time = TimeSpan.FromSeconds(arguments.Whole("seconds", 3, most: 600));
        var warmUp = TimeSpan.FromSeconds(arguments.Whole("warm-up", 10, least: 0, most: 600));
        var beside = arguments.Text("beside", "");
        var write = arguments.Has("write");
        arguments.NoOthers();

        await using var postgres = storage == "postgres" ? await PostgresCluster.StartDurable() : null;
        await using var ours = await Fill(OurProgram.Assembly, postgres, drafts);
        await using var before = beside == "" ? null : await Fill(beside, postgres, drafts);

        var table = new Table("", "µs", "requests/s", "µs before", "share of before");
        foreach (var (name, path, roles, authority) in Cases())
            await Measure(name, path, roles, authority);
        foreach (var each in (TaskLists?[])[ours, before])
            await (each?.Approve(InHand / 2) ?? Task.CompletedTask);
        await Measure("profiles to be registered, the coordinator of the FCS", Page, [Role.Coordinator], Office.Fcs);
        Report.Publish(
            $"tasks {storage}", command, write, $"; one client, which shares the processors with the server, and {drafts} drafts; processor time of the server for a request, medians of {turns} turns",
            table);
        return 0;

        async Task Measure(string name, string path, Role[] roles, string authority)
        {
            var isNew = path == Counts; // the build before need not have it
            TaskLists[] measured = isNew || before is null ? [ours] : [ours, before];
            var used = measured.ToDictionary(each => each, _ => new List<(double Time, double Rate)>());
            using var clients = new Clients(measured.ToDictionary(each => each, each => StatusQueries.Client(
                each.Program.Server, 1, [RequestBytes.Get(path, each.Program.Token(authority, roles, null), null)])));
            foreach (var each in measured)
                await each.InTurn(clients.Of[each], warmUp);
            for (var turn = 0; turn < turns; turn++)
            {
                foreach (var each in turn % 2 == 0 ? measured : measured.Reverse())
                    used[each].Add(await each.InTurn(clients.Of[each], time));
            }
            var our = used[ours];
            table.Add(
                name, Number(Median(our.Select(turn => turn.Time))), Number(Median(our.Select(turn => turn.Rate))),
                measured is [_, var other] ? Number(Median(used[other].Select(turn => turn.Time))) : "",
                measured is [_, var known] ? Number(Median(our.Zip(used[known], (one, another) => one.Time / another.Time)), 3) : "");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Program.Server.GoOn();
        coordinator.Dispose();
        centre.Dispose();
        await Program.DisposeAsync();
    }

    private static IEnumerable<(string Name, string Path, Role[] Roles, string Authority)> Cases()
    {
        yield return ("without an executor, the coordinator of the FCS", Page, [Role.Coordinator], Office.Fcs);
        yield return ("to be resolved, an executor", Page, [Role.Executor], Office.Fcs);
        yield return ("to be written, an author", Page, [Role.Author], office.Code);
        yield return ("counts, the coordinator of the FCS", Counts, [Role.Coordinator], Office.Fcs);
        yield return ("counts, an executor", Counts, [Role.Executor], Office.Fcs);
        yield return ("counts, an author", Counts, [Role.Author], office.Code);
    }

    /// <summary>Most have no executor, <see cref="InHand"/> have one, and as many are not registered.</summary>
    public static async Task<TaskLists> Fill(string build, PostgresCluster? postgres, int drafts)
    {
        var lists = new TaskLists(await OurProgram.StartBuild(build, postgres is null ? null : await postgres.CreateDatabase()));
        var made = 0;
        foreach (var body in OfficeDay.Bodies(office, drafts))
        {
            if (made < InHand)
                await lists.Send(lists.coordinator, "/api/v1/drafts", Unsigned(body));
            else
            {
                var answer = await lists.Send(lists.coordinator, ComparedServer.Path, body);
                if (made < 2 * InHand)
                    await lists.Send(lists.centre, $"/api/v1/drafts/{answer["id"]}/executor", Assignment());
            }
            made++;
        }
        lists.Program.Server.Freeze();
        return lists;
    }

    private async Task Approve(int count)
    {
        Program.Server.GoOn();
        using var approved = await ApprovedDrafts.Make(Program, count, [office.Code]);
        Program.Server.Freeze();
    }

    /// <summary>The processor time of the server for a request, in µs, and the requests a second.</summary>
    public async Task<(double Time, double Rate)> InTurn(LoadClient client, TimeSpan time)
    {
        Program.Server.GoOn();
        var before = Program.Server.ProcessorTime;
        var result = await client.Run(Load.For(time));
        var used = (Program.Server.ProcessorTime - before) / result.Latencies.Count;
        Program.Server.Freeze();
        return (used.TotalMicroseconds, result.Rate);
    }

    private async Task<JsonNode> Send(HttpClient http, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        await OurProgram.MustSucceed(answer);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>The same draft, as its author prepares it.</summary>
    private static byte[] Unsigned(byte[] submission)
    {
        var body = JsonNode.Parse(submission)!.AsObject();
        foreach (var name in (string[])["signature", "visas"])
            body.Remove(name);
        return System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private static byte[] Assignment() => System.Text.Encoding.UTF8.GetBytes(
        new JsonObject { ["subject"] = OurProgram.SubjectOf(Office.Fcs), ["name"] = "The executor", ["unit"] = "Tariff control" }.ToJsonString());

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private sealed record Clients(Dictionary<TaskLists, LoadClient> Of) : IDisposable
    {
        public void Dispose()
        {
            foreach (var client in Of.Values)
                client.Dispose();
        }
    }
}
