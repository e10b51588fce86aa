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

    /// <summary>The profile that begins with it.</summary>
    public virtual Profile Begin(ProfileLine line) =>
        throw new InvalidOperationException($"The journal of profile {line.Profile} begins with {GetType().Name}.");

    /// <summary>The profile after it.</summary>
    public virtual Profile Apply(Profile profile, ProfileLine line) =>
        throw new InvalidOperationException($"Profile {line.Profile}: {GetType().Name} is not an event of a profile's life.");
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
    DateOnly ValidTo) : ProfileEvent
{
    public override Profile Begin(ProfileLine line) => new()
    {
        Id = line.Profile,
        Line = line.Line,
        LineHash = line.Hash,
        Number = Number,
        Draft = Draft,
        DraftNumber = DraftNumber,
        Kind = Kind,
        Content = Content,
        Note = Note,
        ContentLine = line.Line,
        ValidFrom = ValidFrom,
        ValidTo = ValidTo,
        RegisteredAt = line.At,
        ChangedAt = line.At,
    };
}

internal sealed record ProfileInForce(DateOnly From) : ProfileEvent
{
    public override Profile Apply(Profile profile, ProfileLine line) => profile with { Status = ProfileStatus.InForce };
}

internal sealed record ProfileExpired(DateOnly LastDay) : ProfileEvent
{
    public override Profile Apply(Profile profile, ProfileLine line) => profile with { Status = ProfileStatus.Expired };
}

internal sealed record ProfileUpdated(
    int Version,
    DecisionPaper Decision,
    DraftContent Content,
    ExplanatoryNote Note,
    DateOnly ValidFrom,
    DateOnly ValidTo) : ProfileEvent
{
    public override Profile Apply(Profile profile, ProfileLine line) => profile with
    {
        Version = Version,
        Content = Content,
        Note = Note,
        ContentLine = line.Line,
        ValidFrom = ValidFrom,
        ValidTo = ValidTo,
    };
}

/// <summary>The decision's day is still to come.</summary>
internal sealed record ProfileCancellationDecided(DecisionPaper Decision) : ProfileEvent
{
    public override Profile Apply(Profile profile, ProfileLine line) => profile with { Cancellation = Decision };
}

internal sealed record ProfileCancelled(DecisionPaper Decision) : ProfileEvent
{
    public override Profile Apply(Profile profile, ProfileLine line) => profile with { Status = ProfileStatus.Cancelled, Cancellation = Decision };
}
