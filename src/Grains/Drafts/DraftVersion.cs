using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A version as it was registered or resubmitted; it stays whole whatever is edited later.</summary>
/// <param name="Answers">To the remarks on the version before.</param>
public sealed record DraftVersion(
    int Version,
    DateTimeOffset RegisteredAt,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note,
    PaperworkState Paperwork,
    ImmutableArray<RemarkAnswer> Answers)
{
    /// <summary>On this version, numbered from 1; none unless it was sent back for finalisation.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    internal static DraftVersion Of(Draft draft, int version, DateTimeOffset at, ImmutableArray<RemarkAnswer> answers) =>
        new(version, at, draft.Kind, draft.Content, draft.Note, draft.Paperwork, answers);
}
