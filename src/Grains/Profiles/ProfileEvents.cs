using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Profiles;

/// <summary>
/// What the journal of a profile records, under the same promise as a draft's: stored as JSON for ever, by the names in
/// <see cref="StoredProfileEvents"/>. Each is a change in the electronic directory.
/// </summary>
internal abstract record ProfileEvent
{
    /// <summary>The idempotency key of the request that wrote this line, if it had one.</summary>
    public RequestKey? Request { get; init; }
}

/// <param name="ValidFrom">As approved, but never before the day of the number.</param>
internal sealed record ProfileRegistered(
    RegistrationNumber Number,
    DraftId Draft,
    RegistrationNumber DraftNumber,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note,
    DateOnly ValidFrom,
    DateOnly ValidTo) : ProfileEvent;

internal sealed record ProfileInForce(DateOnly From) : ProfileEvent;

internal sealed record ProfileExpired(DateOnly LastDay) : ProfileEvent;

internal sealed record ProfileUpdated(
    int Version,
    DecisionPaper Decision,
    DraftContent Content,
    ExplanatoryNote Note,
    DateOnly ValidFrom,
    DateOnly ValidTo) : ProfileEvent;

/// <summary>The decision's day is still to come.</summary>
internal sealed record ProfileCancellationDecided(DecisionPaper Decision) : ProfileEvent;

internal sealed record ProfileCancelled(DecisionPaper Decision) : ProfileEvent;
