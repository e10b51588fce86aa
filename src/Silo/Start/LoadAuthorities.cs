using RmsOrleans.Api.Authorities;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Silo.Start;

/// <summary>The register of authorities; where there is none yet, the sample is loaded.</summary>
internal sealed class LoadAuthorities(AuthorityRegisterHolder register, IAuthorityImports imports, TimeProvider clock, ILogger<LoadAuthorities> log) : KeepFresh(clock)
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (register.Current.IsEmpty)
            await LoadSample();
        await base.StartAsync(cancellationToken);
    }

    protected override Task Refresh(CancellationToken cancellation) => register.Refresh(cancellation);

    protected override void NotRefreshed(StorageUnavailableException away) => log.AuthoritiesNotRefreshed(away);

    private async Task LoadSample()
    {
        var import = AuthorityCsv.Read(AuthoritySample.Open());
        var outcome = import.IsRefused ? import.Refusal : (await imports.Import(import.Value)).Refusal;
        if (outcome is { } refusal)
            throw new StartRefusedException($"the sample of authorities could not be loaded: {refusal.Detail}");

        await register.Refresh(CancellationToken.None);
        log.SampleLoaded(register.Current.All.Length);
    }
}
