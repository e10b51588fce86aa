using RmsOrleans.Benchmarks.Blocks;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Samples;

namespace RmsOrleans.Benchmarks;

/// <summary>Submissions by many clients at once, to see what something else takes from them.</summary>
internal static class Registrations
{
    /// <summary>A warm-up, the measurement, and then the certificate of each office.</summary>
    /// <param name="nodes">Each serves as many of the clients.</param>
    /// <param name="before">Numbers that these offices have given before.</param>
    public static async Task<RegistrationsRun> Measure(
        IReadOnlyList<OurProgram> nodes, IReadOnlyList<Office> offices, ComparisonOptions options, long before = 0)
    {
        using var client = Client(nodes, offices, options.Clients, options.WithKeys);
        var warmedUp = await client.Run(Load.For(options.WarmUp));
        var used = ProcessorTime(nodes);
        var result = await client.Run(Load.For(options.Time));
        used = ProcessorTime(nodes) - used;
        var acknowledged = warmedUp.Latencies.Count + result.Latencies.Count;
        await nodes[0].CheckCertificates(offices.Select(office => office.Code), before + acknowledged);
        return new RegistrationsRun(result, used / result.Latencies.Count, acknowledged);
    }

    /// <summary>Clients that send for these offices in turn.</summary>
    public static LoadClient Client(IReadOnlyList<OurProgram> nodes, IReadOnlyList<Office> offices, int clients, bool withKeys = false)
    {
        var tokens = offices.ToDictionary(office => office, office => nodes[0].Token(office.Code, Role.Coordinator));
        return new LoadClient([.. nodes.Select(node => node.Server.EndPoint)], OfficeRequests.ForEach(clients, offices, office => tokens[office], withKeys));
    }

    private static TimeSpan ProcessorTime(IReadOnlyList<OurProgram> nodes) =>
        TimeSpan.FromTicks(nodes.Sum(node => node.Server.ProcessorTime.Ticks));
}
