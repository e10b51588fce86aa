using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Tests.Stage;

internal sealed partial class GrainStage
{
    private InProcessTestCluster cluster = null!;

    /// <summary>The cluster's client, so that every argument and result is serialised.</summary>
    public IGrainFactory Grains => cluster.Client;

    private IEnumerable<IServiceProvider> Nodes => cluster.Silos.Select(silo => silo.ServiceProvider);

    /// <param name="shared">Another cluster on the same journal, clock and authorities.</param>
    public static async Task<GrainStage> Open(GrainStage? shared = null)
    {
        var stage = new GrainStage(shared);
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryGrainStorageAsDefault();
            silo.UseInMemoryReminderService();
            // Its own upkeep, which the same clock drives, must not be mistaken for a reminder that waits: once at the start, then daily.
            silo.Configure<ReminderOptions>(reminders =>
                (reminders.RefreshReminderListPeriod, reminders.ReminderLoadingWindow) = (TimeSpan.FromDays(1), TimeSpan.FromDays(1)));
            silo.Services.AddKeyedSingleton<TimeProvider>("Orleans.Reminders", stage.EngineClock);
            stage.AddTo(silo.Services);
        });
        stage.cluster = builder.Build();
        await stage.cluster.DeployAsync();
        // One after the other: of two that start at once, one may take itself for dead and have its reminders kept by the other, which does not
        // own them; the owner would read of them only at its upkeep.
        await stage.cluster.StartAdditionalSiloAsync();
        await stage.cluster.WaitForLivenessToStabilizeAsync();
        stage.EngineClock.Turn(TimeSpan.FromMinutes(1));
        foreach (var node in stage.Nodes)
            await node.GetRequiredService<AuthorityRegisterHolder>().Refresh(CancellationToken.None);
        return stage;
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
