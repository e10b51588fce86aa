using System.Text.Json.Serialization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>
/// How a profile stands, without its content. Days and times are Moscow's; <paramref name="Cancellation"/> is the decision that has cancelled
/// it, or will on its day; <paramref name="Revision"/> is that of its latest change in the directory.
/// </summary>
public sealed record ProfileStatusResponse(
    RegistrationNumber Number,
    int Version,
    ProfileStatus Status,
    ProfileKind Kind,
    string Title,
    Territory Territory,
    ApplicationMode Mode,
    string ValidFrom,
    string ValidTo,
    DateTimeOffset RegisteredAt,
    DateTimeOffset ChangedAt,
    DraftId Draft,
    RegistrationNumber DraftNumber,
    DecisionPaper? Cancellation,
    long Revision)
{
    public Phrase StatusName => Status.InWords();

    /// <summary>Routes of commands that the caller can take now. Left out in lists.</summary>
    public ImmutableArray<string>? Possible { get; init; }

    internal static ProfileStatusResponse Of(ProfileHead row) => new(
        row.Number, row.Version, row.Status, row.Kind, row.Title, row.Territory, row.Mode, DayText.Of(row.ValidFrom), DayText.Of(row.ValidTo),
        row.RegisteredAt.In(MoscowDays.Zone), row.ChangedAt.In(MoscowDays.Zone), row.Draft, row.DraftNumber, row.Cancellation, row.Revision);
}

/// <summary>A page of profiles.</summary>
/// <param name="Next">The cursor of the next page, if there is one.</param>
public sealed record ProfileList(ImmutableArray<ProfileStatusResponse> Items, string? Next);

/// <summary>One version of a profile; <paramref name="Decision"/> is the one it was updated on.</summary>
public sealed record ProfileVersionResponse(
    RegistrationNumber Number, int Version, DateTimeOffset At, DecisionPaper? Decision, DateOnly ValidFrom, DateOnly ValidTo, DraftContent Content, ExplanatoryNote Note);

/// <summary>How a profile stands after a command.</summary>
public sealed record ProfileReceiptResponse(RegistrationNumber Number, int Version, ProfileStatus Status, DateOnly ValidFrom, DateOnly ValidTo)
{
    public Phrase StatusName => Status.InWords();

    /// <summary>Of a dry run: the command was done before under this key, and would not be done again. Left out everywhere else.</summary>
    public bool? Repeated { get; init; }
}

/// <summary>The journal of a profile, or a page of it; <paramref name="Next"/> is the cursor of the page after it, if there is one.</summary>
public sealed record ProfileJournalResponse(RegistrationNumber Number, ImmutableArray<Drafts.JournalLineResponse> Lines, string? Next);

/// <summary>The bodies of answers. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(ProfileStatusResponse))]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(ProfileVersionResponse))]
[JsonSerializable(typeof(ProfileChangesResponse))]
[JsonSerializable(typeof(ProfileVersionContent))]
[JsonSerializable(typeof(ProfileJournalResponse))]
[JsonSerializable(typeof(ProfileReceiptResponse))]
[JsonSerializable(typeof(DirectoryChanges))]
[JsonSerializable(typeof(DirectorySnapshot))]
[JsonSerializable(typeof(AcknowledgedResponse))]
[JsonSerializable(typeof(CoverageResponse))]
[JsonSerializable(typeof(CoverageByAuthorityResponse))]
internal sealed partial class ProfileResponseJson : JsonSerializerContext;

/// <summary>JSON as the journal and the read model keep it; members that an answer does not show are passed over.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(EnumCamelCaseNames<IndicatorOperator>)])]
[JsonSerializable(typeof(StoredVersion))]
internal sealed partial class StoredProfileJson : JsonSerializerContext;

/// <summary>What a line that bears a version says of it.</summary>
internal sealed record StoredVersion(DraftContent Content, ExplanatoryNote Note, DateOnly ValidFrom, DateOnly ValidTo, DecisionPaper? Decision)
{
    public static StoredVersion Read(byte[] payload) => JsonSerializer.Deserialize(payload, StoredProfileJson.Default.StoredVersion)!;
}

/// <summary>
/// What a version of a profile changed. <paramref name="From"/> is the version that it is compared with; the first has none.
/// <paramref name="Decision"/> is the one that the version was made on; <paramref name="Next"/> the cursor of the page after it, if there is one.
/// </summary>
public sealed record ProfileChangesResponse(
    RegistrationNumber Number, int Version, int? From, DecisionPaper? Decision, ImmutableArray<FieldChange> Changes, string? Next);

/// <summary>The part of a version that differs from one to the next; its members are where pointers begin.</summary>
internal sealed record ProfileVersionContent(DraftContent Content, ExplanatoryNote Note, DateOnly ValidFrom, DateOnly ValidTo);

internal static class ProfileChanges
{
    public static IEnumerable<FieldChange> Between(StoredVersion before, StoredVersion after) => FieldChanges.Between(Document(before), Document(after));

    private static JsonElement Document(StoredVersion version) => JsonSerializer.SerializeToElement(
        new ProfileVersionContent(version.Content, version.Note, version.ValidFrom, version.ValidTo), ProfileResponseJson.Default.ProfileVersionContent);
}
