using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Samples;
using RmsOrleans.Tests;
using static RmsOrleans.Benchmarks.Blocks.Figures;

namespace RmsOrleans.Benchmarks;

/// <summary>What one node holds in memory while it takes very many submissions.</summary>
internal static class Memory
{
    private const int Parts = 10;

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"memory {arguments}".TrimEnd();
        var storage = arguments.Text("storage", "sqlite");
        var clients = arguments.Whole("clients", 64, most: 1000);
        var submissions = arguments.Whole("submissions", 1_000_000, least: Parts, most: 100_000_000);
        var write = arguments.Has("write");
        arguments.NoOthers();
        await using var postgres = storage == "postgres" ? await PostgresCluster.StartDurable() : null;
        await using var program = await OurProgram.Start(postgres is null ? null : await postgres.CreateDatabase());

        IReadOnlyList<Office> offices = Offices.Take(1);
        var table = new Table("submissions", "working set MiB", "requests/s", "p99 ms");
        using var client = Registrations.Client([program], offices, clients);
        var (acknowledged, held) = (0L, new List<long>());
        for (var part = 1; part <= Parts; part++)
        {
            var result = await client.Run(Load.Of(submissions / Parts));
            acknowledged += result.Latencies.Count;
            held.Add(program.Server.WorkingSet.Now);
            table.Add($"{acknowledged}", Mebibytes(held[^1]), Number(result.Rate), Milliseconds(result.P99));
            Console.Error.WriteLine($"{acknowledged} submissions: {Mebibytes(held[^1])} MiB, {Number(result.Rate)} a second");
        }
        await program.CheckCertificates(offices.Select(office => office.Code), acknowledged);

        var lastHalf = held[(Parts / 2)..];
        Report.Publish(
            $"memory {storage}", command, write, $"; {clients} clients share the processors with the server", table,
            $"""
            At most the working set was {Mebibytes(program.Server.WorkingSet.Peak)} MiB; over the last half it lay between {Mebibytes(lastHalf.Min())} and {Mebibytes(lastHalf.Max())} MiB. Garbage collector:
            {Machine.CollectorOf(program.Server.Assembly)}. The register held every number that was acknowledged, and was whole.
            """);
        return 0;
    }
}
