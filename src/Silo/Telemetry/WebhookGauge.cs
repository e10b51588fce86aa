using System.Diagnostics.Metrics;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>The age of the message to a webhook that waits the longest.</summary>
internal sealed class WebhookGauge : IMeasurement
{
    private readonly WebhookOutbox outbox;
    private readonly TimeProvider clock;
    private long oldest = -1;

    public WebhookGauge(IMeterFactory meters, WebhookOutbox outbox, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        (this.outbox, this.clock) = (outbox, clock);
        meters.Create(Activities.SourceName).CreateObservableGauge(
            "rms.webhooks.oldest", Age, "s", "Age of the oldest message that its receiver has not taken and that is not given up; 0 if none waits.");
    }

    public string What => "webhooks";

    public async Task Measure(CancellationToken cancellation) =>
        Interlocked.Exchange(ref oldest, (await outbox.OldestWaiting(cancellation))?.ToUnixTimeMilliseconds() ?? 0);

    private IEnumerable<Measurement<double>> Age() => Interlocked.Read(ref oldest) switch
    {
        -1 => [],
        0 => [new(0)],
        var madeAt => [new(Math.Max(0, (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(madeAt)).TotalSeconds))],
    };
}
