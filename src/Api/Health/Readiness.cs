using System.Collections.Immutable;
using Dapper;
using Microsoft.Extensions.Hosting;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Api.Health;

/// <summary>Something that must be well before the program takes work; the program may register more of them.</summary>
public interface IReadinessCheck
{
    string Name { get; }

    /// <summary>Throws if it is not well.</summary>
    Task Check(CancellationToken cancellation);
}

/// <summary>The storage answers, with the tables that this program reads.</summary>
internal sealed class StorageReadiness(IReadDatabase database) : IReadinessCheck
{
    public string Name => "storage";

    public async Task Check(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await connection.QuerySingleAsync<long>(new CommandDefinition("select revision from authority_register", cancellationToken: cancellation));
    }
}

/// <summary>A grain answers, and the register of authorities is loaded.</summary>
internal sealed class GrainReadiness(IGrainFactory grains) : IReadinessCheck
{
    public string Name => "grains";

    public async Task Check(CancellationToken cancellation)
    {
        var answer = await grains.Authority(AuthorityCode.Fcs).Describe().WaitAsync(cancellation);
        if (answer.Refusal is { } refusal)
            throw new InvalidOperationException(refusal.Detail);
    }
}

/// <summary>Asks everything at once, and not for long. A program that is stopping is not ready.</summary>
internal sealed class Readiness(IEnumerable<IReadinessCheck> checks, IHostApplicationLifetime lifetime, ILogger<Readiness> log)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(2);

    /// <summary>The names of what is not well.</summary>
    public async Task<ImmutableArray<string>> Check(CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return ["stopping"];

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        var asked = await Task.WhenAll(checks.Select(check => Check(check, limit.Token)));
        return [.. asked.OfType<string>()];
    }

    private async Task<string?> Check(IReadinessCheck check, CancellationToken cancellation)
    {
        try
        {
            await check.Check(cancellation).WaitAsync(cancellation);
            return null;
        }
        catch (Exception fault)
        {
            log.NotWell(fault, check.Name);
            return check.Name;
        }
    }
}

internal static partial class HealthLog
{
    [LoggerMessage(4002, LogLevel.Warning, "Not ready: {Check} does not answer as it should.")]
    public static partial void NotWell(this ILogger log, Exception exception, string check);
}
