using System.Diagnostics.Metrics;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>What the last round through the registers found, and how long ago it ended; nothing before the first.</summary>
internal sealed class CertificateGauges
{
    private readonly TimeProvider clock;
    private volatile Found? last;

    public CertificateGauges(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge<int>("rms.certificates.faulty", () => last is { } found ? [new(found.Faulty)] : [], "{sequence}", "Sequences whose certificate was not whole when it was last looked through.");
        meter.CreateObservableGauge<double>("rms.certificates.age", () => last is { } found ? [new(clock.GetElapsedTime(found.At).TotalSeconds)] : [], "s", "Since all sequences were last looked through.");
    }

    public void RoundEnded(int faulty) => last = new Found(faulty, clock.GetTimestamp());

    private sealed record Found(int Faulty, long At);
}
