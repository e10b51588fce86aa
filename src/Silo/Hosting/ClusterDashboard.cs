using System.Collections.Immutable;
using Orleans.Dashboard;
using RmsOrleans.Api.Cluster;
using RmsOrleans.Desk.Cluster;

namespace RmsOrleans.Silo.Hosting;

/// <summary>
/// Orleans' own dashboard. Left to itself it would measure every message from the start on, whether anybody looks or not: here a silo measures while
/// somebody does, and for a while after.
/// </summary>
internal static class ClusterDashboard
{
    /// <summary>Of how many seconds a point of its curves is; each silo asks itself so often how it is.</summary>
    private static readonly TimeSpan step = TimeSpan.FromSeconds(5);

    public static void AddClusterDashboard(this ISiloBuilder silo)
    {
        var before = silo.Services.Count;
        silo.AddDashboard(dashboard =>
        {
            dashboard.CounterUpdateIntervalMs = (int)step.TotalMilliseconds;
            dashboard.HideTrace = true; // the log has a way of its own, and a stream of it would hold up the end of the program
        });
        var host = silo.Services.Skip(before).Single(service => service.ServiceType == typeof(IHostedService));
        silo.Services.Remove(host);
        silo.Services.AddSingleton(provider => new MeasuringWhileLooked(
            () => Make(host, provider), provider.GetRequiredService<ILogger<MeasuringWhileLooked>>()));
        silo.Services.AddSingleton<IClusterDashboard, DashboardRoutes>();
        silo.Services.AddSingleton<IClusterView, SilosInSight>();
    }

    private static IHostedService Make(ServiceDescriptor host, IServiceProvider provider) => (IHostedService)(host.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, host.ImplementationType!));
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
internal sealed class DashboardRoutes(IServiceProvider services, MeasuringWhileLooked measuring) : IClusterDashboard
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
        measuring.Looked();
        // These routes look at the address once more.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        return routes.Value(context);
    }
}

/// <summary>What measures for the dashboard, from a look at it to some minutes after the last.</summary>
internal sealed class MeasuringWhileLooked(Func<IHostedService> make, ILogger<MeasuringWhileLooked> log) : IAsyncDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(2);

    private readonly Lock gate = new();
    private IHostedService? measuring;
    private Timer? end;

    public void Looked()
    {
        lock (gate)
        {
            end ??= new Timer(_ => _ = End());
            end.Change(patience, Timeout.InfiniteTimeSpan);
            if (measuring is not null)
                return;
            measuring = make();
            _ = Begin(measuring);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (end is not null)
            await end.DisposeAsync();
        await End();
    }

    /// <summary>The dashboard is there without it, and shows less.</summary>
    private async Task Begin(IHostedService begun)
    {
        try
        {
            await begun.StartAsync(CancellationToken.None);
        }
        catch (Exception failure)
        {
            log.DashboardDoesNotMeasure(failure);
        }
    }

    private async Task End()
    {
        IHostedService? ended;
        lock (gate)
            (ended, measuring) = (measuring, null);
        if (ended is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
