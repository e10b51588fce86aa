using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded.Tests;

/// <summary>A host with the grains of this assembly, a probe, and a clock turned by hand.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TestHost(IHost host) => _host = host;

    /// <summary>When the clock of a host begins.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public HandClock Clock => _host.Services.GetRequiredService<HandClock>();

    public Probe Probe => _host.Services.GetRequiredService<Probe>();

    public GrainEngine Engine => _host.Services.GetRequiredService<GrainEngine>();

    public IServiceProvider Services => _host.Services;

    public static async Task<TestHost> StartAsync(
        Action<EmbeddedGrainOptions>? configure = null, IEmbeddedDatabase? database = null, HandClock? clock = null, Probe? probe = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Services.AddSingleton(clock ?? new HandClock(Start)).AddSingleton(probe ?? new Probe()).AddScoped<Scoped>().AddSingleton<Presence>();
        foreach (var name in new[] { "Orleans.Messaging", "Orleans.Grains", "Orleans.Reminders", "Orleans.ActivationManagement" })
            builder.Services.AddKeyedSingleton<TimeProvider>(name, (services, _) => services.GetRequiredService<HandClock>());
        if (database is not null)
            builder.Services.AddSingleton(database);
        builder.Services.AddEmbeddedGrains(configure ?? (_ => { }), typeof(TestHost).Assembly);
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public T Grain<T>(string key) where T : IGrainWithStringKey => Services.GetRequiredService<IGrainFactory>().GetGrain<T>(key);

    /// <summary>How many grains of a class are in memory.</summary>
    public int InMemory<T>() where T : Grain => Classes.All.Single(grainClass => grainClass.Type == typeof(T)).Activations.Count;

    public Task StopAsync(CancellationToken cancellation = default) => _host.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _host.StopAsync(bound.Token);
        _host.Dispose();
    }

    private GrainClasses Classes => Engine.Classes;
}

/// <summary>A service that lives as long as one activation.</summary>
internal sealed class Scoped(Probe probe) : IDisposable
{
    public void Dispose() => probe.Note("scope disposed");
}
