namespace RmsOrleans.Grains.Drafts;

/// <summary>Lets what other silos send wait with what this silo has itself. While it is here, this silo needs no door.</summary>
[Reentrant]
internal sealed class SequenceGroupGrain(SiloRegistrations registrations) : Grain, ISequenceGroupGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        registrations.DoorIsHere(this.SequenceGroup(), isHere: true);
        return base.OnActivateAsync(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        registrations.DoorIsHere(this.SequenceGroup(), isHere: false);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public async Task<ImmutableArray<RegistrationAnswer>> Register(ImmutableArray<RoutedRegistration> registrations) =>
        [.. await Task.WhenAll(registrations.Select(Register))];

    public Task IsThere() => Task.CompletedTask;

    private async Task<RegistrationAnswer> Register(RoutedRegistration registration)
    {
        using var span = registration.Trace is { } trace ? Activities.StartReceiving(trace) : null;
        return await registrations.Receive(registration.Sequence, registration.Request);
    }
}
