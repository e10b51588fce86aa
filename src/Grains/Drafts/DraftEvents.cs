using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// What the journal of a draft records. Stored as JSON for ever: a name in <see cref="StoredEvents"/> and a property's name never change
/// their meaning; who and when stand in the line, not here.
/// </summary>
internal abstract record DraftEvent
{
    /// <summary>The idempotency key of the request that wrote this line, if it had one.</summary>
    public RequestKey? Request { get; init; }
}

internal sealed record DraftPrepared(
    AuthorityCode Authority,
    string Unit,
    Author Author,
    ImmutableArray<string> OtherUnits,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note) : DraftEvent;

/// <summary>
/// A coordinator entered, in one act, a draft that was signed and visaed on paper, and attests it. One act of one person is one line.
/// </summary>
internal sealed record DraftSubmitted(
    AuthorityCode Authority,
    string Unit,
    Author Author,
    ImmutableArray<string> OtherUnits,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note,
    Signature Signature,
    ImmutableArray<Visa> Visas) : DraftEvent;

internal sealed record DraftEdited(
    ImmutableArray<string> OtherUnits,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note) : DraftEvent;

internal sealed record DraftSigned(Signature Signature) : DraftEvent;

internal sealed record VisaGiven(Visa Visa) : DraftEvent;

internal sealed record VisaRefused(VisaRole As, string? Unit, string Name, string Remarks, bool Acting = false) : DraftEvent;

internal sealed record DraftDiscarded(string Reason) : DraftEvent;

internal sealed record DraftRegistered(RegistrationNumber Number, int Version, Deadline Deadline) : DraftEvent;

/// <summary>The deadline passed. It stands once for each deadline that passes.</summary>
/// <param name="SeenAt">When the program saw it, which may be later than it was due.</param>
internal sealed record DeadlineMissed(DeadlineKind Kind, DateTimeOffset DueAt, DateTimeOffset SeenAt) : DraftEvent;

/// <summary>Another calendar moved the open deadline.</summary>
/// <param name="DueBefore">When it was due by the calendar before.</param>
internal sealed record DeadlineMoved(DateTimeOffset DueBefore, Deadline Deadline) : DraftEvent;
