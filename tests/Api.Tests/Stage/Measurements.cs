using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

internal static class Measurements
{
    /// <summary>Listens to this program's instruments alone, whatever else runs in the process.</summary>
    public static Readings Readings(this TheProgram program) => new(program.Services.GetRequiredService<IMeterFactory>());

    /// <summary>What the program does now and then while it exports.</summary>
    public static Task Measure<T>(this TheProgram program) where T : IMeasurement =>
        program.Services.GetServices<IMeasurement>().OfType<T>().Single().Measure(CancellationToken.None);
}
