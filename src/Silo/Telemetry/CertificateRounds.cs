using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Sequences;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>
/// Goes through the registers of all sequences, slowly and again and again, and says which certificate is not whole: a serial that is missing or
/// repeated, or a link that does not follow from the one before it. <c>verify</c> says more, when somebody asks.
/// </summary>
internal sealed class CertificateRounds(IReadDatabase database, CertificateGauges gauges, TimeProvider clock, ILogger<CertificateRounds> log) : BackgroundService
{
    private const int PageSize = 500;

    /// <summary>The share of a core that a round takes at the most: it never hurries, and never pushes a registration aside.</summary>
    private const double ShareOfACore = 0.05;

    private static readonly TimeSpan betweenRounds = TimeSpan.FromHours(1);

    private readonly SequenceQueries queries = new(database);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(betweenRounds, clock);
        do
        {
            try
            {
                gauges.RoundEnded(await Round(stoppingToken));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.CertificatesNotChecked(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>How many sequences are not whole.</returns>
    public async Task<int> Round(CancellationToken cancellation)
    {
        var faulty = 0;
        foreach (var sequence in await queries.Find(null, cancellation))
        {
            var certificate = await Certificate(sequence, cancellation);
            if (certificate.IsWhole)
                continue;

            faulty++;
            log.CertificateNotWhole(sequence.Key.Value, certificate.MissingCount, certificate.RepeatedCount, certificate.BrokenAt);
        }
        return faulty;
    }

    private async Task<RegisterCertificate> Certificate(SequenceHead sequence, CancellationToken cancellation)
    {
        var certificate = new RegisterCertificate(sequence.Key);
        var started = clock.GetTimestamp();
        await foreach (var page in queries.Register(sequence.Key, sequence.LastSerial, cancellation).Chunk(PageSize).WithCancellation(cancellation))
        {
            foreach (var entry in page)
                certificate.Add(entry);
            await Task.Delay(clock.GetElapsedTime(started) * (1 / ShareOfACore - 1), clock, cancellation);
            started = clock.GetTimestamp();
        }
        certificate.End(sequence.LastSerial, sequence.LastHash);
        return certificate;
    }
}
