using RmsOrleans.Api.Authorities;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Registers.Kinds;

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

/// <summary>The production calendar: what was loaded on top of the one that ships.</summary>
internal sealed class LoadCalendar(CalendarHolder calendar, TimeProvider clock, ILogger<LoadCalendar> log) : KeepFresh(clock)
{
    protected override Task Refresh(CancellationToken cancellation) => calendar.Refresh(cancellation);

    protected override void NotRefreshed(StorageUnavailableException away) => log.CalendarNotRefreshed(away);
}

/// <summary>The classifiers: what was loaded on top of those that ship.</summary>
internal sealed class LoadClassifiers(ClassifierHolder classifiers, TimeProvider clock, ILogger<LoadClassifiers> log) : KeepFresh(clock)
{
    protected override Task Refresh(CancellationToken cancellation) => classifiers.Refresh(cancellation);

    protected override void NotRefreshed(StorageUnavailableException away) => log.ClassifiersNotRefreshed(away);
}

/// <summary>The registers: the editions that were loaded on top of those that ship.</summary>
internal sealed class LoadKinds(KindHolder kinds, TimeProvider clock, ILogger<LoadKinds> log) : KeepFresh(clock)
{
    protected override Task Refresh(CancellationToken cancellation) => kinds.Refresh(cancellation);

    protected override void NotRefreshed(StorageUnavailableException away) => log.KindsNotRefreshed(away);
}
