using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Samples;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>Registrations by one, two and three processes on one PostgreSQL.</summary>
internal static class Nodes
{
    private const int Most = 3;

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"nodes {arguments}".TrimEnd();
        var options = ComparisonOptions.From(arguments, "postgres");
        var offices = Offices.Take(arguments.Whole("authorities", 20, most: 500));
        arguments.NoOthers();
        await using var postgres = await options.StartPostgres() ?? throw new BenchmarkFailedException("Several nodes need --storage postgres.");

        var comparison = await Comparison.Make(
            options.Rounds,
            [.. Enumerable.Range(1, Most).Select<int, (string, Func<int, Task<RegistrationsRun>>)>(nodes => (
                $"{nodes}", async _ => await Measure(await postgres.CreateDatabase(), nodes, offices, options)))]);
        Report.Publish(
            offices.Count == 1 ? "nodes one office" : "nodes", command, options.Write,
            $"; {options.Clients} clients, as many for each node, submit for {offices.Count} offices in turn, and share the processors with the nodes and PostgreSQL",
            comparison.Table("nodes"), Comparison.Explained);
        return 0;
    }

    private static async Task<RegistrationsRun> Measure(PostgresDatabaseStrings database, int count, IReadOnlyList<Office> offices, ComparisonOptions options)
    {
        var nodes = new List<OurProgram>();
        try
        {
            nodes.Add(await OurProgram.Start(database));
            if (Offices.Import(offices) is { } csv)
                await nodes[0].ImportAuthorities(csv);
            while (nodes.Count < count)
                nodes.Add(await OurProgram.Start(database, "--Authentication:KeyFile", nodes[0].KeyFile));
            return await Registrations.Measure(nodes, offices, options);
        }
        finally
        {
            foreach (var node in Enumerable.Reverse(nodes))
                await node.DisposeAsync();
        }
    }
}
