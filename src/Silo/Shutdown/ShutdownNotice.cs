using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Silo.Shutdown;

/// <summary>
/// Holds up the end for <see cref="ShutdownSettings.Notice"/>. Readiness is off from the signal on; after this HTTP stops, then the grains.
/// </summary>
internal sealed class ShutdownNotice(IOptions<ShutdownSettings> settings) : IHostedLifecycleService
{
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(settings.Value.Notice, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class ShutdownServices
{
    public static void AddShutdown(this IServiceCollection services)
    {
        services.AddOptions<ShutdownSettings>().BindConfiguration(ShutdownSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<HostOptions>().Configure<IOptions<ShutdownSettings>>(
            (host, settings) => host.ShutdownTimeout = settings.Value.Notice + settings.Value.Longest);
        services.AddHostedService<ShutdownNotice>();
    }
}

/// <summary>How the program ends when it is told to.</summary>
internal sealed class ShutdownSettings
{
    public const string Section = "Shutdown";

    /// <summary>
    /// How long it says that it is not ready, and still takes requests, before it stops to take any: as long as a load balancer needs to
    /// notice. Zero where there is none.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Notice { get; set; }

    /// <summary>How long it takes at the most to end what is under way; the rest is cut off.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "00:10:00")]
    public TimeSpan Longest { get; set; } = TimeSpan.FromSeconds(60);
}
