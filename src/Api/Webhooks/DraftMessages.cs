using System.Text.Json.Nodes;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>
/// The body of a message: a draft has changed its status. <paramref name="Sequence"/> counts the changes of status of its draft from 1;
/// <paramref name="Message"/> is the same for each attempt.
/// </summary>
/// <param name="Type">Always <c>draft.status</c>; left out in dead letters of before there were other types.</param>
/// <param name="What">What happened, by the name in the journal.</param>
/// <param name="Message">The id of the message, the same for each attempt.</param>
public sealed record StatusMessage(
    string? Type,
    string Message,
    int Sequence,
    DraftId Draft,
    RegistrationNumber? Number,
    AuthorityCode Authority,
    int Version,
    DraftStatus Status,
    DateTimeOffset At,
    string What)
{
    internal const string TypeName = "draft.status";
}

/// <summary>Drafts: an authority is told of each change of status of its own.</summary>
internal sealed class DraftMessages(DraftChanges changes, LocalTimes times) : WebhookNoun
{
    public const string Example =
        $$"""
        {
          "type": "{{StatusMessage.TypeName}}", "message": "{{Examples.Id}}-1", "sequence": 1, "draft": "{{Examples.Id}}", "number": "{{Examples.Number}}",
          "authority": "10216000", "version": 1, "status": "UnderConsideration", "at": "2026-11-21T12:04:31.512+03:00", "what": "DraftRegistered"
        }
        """;

    public override string Name => WebhookRow.FirstNoun;

    public override async Task<IReadOnlyList<NounMessage>> Messages(
        IReadOnlyList<FeedLine> lines, IReadOnlySet<AuthorityCode> listeners, CancellationToken cancellation)
    {
        var wanted = lines.Where(line => line.Authority is { } authority && listeners.Contains(authority));
        return [.. (await changes.Of(wanted, cancellation)).Where(change => change.StatusChange is not null).Select(change => Message(change, change.StatusChange!.Value))];
    }

    public override RouteDocument Describe(RouteDocument route) =>
        route.SendsWebhook<StatusMessage>("statusChanged", "A draft has changed its status", () => JsonNode.Parse(Example)!);

    private NounMessage Message(PlacedChange placed, int number)
    {
        var change = placed.Change;
        var body = new StatusMessage(
            StatusMessage.TypeName, WebhookMessage.IdOf(change.Id.Value, number), number, change.Id, change.Number, change.Authority, change.Version, change.Status,
            change.At.In(times.ZoneOf(change.Authority)), change.What);
        return new(change.Authority, placed.Position, change.Id.Value, number, JsonSerializer.Serialize(body, WebhookBodies.Json.StatusMessage));
    }
}
