using RmsOrleans.Grains.Reference;
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
    private Phrase Reason(Exception error) => error switch
    {
        OperationCanceledException => new($"It did not answer within {patience.TotalSeconds} s.", $"Нет ответа в течение {patience.TotalSeconds} с."),
        _ when error is StorageUnavailableException || database.IsAway(error) => new("The database does not answer.", "База данных не отвечает."),
        _ => new("It failed; log event 4002 says how.", "Проверка завершилась ошибкой; подробности – в событии 4002 журнала программы."),
    };
}

internal static partial class HealthLog
{
    [LoggerMessage(4002, LogLevel.Warning, "Not ready: {Check} does not answer as it should.")]
    public static partial void NotWell(this ILogger log, Exception exception, string check);
}

/// <summary>The program is not on its way out.</summary>
internal sealed class RunningCheck(IHostApplicationLifetime lifetime) : IReadinessCheck
{
    public string Name => "running";

    public Task<Phrase?> Check(CancellationToken cancellation) => Task.FromResult<Phrase?>(
        lifetime.ApplicationStopping.IsCancellationRequested
            ? new("The program is stopping: it ends what it has in hand.", "Программа останавливается и завершает начатое.")
            : null);
}

/// <summary>A grain of this silo answers, and the register of authorities is loaded.</summary>
internal sealed class GrainCheck(IGrainFactory grains, IReferenceData reference) : IReadinessCheck
{
    public string Name => "grains";

    public async Task<Phrase?> Check(CancellationToken cancellation)
    {
        await grains.Pulse().Beat().WaitAsync(cancellation);
        return reference.Current.Authorities.IsEmpty ? new("The register of authorities is empty.", "Реестр таможенных органов пуст.") : null;
    }
}
