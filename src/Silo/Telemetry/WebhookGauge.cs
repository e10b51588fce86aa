using System.Diagnostics.Metrics;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>The age of the message to a webhook that waits the longest.</summary>
internal sealed class WebhookGauge : IMeasurement
{
    private readonly WebhookOutbox outbox;
    private readonly TimeProvider clock;
    private volatile Answer? last;

    public WebhookGauge(IMeterFactory meters, WebhookOutbox outbox, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        (this.outbox, this.clock) = (outbox, clock);
        meters.Create(Activities.SourceName).CreateObservableGauge(
            "rms.webhooks.oldest", Oldest, "s", "Age of the oldest message that its receiver has not taken and that is not given up; 0 if none waits.");
    }

    public string What => "webhooks";

    public async Task Measure(CancellationToken cancellation) =>
        last = new Answer(await outbox.OldestWaiting(cancellation));

    private IEnumerable<Measurement<double>> Oldest() => last is { } answer ? [new(Age.Of(answer.Oldest, clock))] : [];

    /// <param name="Oldest">Null if none waits.</param>
    private sealed record Answer(DateTimeOffset? Oldest);
}
