using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Tokens;

/// <summary>Looks for rotated keys, also where no token of a new key ever comes by.</summary>
internal sealed class TokenKeyWatch(IServiceProvider services, IOptions<TokenSettings> settings, IConfiguration configuration, TimeProvider clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Value.IssuesItself(configuration))
            return; // then there is no file either

        var keys = services.GetRequiredService<TokenKeys>();
        using var timer = new PeriodicTimer(TokenSettings.RotationNoticed, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            keys.Refresh();
    }
}
