using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Profiles;

/// <summary>A profile as its journal tells it: the fold of its lines. It changes only by its events.</summary>
internal sealed record Profile : Journaled
{
    public required ProfileId Id { get; init; }

    public required RegistrationNumber Number { get; init; }

    public required DraftId Draft { get; init; }

    public required RegistrationNumber DraftNumber { get; init; }

    public required ProfileKind Kind { get; init; }

    public required DraftContent Content { get; init; }

    public required ExplanatoryNote Note { get; init; }

    /// <summary>The line that has the present content and note.</summary>
    public required int ContentLine { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required DateOnly ValidTo { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public ProfileStatus Status { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>The decision that has cancelled it, or will on its day.</summary>
    public DecisionPaper? Cancellation { get; init; }

    public bool IsOver => Status.IsOver();

    /// <summary>The profile after one more event, which has no line yet.</summary>
    public Profile After(ProfileEvent happened) => happened.ApplyTo(this, new EventLine(Id.Value, Line + 1, ChangedAt, []));
}
