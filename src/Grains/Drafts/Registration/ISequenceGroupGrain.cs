namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// The door to a part of the sequences, which live beside it: a silo sends what it has to register in all of them in one call.
/// </summary>
[Alias("sequence-group")]
internal interface ISequenceGroupGrain : IReachable
{
    /// <summary>One answer for each registration, in their order.</summary>
    [Alias("register-all")]
    Task<ImmutableArray<RegistrationAnswer>> Register(ImmutableArray<RoutedRegistration> registrations);
}

/// <summary>A registration on its way to its sequence; <paramref name="Trace"/> is that of its caller, if it is recorded.</summary>
[GenerateSerializer, Alias("routed-registration"), Immutable]
internal sealed record RoutedRegistration(
    [property: Id(0)] SequenceKey Sequence, [property: Id(1)] RegistrationRequest Request, [property: Id(2)] string? Trace = null);
