using System.Diagnostics.Metrics;

namespace RmsOrleans.Api.Webhooks;

/// <summary>Messages taken, attempts that failed, messages given up.</summary>
internal sealed class WebhookMetrics
{
    private readonly Counter<long> taken;
    private readonly Counter<long> failed;
    private readonly Counter<long> givenUp;

    public WebhookMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Activities.SourceName);
        taken = meter.CreateCounter<long>("rms.webhooks.taken", "{message}", "Messages that their receivers took.");
        failed = meter.CreateCounter<long>("rms.webhooks.failed", "{attempt}", "Attempts to deliver that failed.");
        givenUp = meter.CreateCounter<long>("rms.webhooks.given_up", "{message}", "Messages that went to the dead letters.");
    }

    public void Taken() => taken.Add(1);

    /// <param name="dead">How many messages were given up with it.</param>
    public void Failed(int dead)
    {
        failed.Add(1);
        givenUp.Add(dead);
    }
}
