using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Embedded;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Tests.Stage;

internal sealed partial class GrainStage
{
    private IHost host = null!;

    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    private IEnumerable<IServiceProvider> Nodes => [host.Services];

    /// <param name="shared">Another node on the same journal, clock and authorities.</param>
    public static async Task<GrainStage> Open(GrainStage? shared = null)
    {
        var stage = new GrainStage(shared);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging();
        stage.AddTo(builder.Services);
        builder.Services.AddKeyedSingleton<TimeProvider>("Orleans.Reminders", stage.EngineClock);
        builder.Services.AddSingleton<IEmbeddedDatabase, MemoryDatabase>();
        builder.Services.AddEmbeddedGrains(_ => { }, typeof(GrainKeys).Assembly);
        stage.host = builder.Build();
        await stage.host.Services.GetRequiredService<AuthorityRegisterHolder>().Refresh(CancellationToken.None);
        await stage.host.StartAsync();
        return stage;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
