using System.Collections.Immutable;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The coordinator of the FCS gives the draft to an official, or to another, and says which unit is responsible.</summary>
[GenerateSerializer, Alias("assign-executor"), Immutable]
public sealed record AssignExecutor(
    [property: Id(0)] string Subject,
    [property: Id(1)] string Name,
    [property: Id(2)] string Unit) : DraftCommand;

/// <summary>The head of the RMS department convenes a joint meeting of units of the FCS.</summary>
[GenerateSerializer, Alias("convene-meeting"), Immutable]
public sealed record ConveneMeeting([property: Id(0)] ImmutableArray<string> Units, [property: Id(1)] bool Acting = false) : DraftCommand, IActing;

/// <summary>The minutes of the convened meeting. A <paramref name="ResponsibleUnit"/> is needed where a profile should be developed.</summary>
[GenerateSerializer, Alias("record-minutes"), Immutable]
public sealed record RecordMinutes(
    [property: Id(0)] string Number,
    [property: Id(1)] DateOnly Date,
    [property: Id(2)] string Text,
    [property: Id(3)] bool DevelopProfile,
    [property: Id(4)] string? ResponsibleUnit = null) : DraftCommand;

/// <summary>
/// The executor resolves. Each resolution carries its own: Expedient <paramref name="AgreedBy"/> (the executor's immediate head),
/// Inexpedient <paramref name="Reasons"/>, GatheringInformation <paramref name="Needed"/> and <see cref="Bodies"/>, FinalisationByFcs
/// <paramref name="Analysis"/>, FinalisationByAuthority <see cref="Remarks"/>, RequestToDirectorate <paramref name="Question"/> and the
/// directorate's <paramref name="Unit"/>.
/// </summary>
[GenerateSerializer, Alias("resolve"), Immutable]
public sealed record Resolve(
    [property: Id(0)] Resolution Resolution,
    [property: Id(1)] string? AgreedBy = null,
    [property: Id(2)] string? Reasons = null,
    [property: Id(3)] string? Needed = null,
    ImmutableArray<string> Bodies = default,
    [property: Id(5)] string? Analysis = null,
    ImmutableArray<string> Remarks = default,
    [property: Id(7)] string? Question = null,
    [property: Id(8)] string? Unit = null) : DraftCommand
{
    /// <summary>From which bodies information is needed.</summary>
    [Id(4)] public ImmutableArray<string> Bodies { get; init; } = Bodies.OrEmpty();

    /// <summary>What the draft's authority is to mend; each is answered by number when the draft is resubmitted.</summary>
    [Id(6)] public ImmutableArray<string> Remarks { get; init; } = Remarks.OrEmpty();
}

/// <summary>What the FCS can resolve on a draft; each names the status it leads to.</summary>
public enum Resolution
{
    Expedient,
    Inexpedient,
    GatheringInformation,
    FinalisationByFcs,
    FinalisationByAuthority,
    RequestToDirectorate,
}

/// <summary>The executor records the information that was asked for.</summary>
[GenerateSerializer, Alias("record-information"), Immutable]
public sealed record RecordInformation([property: Id(0)] string Text) : DraftCommand;

/// <summary>An official of the directorate's unit answers its question. <paramref name="Official"/> is the name with initials.</summary>
[GenerateSerializer, Alias("give-opinion"), Immutable]
public sealed record GiveOpinion(
    [property: Id(0)] string Conclusion,
    [property: Id(1)] string Text,
    [property: Id(2)] string Official) : DraftCommand;

/// <summary>The directorate's coordinator agrees to the opinion, which sends it.</summary>
[GenerateSerializer, Alias("agree-opinion"), Immutable]
public sealed record AgreeOpinion : DraftCommand;

/// <summary>The directorate's coordinator gives the opinion back to the official.</summary>
[GenerateSerializer, Alias("return-opinion"), Immutable]
public sealed record ReturnOpinion([property: Id(0)] string Remarks) : DraftCommand;

/// <summary>The authority's coordinator sends the finalised draft again, with an answer to each remark.</summary>
[GenerateSerializer, Alias("resubmit"), Immutable]
public sealed record Resubmit([property: Id(0)] ImmutableArray<RemarkAnswer> Answers) : DraftCommand;

/// <summary>What was done about a remark. <paramref name="Remark"/> counts from 1.</summary>
[GenerateSerializer, Alias("remark-answer"), Immutable]
public sealed record RemarkAnswer([property: Id(0)] int Remark, [property: Id(1)] string Answer);

/// <summary>The draft's own coordinator takes it back; its number stays.</summary>
[GenerateSerializer, Alias("withdraw"), Immutable]
public sealed record Withdraw([property: Id(0)] string Reason) : DraftCommand;
