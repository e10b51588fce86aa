using System.Diagnostics;
using System.Text;
using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;
using RmsOrleans.Tests;
using static RmsOrleans.Benchmarks.Blocks.Figures;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// Entries of registers: how many are registered in a second, beside submissions to the same program in turns; and what many of them cost lists, tasks, searches and the start, beside a
/// store whose pages are just as full.
/// </summary>
internal sealed class Registers(int clients, TimeSpan time, TimeSpan warmUp, int rounds)
{
    private static readonly int few = 2 * EntryStock.Round;

    private static readonly byte[] appeal = Encoding.UTF8.GetBytes("""{ "values": { "applicantKind": "citizen", "applicant": "Мария Заявитель", "content": "Прошу пояснить, как определена стоимость." } }""");

    private readonly Office office = Offices.Take(1)[0];

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"registers {arguments}".TrimEnd();
        var storage = arguments.Text("storage", "sqlite");
        var clients = arguments.Whole("clients", 64, most: 10_000);
        var many = arguments.Whole("entries", 1_000_000, least: 0, most: 10_000_000); // of none the rates alone are measured
        var time = TimeSpan.FromSeconds(arguments.Whole("seconds", 6, most: 600));
        var warmUp = TimeSpan.FromSeconds(arguments.Whole("warm-up", 10, least: 0, most: 600));
        var rounds = arguments.Whole("rounds", 3, most: 100);
        var write = arguments.Has("write");
        arguments.NoOthers();

        await using var postgres = storage == "postgres" ? await PostgresCluster.StartDurable() : null;
        var benchmark = new Registers(clients, time, warmUp, rounds);
        List<object> results = [await benchmark.Rates(postgres)];
        if (many > 0)
        {
            many = Math.Max(2 * few, many / EntryStock.Round * EntryStock.Round);
            var (lists, filling) = await benchmark.Lists(postgres, many);
            results.AddRange([
                lists, $"{many} entries of all shipped registers were decided, numbered and written by the program's own code in {filling.TotalSeconds:F0} s; nineteen of twenty have ended."]);
        }
        Report.Publish(
            $"registers {storage}", command, write, $"; {clients} clients for the rates and one for the lists, which share the processors with the server; medians of {rounds} turns", results);
        return 0;
    }

    /// <summary>Submissions and appeals in turns, on one program.</summary>
    private async Task<Table> Rates(PostgresCluster? postgres)
    {
        await using var stock = await Stock.Make(postgres);
        await using var program = await stock.Start();
        using var submissions = Registrations.Client([program], [office], clients);
        using var entries = StatusQueries.Client(
            program.Server, clients, [RequestBytes.Post("/api/v1/registers/appeal/entries", appeal, program.Token(office.Code, Role.Registrar), withKey: false)]);
        LoadClient[] both = [submissions, entries];
        foreach (var client in both)
            await client.Run(Load.For(warmUp));
        var measured = both.ToDictionary(client => client, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var client in round % 2 == 0 ? both : both.Reverse())
                measured[client].Add((await client.Run(Load.For(time))).Rate);
        }
        var table = new Table("", "a second", "share of submissions");
        table.Add("submissions", Number(TaskLists.Median(measured[submissions])), "");
        table.Add("appeals registered", Number(TaskLists.Median(measured[entries])), Number(TaskLists.Median(measured[entries].Zip(measured[submissions], (entry, submission) => entry / submission)), 3));
        return table;
    }

    private async Task<(Table Table, TimeSpan Filling)> Lists(PostgresCluster? postgres, int many)
    {
        await using var small = await Stock.Make(postgres);
        var entries = new EntryStock(office);
        await small.Register(entries, few);
        await small.Settle();
        await using var large = await small.Copy();
        var watch = Stopwatch.StartNew();
        await large.Register(entries, many - few);
        var filling = watch.Elapsed;
        await large.Settle();
        Console.Error.WriteLine($"{many} entries after {filling.TotalSeconds:F0} s");

        var starts = new Dictionary<Stock, List<double>> { [small] = [], [large] = [] };
        var rates = Cases.ToDictionary(each => each.Name, _ => new Dictionary<Stock, List<double>> { [small] = [], [large] = [] });
        for (var round = 0; round < rounds; round++)
        {
            foreach (var stock in round % 2 == 0 ? (Stock[])[small, large] : [large, small])
            {
                var starting = Stopwatch.StartNew();
                await using var program = await stock.Start();
                starts[stock].Add(starting.Elapsed.TotalSeconds);
                foreach (var (name, path, role) in Cases)
                {
                    using var client = StatusQueries.Client(
                        program.Server, 1, [RequestBytes.Get(path, program.Token(office.Code, [role], null, role == Role.CaseOfficer ? EntryStock.SubjectOf(7) : "reader"), null)]);
                    await client.Run(Load.For(warmUp / 10));
                    rates[name][stock].Add((await client.Run(Load.For(time / 2))).Rate);
                }
            }
        }

        var table = new Table("requests a second", $"{few} entries", $"{many} entries", "share");
        foreach (var (name, _, _) in Cases)
        {
            var (before, after) = (rates[name][small], rates[name][large]);
            table.Add(name, Number(TaskLists.Median(before)), Number(TaskLists.Median(after)), Number(TaskLists.Median(after.Zip(before, (one, other) => one / other)), 3));
        }
        table.Add("start to ready, s", Number(TaskLists.Median(starts[small]), 2), Number(TaskLists.Median(starts[large]), 2), $"{Number(TaskLists.Median(starts[large]) - TaskLists.Median(starts[small]), 2)} s longer");
        return (table, filling);
    }

    private static readonly (string Name, string Path, Role Role)[] Cases =
    [
        ("entries of a register", "/api/v1/registers/appeal/entries?limit=50", Role.Registrar),
        ("open entries of a register", "/api/v1/registers/appeal/entries?limit=50&open=true", Role.Registrar),
        ("entries that somebody is responsible for", "/api/v1/tasks/entries?limit=20", Role.CaseOfficer),
        ("tasks", "/api/v1/tasks?limit=20", Role.CaseOfficer),
        ("counts of tasks", "/api/v1/tasks/counts", Role.CaseOfficer),
        ("search by a word of one entry", "/api/v1/entries?text=n4020", Role.Registrar),
        ("search by the title of a register", "/api/v1/entries?text=%D0%BE%D0%B1%D1%80%D0%B0%D1%89%D0%B5%D0%BD%D0%B8%D1%8F&limit=50", Role.Registrar),
        ("registers with their counts", "/api/v1/registers", Role.Registrar),
        ("drafts", "/api/v1/drafts?limit=50", Role.Coordinator),
    ];
}
