namespace RmsOrleans.Grains.Kernel.Numbering;

/// <summary>
/// Registrations that wait in a silo for the next call, not more than a limit. What comes while a call is under way goes with the next.
/// </summary>
internal sealed class RegistrationQueue<TRequest, TAnswer> where TAnswer : IBatchAnswer<TAnswer>
{
    private readonly Func<IBatch<TRequest>, Task<ImmutableArray<TAnswer>>> register;
    private readonly NumberingMetrics? metrics;
    private readonly TimeProvider clock;
    private readonly int mostWaiting;
    private readonly BatchQueue<TRequest, TAnswer> waiting;

    /// <param name="register">One answer for each member, in its order.</param>
    /// <param name="metrics">Where registrations are counted; null for what is none.</param>
    public RegistrationQueue(
        Func<IBatch<TRequest>, Task<ImmutableArray<TAnswer>>> register,
        int callsAtOnce,
        NumberingSettings settings,
        NumberingMetrics? metrics,
        TimeProvider clock)
    {
        (this.register, this.metrics, this.clock) = (register, metrics, clock);
        mostWaiting = settings.QueueLimit;
        waiting = new(settings.BatchLimit, callsAtOnce, Call, metrics is null ? null : metrics.Queued);
    }

    /// <summary>Answers when the number is committed, or when it is known that it cannot be now, and counts it.</summary>
    public async Task<TAnswer> Register(TRequest request)
    {
        var asked = clock.GetTimestamp();
        var answer = await Add(request);
        var waited = clock.GetElapsedTime(asked);
        if (answer.End == RegistrationEnd.StorageUnavailable)
            return TAnswer.Of(answer.End, answer.Write?.After(waited) ?? FailedWrite.TurnedAway(waited));
        if (answer.End == RegistrationEnd.Registered)
            metrics?.Allocated(waited);
        return answer;
    }

    /// <summary>The same for another silo, which counts it.</summary>
    public Task<TAnswer> Add(TRequest request) => waiting.Length < mostWaiting
        ? waiting.Add(request)
        : Task.FromResult(TAnswer.Of(RegistrationEnd.StorageUnavailable, FailedWrite.TurnedAway(TimeSpan.Zero)));

    private async Task<ImmutableArray<TAnswer>> Call(IBatch<TRequest> batch)
    {
        var answers = await register(batch);

        // Those who came meanwhile would only wait as long again for the same answer.
        if (!answers.IsEmpty && answers.All(answer => answer.End == RegistrationEnd.StorageUnavailable))
            waiting.AnswerAll(TAnswer.Of(RegistrationEnd.StorageUnavailable));
        return answers;
    }
}
