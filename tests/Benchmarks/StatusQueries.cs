using System.Text.Json;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Benchmarks.Compared;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;
using RmsOrleans.Tests;
using static RmsOrleans.Benchmarks.Blocks.Figures;

namespace RmsOrleans.Benchmarks;

/// <summary>What a program asks all day: the status of a number, and whether a status that it knows still stands; beside an endpoint that looks at nothing.</summary>
internal static class StatusQueries
{
    private static readonly string ourselves = Path.Combine(AppContext.BaseDirectory, "RmsOrleans.Benchmarks.dll");

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"status {arguments}".TrimEnd();
        var storage = arguments.Text("storage", "sqlite");
        var clients = arguments.Whole("clients", 64, most: 1000);
        var drafts = arguments.Whole("drafts", 1000, most: 100_000);
        var time = TimeSpan.FromSeconds(arguments.Whole("seconds", 15, most: 3600));
        var warmUp = TimeSpan.FromSeconds(arguments.Whole("warm-up", 15, least: 0, most: 600));
        var write = arguments.Has("write");
        arguments.NoOthers();

        await using var postgres = storage == "postgres" ? await PostgresCluster.StartDurable() : null;
        await using var program = await OurProgram.Start(postgres is null ? null : await postgres.CreateDatabase());
        await using var empty = await RunningProgram.StartInstalled(ourselves, "serve-empty");
        var office = Offices.Take(1)[0];
        var token = program.Token(office.Code, Role.Coordinator);
        var tags = await Tags(program, token, await Submit(program, token, office, drafts));

        var ceiling = await Measure(empty, tags.Select(tag => RequestBytes.Get(tag.Path, null, null)));
        var asked = await Measure(program.Server, tags.Select(tag => RequestBytes.Get(tag.Path, token, null)));
        var known = await Measure(program.Server, tags.Select(tag => RequestBytes.Get(tag.Path, token, tag.Tag)));

        var table = new Table("", "requests/s", "p50 ms", "p99 ms", "max ms", "server CPU µs", "of empty");
        Add("empty endpoint", ceiling);
        Add("status: 200", asked);
        Add("status that is known: 304", known);
        Report.Publish(
            $"status {storage}", command, write, $"; {clients} clients, which share the processors with the server, ask for {drafts} drafts in turn", table);
        return 0;

        async Task<(LoadResult Result, TimeSpan ProcessorTime)> Measure(RunningProgram server, IEnumerable<RequestBytes> requests)
        {
            using var client = Client(server, clients, requests);
            await client.Run(Load.For(warmUp));
            var before = server.ProcessorTime;
            var result = await client.Run(Load.For(time));
            return (result, (server.ProcessorTime - before) / result.Latencies.Count);
        }

        void Add(string what, (LoadResult Result, TimeSpan ProcessorTime) run) => table.Add(
            what, Number(run.Result.Rate), Milliseconds(run.Result.P50), Milliseconds(run.Result.P99), Milliseconds(run.Result.Latencies.Max),
            Number(run.ProcessorTime.TotalMicroseconds), Number(run.Result.Rate / ceiling.Result.Rate, 3));
    }

    /// <summary>Clients that send all of the requests in turn, each beginning with another.</summary>
    public static LoadClient Client(RunningProgram server, int clients, IEnumerable<RequestBytes> requests)
    {
        RequestBytes[] all = [.. requests];
        return new LoadClient([server.EndPoint], [.. Enumerable.Range(0, clients).Select(i => Turned(all, i * all.Length / clients))]);
    }

    /// <summary>The numbers given.</summary>
    private static async Task<List<string>> Submit(OurProgram program, string token, Office office, int drafts)
    {
        using var http = program.Client(token);
        var numbers = new List<string>();
        foreach (var body in OfficeDay.Bodies(office, drafts))
        {
            using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
            using var answer = await http.PostAsync(new Uri(ComparedServer.Path, UriKind.Relative), content);
            await OurProgram.MustSucceed(answer);
            using var read = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync());
            numbers.Add(read.RootElement.GetProperty("number").GetString()!);
        }
        return numbers;
    }

    private static async Task<List<(string Path, string Tag)>> Tags(OurProgram program, string token, List<string> numbers)
    {
        using var http = program.Client(token);
        var tags = new List<(string, string)>();
        foreach (var number in numbers)
        {
            var path = ComparedServer.StatusOf(number);
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            await OurProgram.MustSucceed(answer);
            tags.Add((path, answer.Headers.ETag!.ToString()));
        }
        return tags;
    }

    private static T[] Turned<T>(T[] all, int by) => [.. all[by..], .. all[..by]];
}
