using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

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
        return after with { Line = line.Line, LineHash = line.Hash, ChangedAt = line.At, Requests = Answered(before, line) };
    }

    /// <summary>Whether the command that wrote the line before wrote this one as well.</summary>
    protected virtual bool GoesWith(TState before, EventLine line) => false;

    private ImmutableArray<AnsweredRequest> Answered(TState? before, EventLine line)
    {
        var requests = before?.Requests ?? [];
        if (Request is not null)
            return requests.Add(new(Request, line.Line));

        return before is not null && requests is [.., var last] && last.Line == before.Line && GoesWith(before, line)
            ? requests.SetItem(requests.Length - 1, last with { Line = line.Line })
            : requests;
    }

    private InvalidOperationException Unexpected(EventLine line) =>
        new($"{typeof(TState).Name} {line.Subject}: {GetType().Name} is unexpected in line {line.Line}.");
}

/// <summary>The line of a journal that an event stands in.</summary>
internal sealed record EventLine(Guid Subject, int Line, DateTimeOffset At, byte[] Hash)
{
    public static EventLine Of(JournalLine line) => new(line.Subject, line.Line, line.At, line.Hash);
}

/// <summary>What a journal is about, as its lines tell it.</summary>
public abstract record Journaled
{
    /// <summary>Number of the last line that was applied; the version a decision is taken on.</summary>
    public int Line { get; init; }

    public byte[] LineHash { get; init; } = [];

    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The requests with a key that wrote lines, in the order of these.</summary>
    public ImmutableArray<AnsweredRequest> Requests { get; init; } = [];

    /// <summary>The request that wrote a line under this key.</summary>
    internal AnsweredRequest? Earlier(RequestKey? key) => key is null ? null : Requests.FirstOrDefault(earlier => earlier.Request.Key == key.Key);
}

/// <summary>A request that wrote lines, the last of them <paramref name="Line"/>. When it comes again it is answered as things stood then.</summary>
public sealed record AnsweredRequest(RequestKey Request, int Line);

internal static class JournalEvents
{
    /// <summary>The first event of a request keeps its key.</summary>
    public static ImmutableArray<TEvent> Bearing<TEvent>(this ImmutableArray<TEvent> events, RequestKey? key) where TEvent : JournalEvent =>
        key is null || events.IsEmpty ? events : events.SetItem(0, events[0] with { Request = key });
}

/// <summary>
/// How the events of a noun stand in its journal, for ever: a name for each type of event, never a CLR name, and JSON whose members keep
/// their meaning. An approved file of the tests shows one of each.
/// </summary>
internal sealed class EventTable<TState, TEvent>(params (string Name, JsonTypeInfo Type)[] rows)
    where TState : Journaled
    where TEvent : JournalEvent<TState>
{
    private readonly FrozenDictionary<string, JsonTypeInfo> byName = rows.ToFrozenDictionary(row => row.Name, row => row.Type, StringComparer.Ordinal);
    private readonly FrozenDictionary<Type, string> names = rows.ToFrozenDictionary(row => row.Type.Type, row => row.Name);

    public IEnumerable<string> Names => byName.Keys;

    public bool Has(string name) => byName.ContainsKey(name);

    public string NameOf<T>() where T : TEvent => names[typeof(T)];

    public ImmutableArray<PendingLine> Pending(ImmutableArray<TEvent> events) => [.. events.Select(Pending)];

    public PendingLine Pending(TEvent happened)
    {
        var name = names[happened.GetType()];
        return new PendingLine(name, JsonSerializer.SerializeToUtf8Bytes(happened, byName[name]));
    }

    /// <summary>The lines that these events are behind what is there, not before its last one, and what is there after them.</summary>
    public (ImmutableArray<JournalLine> Lines, TState? After) Append(Guid subject, TState? before, ImmutableArray<TEvent> events, byte[] actor, DateTimeOffset now)
    {
        var lines = JournalLines.Date(subject, before?.Line ?? 0, before?.LineHash ?? Chain.Start, Pending(events), actor, Moments.NotBefore(now, before?.ChangedAt));
        return (lines, lines.Aggregate(before, Apply));
    }

    /// <summary>What the stored lines have made; null if there are none.</summary>
    public TState? Fold(IEnumerable<JournalLine> lines) => lines.Aggregate((TState?)null, Apply);

    /// <summary>The state after one more stored line.</summary>
    public TState Apply(TState? before, JournalLine line) => Read(line.Type, line.Payload).ApplyTo(before, EventLine.Of(line));

    public TEvent Read(string name, ReadOnlySpan<byte> payload) =>
        byName.TryGetValue(name, out var type)
            ? (TEvent)JsonSerializer.Deserialize(payload, type)!
            : throw new InvalidOperationException($"The journal has an event '{name}' that this version of the program does not know.");
}
