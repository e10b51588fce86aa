using System.Collections.Immutable;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;
using RmsOrleans.Tests;
using static RmsOrleans.Benchmarks.Blocks.Figures;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// What a page of the desk takes beside what it asks of the API, with 50 rows, and of the duty board with all authorities, and what is left in memory after very many people have looked. The
/// empty endpoint of <c>submissions</c> tells what the machine is worth.
/// </summary>
internal static class DeskPages
{
    /// <summary>Requests a second of the empty endpoint on the machine for which the promised figures hold.</summary>
    private const double PromisedFor = 24_000;

    private const int EmptyClients = 64;

    private static readonly string ourselves = Path.Combine(AppContext.BaseDirectory, "RmsOrleans.Benchmarks.dll");

    /// <summary>A page, and what it asks.</summary>
    private static readonly ImmutableArray<(string Name, string Page, ImmutableArray<string> Asks)> cases =
    [
        ("task list", "/desk/tasks", ["/api/v1/me", "/api/v1/tasks?limit=50", "/api/v1/tasks/counts", "/api/v1/tasks/profiles"]),
        ("journal", "/desk/journal", ["/api/v1/me", "/api/v1/drafts?limit=50"]),
    ];

    /// <summary>In the evening of a bad day, when nobody has closed anything.</summary>
    private static readonly ImmutableArray<(string Name, string Page, ImmutableArray<string> Asks)> ofDuty =
        [("duty board", "/desk/duty?all=true", ["/api/v1/me", "/api/v1/duty/board"])];

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"desk {arguments}".TrimEnd();
        var storage = arguments.Text("storage", "sqlite");
        var drafts = arguments.Whole("drafts", 500, least: 300, most: 100_000);
        var turns = arguments.Whole("turns", 5, most: 100);
        var time = TimeSpan.FromSeconds(arguments.Whole("seconds", 3, most: 600));
        var warmUp = TimeSpan.FromSeconds(arguments.Whole("warm-up", 20, least: 0, most: 600));
        var people = arguments.Whole("people", 1000, most: 100_000);
        var views = arguments.Whole("views", 10_000, most: 10_000_000);
        var write = arguments.Has("write");
        arguments.NoOthers();

        await using var postgres = storage == "postgres" ? await PostgresCluster.StartDurable() : null;
        await using var stock = await TaskLists.Fill(OurProgram.Assembly, postgres, drafts);
        var token = stock.Program.Token(Office.Fcs, Role.Coordinator);

        var empty = await EmptyRate(warmUp);
        var table = new Table("", "page µs", "API µs", "rendering µs", "rendering ms, scaled");
        foreach (var each in cases)
            await Measure(each, token);

        stock.Program.Server.GoOn();
        var before = await ManagedHeap.AfterCollection(stock.Program.Server.ProcessId);
        using (var crowd = Client(
            [.. Enumerable.Range(0, people).Select(person => RequestBytes.Page(
                cases[person % cases.Length].Page, stock.Program.Token(Office.Fcs, [Role.Coordinator], null, $"Benchmark person {person}")))]))
            await crowd.Run(Load.Of(views));
        var after = await ManagedHeap.AfterCollection(stock.Program.Server.ProcessId);

        await DutyStock.Fill(stock.Program);
        foreach (var each in ofDuty)
            await Measure(each, stock.Program.Token(Office.Fcs, Role.DutyOfficer));

        Report.Publish(
            $"desk {storage}", command, write, $"; one client, which shares the processors with the server, and {drafts} drafts; medians of {turns} turns", table,
            $"""
            Processor time of the server: of the page as a browser asks for it, compressed, and of all that it asks of the API, asked directly. Scaled is for a machine whose
            empty endpoint answers {Number(PromisedFor)} a second with {EmptyClients} clients; here it answered {Number(empty)}.
            """,
            $"The duty board is of {DutyStock.Authorities} authorities, in each a shift and {DutyStock.Incidents} incidents that are open and of today.",
            $"After {views} views by {people} people the heap held {Mebibytes(after)} MiB, and {Mebibytes(before)} MiB before them, each after a full collection.");
        return 0;

        async Task Measure((string Name, string Page, ImmutableArray<string> Asks) measured, string reader)
        {
            var (name, page, asks) = measured;
            var (whole, asked) = (new List<double>(), new List<double>());
            using var pages = Client([RequestBytes.Page(page, reader)]);
            using var answers = Client([.. asks.Select(path => RequestBytes.Get(path, reader, null))]);
            await stock.InTurn(pages, warmUp);
            await stock.InTurn(answers, warmUp / 2);
            for (var turn = 0; turn < turns; turn++)
            {
                whole.Add((await stock.InTurn(pages, time)).Time);
                asked.Add((await stock.InTurn(answers, time)).Time * asks.Length);
            }
            var rendering = TaskLists.Median(whole.Zip(asked, (one, other) => one - other));
            table.Add(name, Number(TaskLists.Median(whole)), Number(TaskLists.Median(asked)), Number(rendering), Number(rendering / 1000 * empty / PromisedFor, 2));
        }

        LoadClient Client(RequestBytes[] requests) => StatusQueries.Client(stock.Program.Server, 1, requests);
    }

    private static async Task<double> EmptyRate(TimeSpan warmUp)
    {
        await using var empty = await RunningProgram.StartInstalled(ourselves, "serve-empty");
        using var client = StatusQueries.Client(empty, EmptyClients, [.. OfficeDay.Bodies(Offices.Take(1)[0], EmptyClients).Select(body => RequestBytes.Post(ComparedServer.Path, body, null, withKey: false))]);
        await client.Run(Load.For(warmUp / 2));
        return (await client.Run(Load.For(TimeSpan.FromSeconds(5)))).Rate;
    }
}
