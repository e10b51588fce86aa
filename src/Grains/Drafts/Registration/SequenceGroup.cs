using System.Diagnostics;

namespace RmsOrleans.Grains.Drafts;

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
