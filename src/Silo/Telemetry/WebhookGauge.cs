using System.Diagnostics.Metrics;
using Dapper;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Silo.Storage;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>The age of the message to a webhook that waits the longest; one look at the end of an index.</summary>
internal sealed class WebhookGauge : IMeasurement
{
    private const string Oldest = "select coalesce(min(made_at), 0) from webhook_messages where dead_at is null";

    private readonly IDatabase database;
    private readonly TimeProvider clock;
    private long oldest = -1;

    public WebhookGauge(IMeterFactory meters, IDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
    {
        (this.database, this.clock) = (database, clock);
        meters.Create(Activities.SourceName).CreateObservableGauge(
            "rms.webhooks.oldest", Age, "s", "Age of the oldest message that its receiver has not taken and that is not given up; 0 if none waits.");
    }

    public string What => "webhooks";

    public async Task Measure(CancellationToken cancellation) => Interlocked.Exchange(ref oldest, await database.Query(
        connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(Oldest, cancellationToken: cancellation)), cancellation));

    private IEnumerable<Measurement<double>> Age() => Interlocked.Read(ref oldest) switch
    {
        -1 => [],
        0 => [new(0)],
        var madeAt => [new(Math.Max(0, (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(madeAt)).TotalSeconds))],
    };
}
