using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Grains.Journal;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// How events stand in the journal, for ever: a name for each type of event, never a CLR name, and JSON whose members keep their meaning.
/// An approved file of the tests shows one of each.
/// </summary>
internal static class StoredEvents
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> byName = new Dictionary<string, JsonTypeInfo>
    {
        ["DraftPrepared"] = StoredJson.Draft.DraftPrepared,
        ["DraftSubmitted"] = StoredJson.Draft.DraftSubmitted,
        ["DraftEdited"] = StoredJson.Draft.DraftEdited,
        ["DraftSigned"] = StoredJson.Draft.DraftSigned,
        ["VisaGiven"] = StoredJson.Draft.VisaGiven,
        ["VisaRefused"] = StoredJson.Draft.VisaRefused,
        ["DraftDiscarded"] = StoredJson.Draft.DraftDiscarded,
        ["DraftRegistered"] = StoredJson.Draft.DraftRegistered,
        ["ExecutorAssigned"] = StoredJson.Draft.ExecutorAssigned,
        ["MeetingConvened"] = StoredJson.Draft.MeetingConvened,
        ["MinutesRecorded"] = StoredJson.Draft.MinutesRecorded,
        ["ResolvedExpedient"] = StoredJson.Draft.ResolvedExpedient,
        ["ResolvedInexpedient"] = StoredJson.Draft.ResolvedInexpedient,
        ["InformationRequested"] = StoredJson.Draft.InformationRequested,
        ["InformationReceived"] = StoredJson.Draft.InformationReceived,
        ["InformationTermLapsed"] = StoredJson.Draft.InformationTermLapsed,
        ["FinalisationByFcsBegun"] = StoredJson.Draft.FinalisationByFcsBegun,
        ["FinalisationByAuthorityRequested"] = StoredJson.Draft.FinalisationByAuthorityRequested,
        ["DraftResubmitted"] = StoredJson.Draft.DraftResubmitted,
        ["OpinionRequested"] = StoredJson.Draft.OpinionRequested,
        ["OpinionGiven"] = StoredJson.Draft.OpinionGiven,
        ["OpinionReturned"] = StoredJson.Draft.OpinionReturned,
        ["OpinionAgreed"] = StoredJson.Draft.OpinionAgreed,
        ["DraftWithdrawn"] = StoredJson.Draft.DraftWithdrawn,
        ["ProfileEdited"] = StoredJson.Draft.ProfileEdited,
        ["ProfilePrepared"] = StoredJson.Draft.ProfilePrepared,
        ["ProfileVisaGiven"] = StoredJson.Draft.ProfileVisaGiven,
        ["ProfileVisaRefused"] = StoredJson.Draft.ProfileVisaRefused,
        ["ProfileSignedByExecutor"] = StoredJson.Draft.ProfileSignedByExecutor,
        ["ProfileSignedByDivision"] = StoredJson.Draft.ProfileSignedByDivision,
        ["ApprovalRequested"] = StoredJson.Draft.ApprovalRequested,
        ["ProfileApproved"] = StoredJson.Draft.ProfileApproved,
        ["ProfileReturned"] = StoredJson.Draft.ProfileReturned,
        ["ApprovalReported"] = StoredJson.Draft.ApprovalReported,
        ["DeadlineMissed"] = StoredJson.Draft.DeadlineMissed,
        ["DeadlineMoved"] = StoredJson.Draft.DeadlineMoved,
        ["DraftAdopted"] = StoredJson.Draft.DraftAdopted,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<Type, string> names = byName.ToFrozenDictionary(pair => pair.Value.Type, pair => pair.Key);

    public static IEnumerable<string> Names => byName.Keys;

    public static string NameOf<TEvent>() => names[typeof(TEvent)];

    /// <summary>The first event of a request keeps its key.</summary>
    public static ImmutableArray<DraftEvent> Bearing(this ImmutableArray<DraftEvent> events, RequestKey? key) =>
        key is null || events.IsEmpty ? events : events.SetItem(0, events[0] with { Request = key });

    public static ImmutableArray<PendingLine> Pending(ImmutableArray<DraftEvent> events) => [.. events.Select(Pending)];

    public static PendingLine Pending(DraftEvent happened)
    {
        var name = names[happened.GetType()];
        return new PendingLine(name, JsonSerializer.SerializeToUtf8Bytes(happened, byName[name]));
    }

    public static DraftEvent Read(string name, ReadOnlySpan<byte> payload) =>
        byName.TryGetValue(name, out var type)
            ? (DraftEvent)JsonSerializer.Deserialize(payload, type)!
            : throw new InvalidOperationException($"The journal has an event '{name}' that this version of the program does not know.");
}
