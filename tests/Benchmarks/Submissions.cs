using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// The main job: submissions over HTTP to the program, beside an endpoint that only parses them and beside the usual way. They are
/// measured in turns on the same machine, so that what else the machine does meets all alike, and stand still meanwhile; the client takes its
/// part of the same processors each time.
/// </summary>
internal sealed class Submissions(SubmissionsOptions options, PostgresCluster postgres)
{
    private static readonly string ourselves = Path.Combine(AppContext.BaseDirectory, "RmsOrleans.Benchmarks.dll");

    private readonly IReadOnlyList<Office> offices = Offices.Take(options.Authorities);

    public static async Task<int> Run(Arguments arguments)
    {
        var command = $"submissions {arguments}".TrimEnd();
        var options = SubmissionsOptions.From(arguments);
        await using var postgres = await PostgresCluster.StartDurable();

        var benchmark = new Submissions(options, postgres);
        var report = new SubmissionsReport(options, command);
        for (var round = 1; round <= options.Repeat; round++)
            report.Publish(await benchmark.Round(), options.Write && round == options.Repeat);
        return 0;
    }

    private async Task<SubmissionsRound> Round()
    {
        await using var ceiling = options.Measures("ceiling") ? await Ceiling() : null;
        await using var usual = options.Measures("usual") ? await Usual() : null;
        await using var ours = options.Measures("ours") ? await Ours(OurProgram.Assembly) : null;
        await using var beside = options.Beside != "" ? await Ours(options.Beside) : null;
        Contender[] contenders = [.. new[] { ceiling, usual, ours, beside }.OfType<Contender>()];

        foreach (var clients in options.Clients == 1 ? [1] : new[] { options.Clients, 1 })
            await MeasureInTurns(contenders, clients);
        return new SubmissionsRound(ceiling?.Runs ?? [], usual?.Runs ?? [], ours?.Runs ?? [], beside?.Runs ?? [], ours?.Memory());
    }

    private async Task MeasureInTurns(Contender[] contenders, int clients)
    {
        // Forth and back, and so with the turns: whoever always came first would have another machine, and be a seventh slower than itself.
        foreach (var contender in contenders)
            await contender.WarmUp(clients, Load.For(options.WarmUp / 2));
        foreach (var contender in contenders.Reverse())
            await contender.WarmUp(clients, Load.For(options.WarmUp / 2));

        var turns = options.IsOfRequests(clients) ? 1 : options.Turns;
        for (var turn = 0; turn < turns; turn++)
        {
            foreach (var contender in turn % 2 == 0 ? contenders : contenders.Reverse())
                await contender.Measure(options.IsOfRequests(clients) ? Load.Of(options.Requests) : Load.For(options.Time / turns));
        }
        foreach (var contender in contenders)
            await contender.End();
    }

    private async Task<Contender> Ceiling() => Contender(await RunningProgram.StartInstalled(ourselves, "serve-empty"), _ => null);

    private async Task<Contender> Usual()
    {
        var database = await postgres.CreateDatabase();
        return Contender(
            await RunningProgram.StartInstalled(
                ourselves, "serve-usual", "--postgres", database.Superuser, "--authorities", string.Join(',', offices.Select(office => office.Code))),
            _ => null);
    }

    private async Task<Contender> Ours(string build)
    {
        var database = options.Storage == "postgres" ? await postgres.CreateDatabase() : null;
        var program = await OurProgram.StartBuild(build, database);
        try
        {
            if (Offices.Import(offices) is { } csv)
                await program.ImportAuthorities(csv);
            var tokens = offices.ToDictionary(office => office, office => program.Token(office.Code, Role.Coordinator));
            return Contender(
                program.Server, office => tokens[office],
                acknowledged => program.CheckCertificates(offices.Select(office => office.Code), acknowledged), program);
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    private Contender Contender(RunningProgram server, Func<Office, string?> token, Func<long, Task>? check = null, IAsyncDisposable? owner = null) =>
        new(server, clients => OfficeRequests.ForEach(clients, offices, token, options.IdempotencyKeys), check, owner);
}
