using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A draft as its journal tells it: the fold of its lines. It changes only by its events.</summary>
public sealed record Draft : Journaled
{
    public required DraftId Id { get; init; }

    public required DraftStatus Status { get; init; }

    public required AuthorityCode Authority { get; init; }

    public required Author Author { get; init; }

    public required ProfileKind Kind { get; init; }

    public required DraftContent Content { get; init; }

    public required ExplanatoryNote Note { get; init; }

    public required PaperworkState Paperwork { get; init; }

    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>The line that has the present content and note.</summary>
    public required int ContentLine { get; init; }

    public int Version { get; init; } = 1;

    public RegistrationNumber? Number { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }

    public Deadline? Deadline { get; init; }

    /// <summary>The running deadline has passed, and its line stands in the journal.</summary>
    public bool DeadlineIsMissed { get; init; }

    /// <summary>Raised by a missed deadline until a step ends its term; the automatic return is no such step.</summary>
    public bool Overdue { get; init; }

    /// <summary>The FCS official to whom the draft is assigned.</summary>
    public Official? Executor { get; init; }

    /// <summary>The FCS unit that is responsible for the draft.</summary>
    public string? ResponsibleUnit { get; init; }

    public ConsiderationState Consideration { get; init; } = new();

    /// <summary>The profile that is made of the draft, once it is found expedient.</summary>
    public ProfileState? Profile { get; init; }

    /// <summary>Those that were registered, in order.</summary>
    public ImmutableArray<DraftVersion> Versions { get; init; } = [];

    /// <summary>The number of the profile that it has become.</summary>
    public RegistrationNumber? AdoptedAs { get; init; }

    public string Unit => Paperwork.Unit;

    /// <summary>In another status, or in the same one anew. It ends the term that ran, and with it what that term was late for.</summary>
    internal Draft Enter(DraftStatus status, Deadline? deadline) =>
        this with { Status = status, Deadline = deadline, DeadlineIsMissed = false, Overdue = false };
}
