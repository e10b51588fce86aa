using System.Collections.Immutable;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Registrations that wait in a silo for the next call, not more than a limit. What comes while a call is under way goes with the next.
/// </summary>
internal sealed class RegistrationQueue<TRequest>
{
    private readonly Func<IBatch<TRequest>, Task<ImmutableArray<RegistrationAnswer>>> register;
    private readonly NumberingMetrics metrics;
    private readonly TimeProvider clock;
    private readonly int mostWaiting;
    private readonly BatchQueue<TRequest, RegistrationAnswer> waiting;

    /// <param name="register">One answer for each member, in its order.</param>
    public RegistrationQueue(
        Func<IBatch<TRequest>, Task<ImmutableArray<RegistrationAnswer>>> register,
        int callsAtOnce,
        NumberingSettings settings,
        NumberingMetrics metrics,
        TimeProvider clock)
    {
        (this.register, this.metrics, this.clock) = (register, metrics, clock);
        mostWaiting = settings.QueueLimit;
        waiting = new(settings.BatchLimit, callsAtOnce, Call, metrics.Queued);
    }

    /// <summary>Answers when the number is committed, or when it is known that it cannot be now, and counts it.</summary>
    public async Task<RegistrationAnswer> Register(TRequest request)
    {
        var asked = clock.GetTimestamp();
        var answer = await Add(request);
        var waited = clock.GetElapsedTime(asked);
        if (answer.End == RegistrationEnd.StorageUnavailable)
            return answer with { Write = answer.Write?.After(waited) ?? FailedWrite.TurnedAway(waited) };
        if (answer.End == RegistrationEnd.Registered)
            metrics.Allocated(waited);
        return answer;
    }

    /// <summary>The same for another silo, which counts it.</summary>
    public Task<RegistrationAnswer> Add(TRequest request) => waiting.Length < mostWaiting
        ? waiting.Add(request)
        : Task.FromResult(RegistrationAnswer.StorageUnavailable with { Write = FailedWrite.TurnedAway(TimeSpan.Zero) });

    private async Task<ImmutableArray<RegistrationAnswer>> Call(IBatch<TRequest> batch)
    {
        var answers = await register(batch);

        // Those who came meanwhile would only wait as long again for the same answer.
        if (!answers.IsEmpty && answers.All(answer => answer.End == RegistrationEnd.StorageUnavailable))
            waiting.AnswerAll(RegistrationAnswer.StorageUnavailable);
        return answers;
    }
}
