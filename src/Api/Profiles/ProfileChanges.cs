using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Api.Profiles;

/// <summary>
/// What a version of a profile changed. <paramref name="From"/> is the version that it is compared with; the first has none.
/// <paramref name="Decision"/> is the one that the version was made on.
/// </summary>
public sealed record ProfileChangesAnswer(
    RegistrationNumber Number, int Version, int? From, DecisionPaper? Decision, ImmutableArray<FieldChange> Changes);

/// <summary>The part of a version that differs from one to the next; its members are where pointers begin.</summary>
internal sealed record ProfileVersionContent(DraftContent Content, ExplanatoryNote Note, DateOnly ValidFrom, DateOnly ValidTo);

internal static class ProfileChanges
{
    public static ImmutableArray<FieldChange> Between(StoredVersion before, StoredVersion after) => FieldChanges.Between(Document(before), Document(after));

    private static JsonElement Document(StoredVersion version) => JsonSerializer.SerializeToElement(
        new ProfileVersionContent(version.Content, version.Note, version.ValidFrom, version.ValidTo), ProfileAnswerJson.Default.ProfileVersionContent);
}
