using System.Text.Json.Nodes;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Registers;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>The body of a message: something has happened to an entry of a register. <paramref name="Sequence"/> is the line of its journal.</summary>
/// <param name="Type">Always <c>entry.change</c>.</param>
/// <param name="Message">The id of the message, the same for each attempt.</param>
/// <param name="Sequence">The line of the entry's journal, from 1 on.</param>
/// <param name="Entry">The id by which the entry is asked for.</param>
/// <param name="Kind">The register.</param>
/// <param name="State">In which the entry is after it, by its code.</param>
/// <param name="What">What happened, by the name in the journal.</param>
public sealed record EntryMessage(string Type, string Message, int Sequence, Guid Entry, string Kind, string Number, AuthorityCode Authority, string State, DateTimeOffset At, string What)
{
    internal const string TypeName = "entry.change";
}

/// <summary>Entries of registers: an authority is told of each line of its own. Of a closed circle nobody is told.</summary>
internal sealed class EntryMessages(EntryQueries entries, LocalTimes times) : WebhookNoun
{
    private const string Example =
        $$"""
        {
          "type": "{{EntryMessage.TypeName}}", "message": "0197f0a4-9d20-7c41-a2b3-51d7e6f80913-2", "sequence": 2, "entry": "0197f0a4-9d20-7c41-a2b3-51d7e6f80913", "kind": "appeal",
          "number": "10216000-17/2026", "authority": "10216000", "state": "registered", "at": "2026-11-30T10:02:11.512+03:00", "what": "EntryStepTaken"
        }
        """;

    public override string Name => "entries";

    public override async Task<IReadOnlyList<NounMessage>> Messages(IReadOnlyList<FeedLine> lines, IReadOnlySet<AuthorityCode> listeners, CancellationToken cancellation)
    {
        var placed = lines.Where(line => line.Authority is null).ToDictionary(line => (line.Draft.Value, line.Line), line => line.Position);
        var messages = new List<NounMessage>();
        foreach (var journal in await entries.OpenJournals([.. placed.Keys.Select(key => key.Value).Distinct()], cancellation))
        {
            foreach (var (line, entry) in journal.States())
            {
                if (placed.TryGetValue((entry.Id, line.Line), out var position) && listeners.Contains(entry.Authority))
                    messages.Add(Message(position, line, entry));
            }
        }
        return messages;
    }

    public override RouteDocument Describe(RouteDocument route) =>
        route.SendsWebhook<EntryMessage>("entryChanged", "Something has happened to an entry of a register", () => JsonNode.Parse(Example)!);

    private NounMessage Message(JournalPosition position, JournalLine line, Entry entry)
    {
        var body = new EntryMessage(
            EntryMessage.TypeName, WebhookMessage.IdOf(entry.Id, line.Line), line.Line, entry.Id, entry.Kind, entry.Number, entry.Authority, entry.State,
            line.At.In(times.ZoneOf(entry.Authority)), line.Type);
        return new(entry.Authority, position, entry.Id, line.Line, JsonSerializer.Serialize(body, WebhookBodies.Json.EntryMessage));
    }
}
