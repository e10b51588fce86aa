using Dapper;
using Microsoft.Extensions.Hosting;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.Health;

/// <summary>The program is not on its way out.</summary>
internal sealed class RunningCheck(IHostApplicationLifetime lifetime) : IReadinessCheck
{
    public string Name => "running";

    public Task<string?> Check(CancellationToken cancellation) => Task.FromResult<string?>(
        lifetime.ApplicationStopping.IsCancellationRequested ? "The program is stopping: it ends what it has in hand." : null);
}

/// <summary>The storage answers.</summary>
internal sealed class StorageCheck(IReadDatabase database) : IReadinessCheck
{
    public string Name => "storage";

    public async Task<string?> Check(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await connection.QuerySingleAsync<long>(new CommandDefinition("select revision from authority_register", cancellationToken: cancellation));
        return null;
    }
}

/// <summary>A grain of this silo answers, and the register of authorities is loaded.</summary>
internal sealed class GrainCheck(IGrainFactory grains, IAuthorityRegister authorities) : IReadinessCheck
{
    public string Name => "grains";

    public async Task<string?> Check(CancellationToken cancellation)
    {
        await grains.Pulse().Beat().WaitAsync(cancellation);
        return authorities.Current.IsEmpty ? "The register of authorities is empty." : null;
    }
}
