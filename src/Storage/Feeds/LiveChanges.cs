using Microsoft.Extensions.Options;

namespace RmsOrleans.Storage.Feeds;

/// <summary>One reader of the journal for all who listen on this node. While nobody listens it does nothing.</summary>
internal sealed class LiveChanges(
    IJournalReader reader, DraftChanges changes, JournalSignal signal, IOptions<FeedSettings> settings, ILogger<LiveChanges> log) : BackgroundService
{
    private const int PageSize = 500;

    private readonly Lock gate = new();
    private readonly HashSet<Listener> listeners = [];
    private readonly HashSet<SubjectNews> news = [];
    private TaskCompletionSource someone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalPosition? place;
    private long joined;

    /// <summary>From the listener's <see cref="Listener.From"/> on it hears all that its filter takes.</summary>
    public async Task<Listener> Join(FeedFilter filter, CancellationToken cancellation)
    {
        var end = await reader.End(cancellation);
        lock (gate)
        {
            place ??= end;
            var listener = new Listener(filter, place.Value, this);
            listeners.Add(listener);
            joined++;
            someone.TrySetResult();
            return listener;
        }
    }

    /// <summary>From now on it is told of each line of a subject that is no draft.</summary>
    public async Task<SubjectNews> Join(Guid subject, CancellationToken cancellation)
    {
        var end = await reader.End(cancellation);
        lock (gate)
        {
            place ??= end;
            var joined = new SubjectNews(subject, this);
            news.Add(joined);
            someone.TrySetResult();
            return joined;
        }
    }

    public void Leave(Listener listener)
    {
        lock (gate)
        {
            listeners.Remove(listener);
            RestIfNobodyListens();
        }
    }

    public void Leave(SubjectNews left)
    {
        lock (gate)
        {
            news.Remove(left);
            RestIfNobodyListens();
        }
    }

    /// <summary>The place up to which everybody has been told, if the listener has taken all that it was told and has not fallen behind.</summary>
    public JournalPosition? PlaceOf(Listener listener)
    {
        lock (gate)
            return listener.HasTakenAll && listeners.Contains(listener) ? place : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var waker = new Waker(signal, settings.Value.Poll);
        while (true)
        {
            await Someone().WaitAsync(stoppingToken);
            waker.BeforeReading();
            var (hasFound, isFull) = (false, false);
            try
            {
                (hasFound, isFull) = await Tell(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                log.FeedFailed(failure, "events");
            }
            if (!isFull)
                await waker.AfterReading(hasFound, stoppingToken);
        }
    }

    private async Task<(bool HasFound, bool IsFull)> Tell(CancellationToken cancellation)
    {
        if (Place() is not { } after)
            return default;

        var page = await reader.Read(after, null, JournalScope.WithEntries, PageSize, cancellation);
        var (heard, asOf) = Heard(page.Lines);
        var told = await changes.Of(heard, cancellation);
        lock (gate)
        {
            // Else somebody has come meanwhile, whose filter these changes were not chosen by: they are read again.
            if (place != after || joined != asOf)
                return (true, false);

            foreach (var change in told)
                listeners.RemoveWhere(listener => !listener.Hears(change));
            if (news.Count > 0)
            {
                var subjects = page.Lines.Where(line => line.Authority is null).Select(line => line.Draft.Value).ToHashSet();
                foreach (var each in news.Where(each => subjects.Contains(each.Subject)))
                    each.Raise();
            }
            place = page.Next;
            return (page.Lines.Count > 0, page.IsFull);
        }
    }

    private void RestIfNobodyListens()
    {
        if (listeners.Count > 0 || news.Count > 0 || place is null)
            return;
        place = null;
        someone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Only lines that somebody may want are worth a look at their drafts; and who has joined by then.</summary>
    private (List<FeedLine> Lines, long AsOf) Heard(IReadOnlyList<FeedLine> lines)
    {
        FeedFilter[] filters;
        long asOf;
        lock (gate)
            (filters, asOf) = ([.. listeners.Select(listener => listener.Filter)], joined);
        return ([.. lines.Where(line => line.Authority is { } authority && filters.Any(filter =>
            (filter.Draft is null || filter.Draft == line.Draft)
            && (filter.Authority is null || filter.Authority == authority)
            && filter.Sees(authority, true)))], asOf);
    }

    private Task Someone()
    {
        lock (gate)
            return someone.Task;
    }

    private JournalPosition? Place()
    {
        lock (gate)
            return place;
    }
}
