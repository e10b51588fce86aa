using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Tests.Stage;

internal sealed partial class GrainStage
{
    private InProcessTestCluster cluster = null!;

    /// <summary>The cluster's client, so that every argument and result is serialised.</summary>
    public IGrainFactory Grains => cluster.Client;

    private IEnumerable<object?> Meters => cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<IMeterFactory>());

    /// <param name="shared">Another cluster on the same journal, clock and authorities.</param>
    public static async Task<GrainStage> Open(GrainStage? shared = null)
    {
        var stage = new GrainStage(shared);
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            silo.Services.AddKeyedSingleton<TimeProvider>("Orleans.Reminders", stage.EngineClock);
            silo.Services.AddKeyedSingleton<TimeProvider>("Orleans.Grains", stage.EngineClock);
            stage.AddTo(silo.Services);
        });
        stage.cluster = builder.Build();
        await stage.cluster.DeployAsync();
        foreach (var silo in stage.cluster.Silos)
            await silo.ServiceProvider.GetRequiredService<AuthorityRegisterHolder>().Refresh(CancellationToken.None);
        return stage;
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
