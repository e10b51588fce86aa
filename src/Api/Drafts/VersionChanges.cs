using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Drafts;

/// <summary>
/// What a version changed. <paramref name="From"/> is the version that it is compared with; the first has none.
/// <paramref name="Remarks"/> are those that the version answers, on the first page; <paramref name="Next"/> is the cursor of the page after it,
/// if there is one.
/// </summary>
public sealed record ChangesResponse(
    DraftId Id, RegistrationNumber? Number, int Version, int? From, ImmutableArray<FieldChange> Changes, ImmutableArray<AnsweredRemark> Remarks, string? Next);

/// <summary>A remark on the version before, and what was done about it.</summary>
public sealed record AnsweredRemark(int Remark, string Text, string Answer);

/// <summary>The part of a version that differs from one to the next; its members are where pointers begin.</summary>
internal sealed record VersionContent(ProfileKind Kind, ImmutableArray<string> OtherUnits, DraftContent Content, ExplanatoryNote Note);

internal static class VersionChanges
{
    /// <summary>The version to compare with, where none is named: the one before.</summary>
    public static int? Compared(int version, int? from) => from ?? (version > 1 ? version - 1 : null);

    /// <param name="compared">The version to compare with; the first has none.</param>
    /// <param name="skip">Changes of the pages before.</param>
    public static ChangesResponse Of(Draft draft, int version, int? compared, int skip)
    {
        var after = Find(draft, version);
        var before = compared is { } number ? Find(draft, number) : null;
        var remarks = after is null || skip > 0 ? [] : Remarks(draft, after);
        var page = before is null || after is null ? ChangePage.None : ChangePage.Of(Between(before, after), skip);
        return new ChangesResponse(
            draft.Id, draft.Number, version, compared, page.Changes, [.. remarks], ChangeCursors.Write(page.Next, draft.Id.ToString(), version, compared));
    }

    public static IEnumerable<FieldChange> Between(DraftVersion before, DraftVersion after) => FieldChanges.Between(Document(before), Document(after));

    /// <summary>Those on the version before that a version answers.</summary>
    public static IEnumerable<AnsweredRemark> Remarks(Draft draft, DraftVersion version) =>
        version.Answers.Select(answer => new AnsweredRemark(answer.Remark, Find(draft, version.Version - 1)!.Remarks[answer.Remark - 1], answer.Answer));

    private static DraftVersion? Find(Draft draft, int version) => draft.Versions.FirstOrDefault(each => each.Version == version);

    private static JsonElement Document(DraftVersion version) => JsonSerializer.SerializeToElement(
        new VersionContent(version.Kind, version.Paperwork.OtherUnits, version.Content, version.Note), DraftResponseJson.Default.VersionContent);
}
