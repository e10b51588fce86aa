using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace RmsOrleans.Grains.Kernel.Journal;

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

    /// <summary>What the stored lines have made; null if there are none.</summary>
    public TState? Fold(IEnumerable<JournalLine> lines) => lines.Aggregate((TState?)null, Apply);

    /// <summary>The state after one more stored line.</summary>
    public TState Apply(TState? before, JournalLine line) =>
        Read(line.Type, line.Payload).ApplyTo(before, new EventLine(line.Subject, line.Line, line.At, line.Hash));

    public TEvent Read(string name, ReadOnlySpan<byte> payload) =>
        byName.TryGetValue(name, out var type)
            ? (TEvent)JsonSerializer.Deserialize(payload, type)!
            : throw new InvalidOperationException($"The journal has an event '{name}' that this version of the program does not know.");
}
