using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// The main job: submissions over HTTP to the program, beside an endpoint that only parses them and beside the usual way. The three run in
/// turn on the same machine; the client takes its part of the same processors each time.
/// </summary>
internal sealed class Submissions(SubmissionsOptions options, PostgresCluster postgres)
{
    private static readonly string ourselves = Path.Combine(AppContext.BaseDirectory, "RmsOrleans.Benchmarks.dll");

    private readonly IReadOnlyList<Office> offices = Offices.Take(options.Authorities);

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"submissions {arguments}".TrimEnd();
        var options = SubmissionsOptions.From(arguments);
        await using var postgres = await PostgresCluster.Start();

        var benchmark = new Submissions(options, postgres);
        var report = new SubmissionsReport(options, command);
        for (var round = 1; round <= options.Repeat; round++)
            report.Publish(await benchmark.Round(round), options.Write && round == options.Repeat);
        return 0;
    }

    private async Task<SubmissionsRound> Round(int round)
    {
        var ceiling = options.Measures("ceiling") ? await Ceiling() : [];
        var usual = options.Measures("usual") ? await Usual(round) : [];
        var (ours, memory) = options.Measures("ours") ? await Ours(round) : ([], null);
        return new SubmissionsRound(ceiling, usual, ours, memory);
    }

    private async Task<Measured[]> Ceiling()
    {
        await using var server = await ServerProcess.Start(ourselves, "serve-empty");
        return await Measure(server, _ => null);
    }

    private async Task<Measured[]> Usual(int round)
    {
        var database = await postgres.CreateDatabase($"usual_{round}");
        await using var server = await ServerProcess.Start(
            ourselves, "serve-usual", "--postgres", database.AsOwner, "--authorities", string.Join(',', offices.Select(office => office.Code)));
        return await Measure(server, _ => null);
    }

    private async Task<(Measured[], MemoryUsed)> Ours(int round)
    {
        var database = options.Storage == "postgres" ? await postgres.CreateDatabase($"ours_{round}") : null;
        await using var program = await OurProgram.Start(database);
        if (Offices.Import(offices) is { } csv)
            await program.ImportAuthorities(csv);
        var tokens = offices.ToDictionary(office => office, office => program.Token(office.Code, Role.Coordinator));

        var measured = await Measure(
            program.Server, office => tokens[office],
            acknowledged => program.CheckCertificates(offices.Select(office => office.Code), acknowledged));
        var (now, peak) = program.Server.WorkingSet();
        return (measured, new MemoryUsed(now, peak, measured[^1].Acknowledged, Machine.CollectorOf(program.Server.Program)));
    }

    /// <summary>With all clients, then with one. <paramref name="check"/> gets the number of all requests answered so far.</summary>
    private async Task<Measured[]> Measure(ServerProcess server, Func<Office, string?> token, Func<long, Task>? check = null)
    {
        var runs = new List<Measured>();
        var acknowledged = 0L;
        foreach (var clients in options.Clients == 1 ? [1] : new[] { options.Clients, 1 })
        {
            using var client = new LoadClient([server.EndPoint], OfficeRequests.ForEach(clients, offices, token, options.IdempotencyKeys));
            acknowledged += (await client.Run(Load.For(options.WarmUp))).Latencies.Count;

            var before = server.ProcessorTime;
            var result = await client.Run(options.Load(clients));
            var used = server.ProcessorTime - before;
            acknowledged += result.Latencies.Count;
            if (check is not null)
                await check(acknowledged);
            runs.Add(new Measured(clients, result, used / result.Latencies.Count, acknowledged));
        }
        return [.. runs];
    }
}
