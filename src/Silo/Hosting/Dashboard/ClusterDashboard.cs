using System.Collections.Immutable;
using Orleans.Dashboard;
using Orleans.Services;
using RmsOrleans.Api.Cluster;
using RmsOrleans.Desk.Cluster;

namespace RmsOrleans.Silo.Hosting.Dashboard;

/// <summary>
/// Orleans' own dashboard. Left to itself it measures from the start on, whether anybody looks or not: all that Orleans counts, 13 MB and a call each
/// second, and each silo asks itself how it is. Here its parts are not given to the host and the silo, but to what runs them while somebody looks.
/// What is left is its filter: 80 bytes for each call of a grain, and no time that could be measured.
/// </summary>
internal static class ClusterDashboard
{
    /// <summary>Of how many seconds a point of its curves is; while somebody looks, each silo asks itself so often how it is.</summary>
    private static readonly TimeSpan step = TimeSpan.FromSeconds(5);

    public static void AddClusterDashboard(this ISiloBuilder silo)
    {
        var before = silo.Services.Count;
        silo.AddDashboard(dashboard =>
        {
            dashboard.CounterUpdateIntervalMs = (int)step.TotalMilliseconds;
            dashboard.HideTrace = true; // the log has a way of its own, and a stream of it would hold up the end of the program
        });
        var parts = silo.Services.Skip(before).ToList();
        Take<ILoggerProvider>(); // for the trace
        var hosts = Take<IHostedService>();
        var participants = Take<ILifecycleParticipant<ISiloLifecycle>>();
        var statistics = Take<IGrainService>().Single();

        silo.Services.AddSingleton(provider => new MeasuringWhileLooked(
            () => [.. hosts.Select(host => Make<IHostedService>(host, provider))],
            () => [.. participants.Select(participant => Make<ILifecycleParticipant<ISiloLifecycle>>(participant, provider))],
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<MeasuringWhileLooked>>()));
        silo.Services.AddSingleton(provider => SiloStatistics.Of(statistics, provider));
        silo.AddGrainService<LooksService>();
        silo.Services.AddSingleton<Looks>();
        silo.Services.AddSingleton<IClusterDashboard, DashboardRoutes>();
        silo.Services.AddSingleton<IClusterView, SilosInSight>();

        List<ServiceDescriptor> Take<T>()
        {
            var taken = parts.Where(part => part.ServiceType == typeof(T)).ToList();
            foreach (var part in taken)
                silo.Services.Remove(part);
            return taken;
        }
    }

    private static T Make<T>(ServiceDescriptor part, IServiceProvider provider) => (T)(part.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, part.ImplementationType!));
}

/// <summary>The silos as this one knows them, without asking anybody.</summary>
internal sealed class SilosInSight(ISiloStatusOracle silos, ILocalSiloDetails here) : IClusterView
{
    public ImmutableArray<SiloOfCluster> Silos =>
    [
        .. silos.GetApproximateSiloStatuses().Where(silo => silo.Value != SiloStatus.Dead).OrderBy(silo => silo.Key)
            .Select(silo => new SiloOfCluster(silo.Key.ToParsableString(), $"{silo.Value}", silo.Key.Equals(here.SiloAddress))),
    ];
}

/// <summary>
/// The routes of the dashboard. They are made for the first who looks: then all of its files, 17 MB, are unpacked and stay in memory.
/// </summary>
internal sealed class DashboardRoutes(IServiceProvider services, Looks looks) : IClusterDashboard
{
    private readonly Lazy<RequestDelegate> routes = new(() =>
    {
        var app = new ApplicationBuilder(services);
        app.UseRouting();
        app.UseEndpoints(endpoints => endpoints.MapOrleansDashboard(IClusterDashboard.Place.TrimEnd('/')).ExcludeFromDescription());
        return app.Build();
    });

    public Task Answer(HttpContext context)
    {
        looks.Looked();
        // These routes look at the address once more.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        return routes.Value(context);
    }
}
