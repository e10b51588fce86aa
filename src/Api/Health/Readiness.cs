using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Health;

/// <summary>Asks everything at once, and not for long.</summary>
internal sealed class Readiness(IEnumerable<IReadinessCheck> checks, IReadDatabase database, ILogger<Readiness> log)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    public async Task<ImmutableArray<ReadinessEntry>> Check(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        return [.. await Task.WhenAll(checks.Select(check => Check(check, limit.Token)))];
    }

    private async Task<ReadinessEntry> Check(IReadinessCheck check, CancellationToken cancellation)
    {
        try
        {
            var reason = await check.Check(cancellation).WaitAsync(cancellation);
            return new(check.Name, reason is null, reason);
        }
        catch (Exception error)
        {
            log.NotWell(error, check.Name);
            return new(check.Name, false, Reason(error));
        }
    }

    /// <summary>Messages of exceptions may name hosts, roles and files.</summary>
    private string Reason(Exception error) => error switch
    {
        OperationCanceledException => $"It did not answer within {patience.TotalSeconds} s.",
        _ when error is StorageUnavailableException || database.IsAway(error) => "The database does not answer.",
        _ => "It failed; log event 4002 says how.",
    };
}

internal static partial class HealthLog
{
    [LoggerMessage(4002, LogLevel.Warning, "Not ready: {Check} does not answer as it should.")]
    public static partial void NotWell(this ILogger log, Exception exception, string check);
}
