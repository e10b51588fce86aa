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
