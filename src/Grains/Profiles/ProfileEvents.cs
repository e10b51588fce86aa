using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Profiles;

/// <summary>What the journal of a profile records, by the names in <see cref="StoredProfileEvents"/>. Each is a change in the electronic directory.</summary>
internal abstract record ProfileEvent : JournalEvent<Profile>;

/// <summary>What a day brings by itself: seen by the watch, or by a command on that day, which writes it with its own line.</summary>
internal abstract record ProfileDayEvent : ProfileEvent
{
    protected sealed override bool GoesWith(Profile before, EventLine line) => line.At == before.ChangedAt;
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
    public override Profile Begin(EventLine line) => new()
    {
        Id = new(line.Subject),
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
    };
}

internal sealed record ProfileInForce(DateOnly From) : ProfileDayEvent
{
    public override Profile Apply(Profile profile, EventLine line) => profile with { Status = ProfileStatus.InForce };
}

internal sealed record ProfileExpired(DateOnly LastDay) : ProfileDayEvent
{
    public override Profile Apply(Profile profile, EventLine line) => profile with { Status = ProfileStatus.Expired };
}

internal sealed record ProfileUpdated(
    int Version,
    DecisionPaper Decision,
    DraftContent Content,
    ExplanatoryNote Note,
    DateOnly ValidFrom,
    DateOnly ValidTo) : ProfileEvent
{
    public override Profile Apply(Profile profile, EventLine line) => profile with
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
    public override Profile Apply(Profile profile, EventLine line) => profile with { Cancellation = Decision };
}

internal sealed record ProfileCancelled(DecisionPaper Decision) : ProfileDayEvent
{
    public override Profile Apply(Profile profile, EventLine line) => profile with { Status = ProfileStatus.Cancelled, Cancellation = Decision };
}
