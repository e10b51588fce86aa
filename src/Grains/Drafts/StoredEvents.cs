using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// How events stand in the journal, for ever: a name for each type of event, never a CLR name, and JSON whose members keep their meaning.
/// An approved file of the tests shows one of each.
/// </summary>
internal static class StoredEvents
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> byName = new Dictionary<string, JsonTypeInfo>
    {
        ["DraftPrepared"] = StoredDraft.Json.DraftPrepared,
        ["DraftSubmitted"] = StoredDraft.Json.DraftSubmitted,
        ["DraftEdited"] = StoredDraft.Json.DraftEdited,
        ["DraftSigned"] = StoredDraft.Json.DraftSigned,
        ["VisaGiven"] = StoredDraft.Json.VisaGiven,
        ["VisaRefused"] = StoredDraft.Json.VisaRefused,
        ["DraftDiscarded"] = StoredDraft.Json.DraftDiscarded,
        ["DraftRegistered"] = StoredDraft.Json.DraftRegistered,
        ["ExecutorAssigned"] = StoredDraft.Json.ExecutorAssigned,
        ["MeetingConvened"] = StoredDraft.Json.MeetingConvened,
        ["MinutesRecorded"] = StoredDraft.Json.MinutesRecorded,
        ["ResolvedExpedient"] = StoredDraft.Json.ResolvedExpedient,
        ["ResolvedInexpedient"] = StoredDraft.Json.ResolvedInexpedient,
        ["InformationRequested"] = StoredDraft.Json.InformationRequested,
        ["InformationReceived"] = StoredDraft.Json.InformationReceived,
        ["InformationTermLapsed"] = StoredDraft.Json.InformationTermLapsed,
        ["FinalisationByFcsBegun"] = StoredDraft.Json.FinalisationByFcsBegun,
        ["FinalisationByAuthorityRequested"] = StoredDraft.Json.FinalisationByAuthorityRequested,
        ["DraftResubmitted"] = StoredDraft.Json.DraftResubmitted,
        ["OpinionRequested"] = StoredDraft.Json.OpinionRequested,
        ["OpinionGiven"] = StoredDraft.Json.OpinionGiven,
        ["OpinionReturned"] = StoredDraft.Json.OpinionReturned,
        ["OpinionAgreed"] = StoredDraft.Json.OpinionAgreed,
        ["DraftWithdrawn"] = StoredDraft.Json.DraftWithdrawn,
        ["ProfileEdited"] = StoredDraft.Json.ProfileEdited,
        ["ProfilePrepared"] = StoredDraft.Json.ProfilePrepared,
        ["ProfileVisaGiven"] = StoredDraft.Json.ProfileVisaGiven,
        ["ProfileVisaRefused"] = StoredDraft.Json.ProfileVisaRefused,
        ["ProfileSignedByExecutor"] = StoredDraft.Json.ProfileSignedByExecutor,
        ["ProfileSignedByDivision"] = StoredDraft.Json.ProfileSignedByDivision,
        ["ApprovalRequested"] = StoredDraft.Json.ApprovalRequested,
        ["ProfileApproved"] = StoredDraft.Json.ProfileApproved,
        ["ProfileReturned"] = StoredDraft.Json.ProfileReturned,
        ["ApprovalReported"] = StoredDraft.Json.ApprovalReported,
        ["DeadlineMissed"] = StoredDraft.Json.DeadlineMissed,
        ["DeadlineMoved"] = StoredDraft.Json.DeadlineMoved,
        ["DraftAdopted"] = StoredDraft.Json.DraftAdopted,
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
