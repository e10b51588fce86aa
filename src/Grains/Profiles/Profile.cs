using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Profiles;

/// <summary>A profile as its journal tells it: the fold of its lines. It changes only by <see cref="Apply"/>.</summary>
internal sealed record Profile
{
    public required ProfileId Id { get; init; }

    public required int Line { get; init; }

    public required byte[] LineHash { get; init; }

    public required RegistrationNumber Number { get; init; }

    public required DraftId Draft { get; init; }

    public required RegistrationNumber DraftNumber { get; init; }

    public required ProfileKind Kind { get; init; }

    public required DraftContent Content { get; init; }

    public required ExplanatoryNote Note { get; init; }

    /// <summary>The line that bears the present content and note.</summary>
    public required int ContentLine { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public required DateOnly ValidTo { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public ProfileStatus Status { get; init; }

    public int Version { get; init; } = 1;

    /// <summary>The decision that has cancelled it, or will on its day.</summary>
    public DecisionPaper? Cancellation { get; init; }

    /// <summary>Keys of the requests that wrote lines, for repeated requests.</summary>
    public ImmutableArray<RequestKey> Requests { get; init; } = [];

    public bool IsOver => Status is ProfileStatus.Expired or ProfileStatus.Cancelled;

    public static Profile? Fold(ProfileId id, IReadOnlyList<JournalLine> lines)
    {
        Profile? profile = null;
        foreach (var line in lines)
            profile = Apply(profile, new ProfileLine(id, line.Line, line.At, StoredProfileEvents.Table.Read(line.Type, line.Payload), line.Hash));
        return profile;
    }

    /// <summary>The profile after one more line; the first line makes it.</summary>
    public static Profile Apply(Profile? profile, ProfileLine line)
    {
        if (profile is not null && line.Line != profile.Line + 1)
            throw new InvalidOperationException($"Profile {line.Profile}: line {line.Line} follows line {profile.Line}.");

        var applied = profile is null ? line.Event.Begin(line) : line.Event.Apply(profile, line);
        return applied with
        {
            Line = line.Line,
            LineHash = line.Hash,
            ChangedAt = line.At,
            Requests = line.Event.Request is { } request ? applied.Requests.Add(request) : applied.Requests,
        };
    }
}

/// <summary>A line of a profile's journal with its event read.</summary>
internal sealed record ProfileLine(ProfileId Profile, int Line, DateTimeOffset At, ProfileEvent Event, byte[] Hash);
