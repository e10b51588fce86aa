using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded;

/// <summary>Starts the reminders with the host, and stops them and then the grains with it.</summary>
internal sealed class EmbeddedGrainHost(GrainEngine engine, ReminderDelivery reminders) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        reminders.Start();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await reminders.StopAsync(cancellationToken);
        await engine.StopAsync(cancellationToken);
    }
}
