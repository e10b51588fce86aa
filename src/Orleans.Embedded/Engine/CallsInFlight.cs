namespace Orleans.Embedded;

/// <summary>
/// The calls that have been sent and have not ended. Linked lists in order of sending make a timeout cost two short locks
/// for each call, and no timer; several lists, so that threads rarely meet at one lock.
/// </summary>
internal sealed class CallsInFlight(TimeProvider clock, TimeSpan timeout)
{
    private readonly Lane[] _lanes = [.. Enumerable.Range(0, 16).Select(_ => new Lane())];
    private readonly long _timeoutTicks = (long)(timeout.TotalSeconds * clock.TimestampFrequency);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _draining;

    /// <summary>The place of one call in its list.</summary>
    internal struct Entry
    {
        public Lane Lane;
        public Call? Earlier;
        public Call? Later;
        public long SentAt;
        public bool IsLinked;
    }

    internal sealed class Lane
    {
        public Call? First;
        public Call? Last;
        public int Count;
    }

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var lane in _lanes)
                lock (lane)
                    count += lane.Count;
            return count;
        }
    }

    public void Add(Call call)
    {
        var lane = _lanes[Environment.CurrentManagedThreadId & (_lanes.Length - 1)];
        ref var entry = ref call.Flight;
        entry.Lane = lane;
        entry.SentAt = clock.GetTimestamp();
        lock (lane)
        {
            lane.Count++;
            entry.IsLinked = true;
            entry.Earlier = lane.Last;
            if (lane.Last is null)
                lane.First = call;
            else
                lane.Last.Flight.Later = call;
            lane.Last = call;
        }
    }

    /// <summary>Ends a call; the answer is how long it took.</summary>
    public TimeSpan Remove(Call call)
    {
        ref var entry = ref call.Flight;
        lock (entry.Lane)
        {
            entry.Lane.Count--;
            Unlink(ref entry);
        }

        if (_draining)
            CompleteDrain();
        return clock.GetElapsedTime(entry.SentAt);
    }

    /// <summary>Answers the callers who waited too long; how many that were. Their calls count until they have ended.</summary>
    public int TimeOutLateOnes() =>
        Abandon(clock.GetTimestamp() - _timeoutTicks, call => new TimeoutException($"{call} did not answer within {timeout}."));

    /// <summary>Answers all callers, whatever their calls still do.</summary>
    public int AbandonAll(Func<Call, Exception> reason) => Abandon(long.MaxValue, reason);

    /// <summary>Completes when the last call has ended.</summary>
    public Task DrainAsync()
    {
        _draining = true;
        CompleteDrain();
        return _drained.Task;
    }

    private void CompleteDrain()
    {
        if (Count == 0)
            _drained.TrySetResult();
    }

    private int Abandon(long sentUpTo, Func<Call, Exception> reason)
    {
        var abandoned = 0;
        foreach (var lane in _lanes)
        {
            while (TakeFirst(lane, sentUpTo) is { } call)
                abandoned += call.Abandon(reason(call)) ? 1 : 0;
        }

        return abandoned;
    }

    private static Call? TakeFirst(Lane lane, long sentUpTo)
    {
        lock (lane)
        {
            if (lane.First is not { } call || call.Flight.SentAt > sentUpTo)
                return null;
            Unlink(ref call.Flight);
            return call;
        }
    }

    private static void Unlink(ref Entry entry)
    {
        if (!entry.IsLinked)
            return;
        entry.IsLinked = false;
        if (entry.Earlier is null)
            entry.Lane.First = entry.Later;
        else
            entry.Earlier.Flight.Later = entry.Later;
        if (entry.Later is null)
            entry.Lane.Last = entry.Earlier;
        else
            entry.Later.Flight.Earlier = entry.Earlier;
        entry.Earlier = entry.Later = null;
    }
}
