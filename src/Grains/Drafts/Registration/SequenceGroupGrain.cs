using System.Diagnostics;

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

/// <summary>
/// The way from this silo to a part of the sequences, whose door is on another: with many of them, one call for each would carry one registration.
/// While the door cannot be reached, the silo commits by itself: the sequences live beside it, and the database is the fence.
/// </summary>
internal sealed class SequenceGroup(GrainReach<ISequenceGroupGrain> reach, SequenceCommits commits)
{
    private const int Many = 5;

    /// <summary>Those who were answered together come again together: a call that left with the first of them would let the others wait for the next.</summary>
    private static readonly TimeSpan untilManyAreHere = TimeSpan.FromMilliseconds(2);

    private volatile bool hadMany;

    public async Task<ImmutableArray<RegistrationAnswer>> Register(IBatch<RoutedRegistration> batch)
    {
        if (hadMany)
            await Task.Delay(untilManyAreHere);
        hadMany = batch.Members.Length >= Many;
        return await reach.Ask(door => door.Register(WithTraces(batch))) ?? await CommitHere(batch);
    }

    /// <summary>Only recorded traces are worth a way between silos.</summary>
    private static ImmutableArray<RoutedRegistration> WithTraces(IBatch<RoutedRegistration> batch) => batch.Lead is not { Recorded: true }
        ? batch.Members
        : [.. batch.Members.Zip(batch.Callers, (member, caller) => member with { Trace = RecordedTraces.Write(caller) })];

    private async Task<ImmutableArray<RegistrationAnswer>> CommitHere(IBatch<RoutedRegistration> batch)
    {
        var answers = new RegistrationAnswer[batch.Members.Length];
        var callers = batch.Callers.ToArray();
        await Task.WhenAll(Enumerable.Range(0, answers.Length).GroupBy(place => batch.Members[place].Sequence).Select(async sequence =>
        {
            var part = new Part([.. sequence.Select(place => batch.Members[place].Request)], sequence.Select(place => callers[place]));
            foreach (var (place, answer) in sequence.Zip(await commits.Commit(sequence.Key, part)))
                answers[place] = answer;
        }));
        return ImmutableArray.Create(answers);
    }

    /// <summary>What of a batch goes to one sequence.</summary>
    private sealed record Part(ImmutableArray<RegistrationRequest> Members, IEnumerable<ActivityContext> Callers) : IBatch<RegistrationRequest>
    {
        public Activity? Lead => null;
    }
}
