namespace RmsOrleans.Grains.Kernel.Journal;

/// <summary>
/// What a journal records. Stored as JSON for ever: its name in the <see cref="EventTable{TState, TEvent}"/> and a property's name never change
/// their meaning; who and when stand in the line, not here.
/// </summary>
internal abstract record JournalEvent
{
    /// <summary>The idempotency key of the request that wrote this line, if it had one.</summary>
    public RequestKey? Request { get; init; }
}

/// <summary>An event, and how it changes what the journal is about.</summary>
internal abstract record JournalEvent<TState> : JournalEvent where TState : Journaled
{
    /// <summary>The state that begins with it.</summary>
    public virtual TState Begin(EventLine line) => throw Unexpected(line);

    /// <summary>The state after it.</summary>
    public virtual TState Apply(TState state, EventLine line) => throw Unexpected(line);

    /// <summary>The state after one more line; the first line makes it.</summary>
    public TState ApplyTo(TState? before, EventLine line)
    {
        if (before is not null && line.Line != before.Line + 1)
            throw new InvalidOperationException($"{typeof(TState).Name} {line.Subject}: line {line.Line} follows line {before.Line}.");

        var after = before is null ? Begin(line) : Apply(before, line);
        return after with
        {
            Line = line.Line,
            LineHash = line.Hash,
            ChangedAt = line.At,
            Requests = Request is null ? after.Requests : after.Requests.Add(Request),
        };
    }

    private InvalidOperationException Unexpected(EventLine line) =>
        new($"{typeof(TState).Name} {line.Subject}: {GetType().Name} is unexpected in line {line.Line}.");
}

/// <summary>The line of a journal that an event stands in.</summary>
internal sealed record EventLine(Guid Subject, int Line, DateTimeOffset At, byte[] Hash);

/// <summary>What a journal is about, as its lines tell it.</summary>
public abstract record Journaled
{
    /// <summary>Number of the last line that was applied; the version a decision is taken on.</summary>
    public int Line { get; init; }

    public byte[] LineHash { get; init; } = [];

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Keys of the requests that wrote lines, for repeated requests.</summary>
    public ImmutableArray<RequestKey> Requests { get; init; } = [];

    /// <summary>The request that wrote a line under this key.</summary>
    internal RequestKey? Earlier(RequestKey? key) => key is null ? null : Requests.FirstOrDefault(earlier => earlier.Key == key.Key);
}

internal static class JournalEvents
{
    /// <summary>The first event of a request keeps its key.</summary>
    public static ImmutableArray<TEvent> Bearing<TEvent>(this ImmutableArray<TEvent> events, RequestKey? key) where TEvent : JournalEvent =>
        key is null || events.IsEmpty ? events : events.SetItem(0, events[0] with { Request = key });
}
