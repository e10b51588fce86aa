using System.Text.Json.Nodes;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Profiles;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Api.Webhooks;

/// <summary>
/// The body of a message: a profile has changed in the directory. <paramref name="Sequence"/> counts the changes of the profile from 1; those that
/// do not concern the authority are left out. Times are Moscow's.
/// </summary>
/// <param name="Type">Always <c>profile.change</c>.</param>
/// <param name="Message">The id of the message, the same for each attempt.</param>
/// <param name="Sequence">Counts the changes of the profile, from 1 on.</param>
/// <param name="Applies">Whether it applies to the authority, or to one below it, after this change.</param>
/// <param name="Revision">The revision of the directory that the change made.</param>
/// <param name="What">What happened, by the name in the journal.</param>
public sealed record ProfileMessage(
    string Type,
    string Message,
    int Sequence,
    RegistrationNumber Number,
    int Version,
    ProfileStatus Status,
    string ValidFrom,
    string ValidTo,
    bool Applies,
    long Revision,
    DateTimeOffset At,
    string What)
{
    internal const string TypeName = "profile.change";
}

/// <summary>
/// Profiles: an authority is told of each change in the directory of those that it may see there, where it applies to it, to one above it or to one
/// below it, before or after the change; the FCS of all.
/// </summary>
internal sealed class ProfileMessages(DirectoryQueries directory, IReferenceData reference) : WebhookNoun
{
    private const string Example =
        $$"""
        {
          "type": "{{ProfileMessage.TypeName}}", "message": "0199a7d0-1c44-7a52-8e11-5b6c7d8e9f00-2", "sequence": 2, "number": "13/100000/21112026/00001", "version": 1,
          "status": "InForce", "validFrom": "2026-12-01", "validTo": "2027-11-30", "applies": true, "revision": 2, "at": "2026-12-01T00:00:00+03:00",
          "what": "ProfileInForce"
        }
        """;

    public override string Name => "profiles";

    public override async Task<IReadOnlyList<NounMessage>> Messages(
        IReadOnlyList<FeedLine> lines, IReadOnlySet<AuthorityCode> listeners, CancellationToken cancellation)
    {
        var placed = lines.Where(line => line.Authority is null).ToDictionary(line => (line.Draft.Value, line.Line), line => line.Position);
        var rows = await directory.Entries(placed.Keys.Select(key => key.Value), cancellation);
        return
        [
            .. from entry in rows.GroupBy(row => (row.Profile, row.Line))
               where placed.ContainsKey(entry.Key)
               from listener in listeners
               let concerned = entry.Where(row => Concerns(row, listener)).ToList()
               where concerned.Count > 0
               select Message(listener, placed[entry.Key], concerned[0], concerned.Any(row => row.Applies)),
        ];
    }

    public override RouteDocument Describe(RouteDocument route) =>
        route.SendsWebhook<ProfileMessage>("profileChanged", "A profile has changed in the directory", () => JsonNode.Parse(Example)!);

    private bool Concerns(EntryRow row, AuthorityCode listener) =>
        listener == AuthorityCode.Fcs
        || row.Scope is { } scope && reference.Current.Authorities is var register && (register.IsWithin(listener, scope) || register.IsWithin(scope, listener));

    private static NounMessage Message(AuthorityCode to, JournalPosition position, EntryRow entry, bool applies)
    {
        var body = new ProfileMessage(
            ProfileMessage.TypeName, WebhookMessage.IdOf(entry.Profile, entry.Line), entry.Line, entry.Number, entry.Version, entry.Status, entry.ValidFrom, entry.ValidTo,
            applies, entry.Revision, entry.At.In(MoscowDays.Zone), entry.Change);
        return new(to, position, entry.Profile, entry.Line, JsonSerializer.Serialize(body, WebhookBodies.Json.ProfileMessage));
    }
}
