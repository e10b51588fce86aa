using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>A wish about a draft. What came of it is a <c>DraftEvent</c>, or a refusal.</summary>
[GenerateSerializer, Alias("draft-command"), Immutable]
public abstract record DraftCommand;

/// <summary>The main job: a draft that was signed and agreed on paper, entered and registered in one step.</summary>
[GenerateSerializer, Alias("submit"), Immutable]
public sealed record Submit(
    [property: Id(0)] AuthorityCode Authority,
    [property: Id(1)] string Unit,
    [property: Id(2)] Author Author,
    [property: Id(3)] ProfileKind Kind,
    [property: Id(4)] DraftContent Content,
    [property: Id(5)] ExplanatoryNote Note,
    [property: Id(6)] Signature Signature,
    [property: Id(7)] ImmutableArray<Visa> Visas,
    ImmutableArray<string> OtherUnits = default) : DraftCommand
{
    /// <summary>Other units of the same authority whose competence the draft touches.</summary>
    [Id(8)] public ImmutableArray<string> OtherUnits { get; init; } = OtherUnits.OrEmpty();
}

/// <summary>An author begins a draft.</summary>
[GenerateSerializer, Alias("prepare"), Immutable]
public sealed record Prepare(
    [property: Id(0)] AuthorityCode Authority,
    [property: Id(1)] string Unit,
    [property: Id(2)] Author Author,
    [property: Id(3)] ProfileKind Kind,
    [property: Id(4)] DraftContent Content,
    [property: Id(5)] ExplanatoryNote Note,
    ImmutableArray<string> OtherUnits = default) : DraftCommand
{
    [Id(6)] public ImmutableArray<string> OtherUnits { get; init; } = OtherUnits.OrEmpty();
}

/// <summary>An author changes content, note or named units; it voids signature and visas.</summary>
[GenerateSerializer, Alias("edit"), Immutable]
public sealed record Edit(
    [property: Id(0)] ProfileKind Kind,
    [property: Id(1)] DraftContent Content,
    [property: Id(2)] ExplanatoryNote Note,
    ImmutableArray<string> OtherUnits = default) : DraftCommand
{
    [Id(3)] public ImmutableArray<string> OtherUnits { get; init; } = OtherUnits.OrEmpty();
}

/// <summary>The head of the author's unit signs.</summary>
[GenerateSerializer, Alias("sign"), Immutable]
public sealed record Sign(
    [property: Id(0)] string? Position = null,
    [property: Id(1)] bool Acting = false) : DraftCommand, IActing;

/// <summary>A head agrees to the signed draft.</summary>
[GenerateSerializer, Alias("give-visa"), Immutable]
public sealed record GiveVisa(
    [property: Id(0)] VisaRole As,
    [property: Id(1)] bool Acting = false) : DraftCommand, IActing;

/// <summary>A head refuses; signature and visas are void, and the draft is back with its author.</summary>
[GenerateSerializer, Alias("refuse-visa"), Immutable]
public sealed record RefuseVisa(
    [property: Id(0)] VisaRole As,
    [property: Id(1)] string Remarks,
    [property: Id(2)] bool Acting = false) : DraftCommand, IActing;

/// <summary>The coordinator registers the agreed draft in the journal.</summary>
[GenerateSerializer, Alias("register"), Immutable]
public sealed record Register : DraftCommand;

/// <summary>The draft is given up before registration.</summary>
[GenerateSerializer, Alias("discard"), Immutable]
public sealed record Discard([property: Id(0)] string Reason) : DraftCommand;
