using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks;

/// <summary>
/// Submissions to one program that is up beside others, which stand still while it has its turn: so a machine whose speed changes within
/// minutes is the same for all.
/// </summary>
internal sealed class RegistrationTurns : IAsyncDisposable
{
    private readonly OurProgram program;
    private readonly IReadOnlyList<Office> offices;
    private readonly ComparisonOptions options;
    private readonly LoadClient client;
    private long acknowledged;

    private RegistrationTurns(OurProgram program, IReadOnlyList<Office> offices, ComparisonOptions options)
    {
        (this.program, this.offices, this.options) = (program, offices, options);
        client = Registrations.Client([program], offices, options.Clients, options.WithKeys);
    }

    /// <summary>Warms the program up and lets it stand still; it ends with this object.</summary>
    public static async Task<RegistrationTurns> Begin(OurProgram program, IReadOnlyList<Office> offices, ComparisonOptions options)
    {
        var turns = new RegistrationTurns(program, offices, options);
        turns.acknowledged = (await turns.client.Run(Load.For(options.WarmUp))).Latencies.Count;
        program.Server.Freeze();
        return turns;
    }

    /// <param name="others">What to measure besides, given how many were registered meanwhile.</param>
    public async Task<RegistrationsRun> Measure(Func<Func<long, IReadOnlyList<Figure>>> others)
    {
        program.Server.GoOn();
        var figures = others();
        var used = program.Server.ProcessorTime;
        var result = await client.Run(Load.For(options.Time));
        used = program.Server.ProcessorTime - used;
        program.Server.Freeze();
        acknowledged += result.Latencies.Count;
        return new RegistrationsRun(result, used / result.Latencies.Count, acknowledged) { Others = figures(result.Latencies.Count) };
    }

    /// <summary>Fails if not all is there that was acknowledged.</summary>
    public async Task Check()
    {
        program.Server.GoOn();
        await program.CheckCertificates(offices.Select(office => office.Code), acknowledged);
        program.Server.Freeze();
    }

    public async ValueTask DisposeAsync()
    {
        program.Server.GoOn();
        client.Dispose();
        await program.DisposeAsync();
    }
}
