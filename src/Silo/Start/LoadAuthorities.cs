using RmsOrleans.Api.Authorities;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Journal;

namespace RmsOrleans.Silo.Start;

/// <summary>
/// Reads the register of authorities before the first request; where there is none yet, loads the sample. Afterwards it looks every few
/// seconds whether another node has imported.
/// </summary>
internal sealed class LoadAuthorities(AuthorityRegisterHolder register, IGrainFactory grains, TimeProvider clock, ILogger<LoadAuthorities> log) : BackgroundService
{
    private static readonly TimeSpan period = TimeSpan.FromSeconds(5);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await register.Refresh(cancellationToken);
        if (register.Current.IsEmpty)
            await LoadSample();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await register.Refresh(stoppingToken);
            }
            catch (StorageAwayException away)
            {
                log.AuthoritiesNotRefreshed(away);
            }
        }
    }

    private async Task LoadSample()
    {
        var import = AuthorityCsv.Read(AuthoritySample.Open());
        var outcome = import.IsRefused ? import.Refusal : (await grains.AuthorityRegister().Import(import.Value)).Refusal;
        if (outcome is { } refusal)
            throw new StartRefusedException($"the sample of authorities could not be loaded: {refusal.Detail}");

        await register.Refresh(CancellationToken.None);
        log.SampleLoaded(register.Current.All.Length);
    }
}
