using System.Collections.Immutable;
using RmsOrleans.Grains.Content;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The executor changes the profile or its note, and names the FCS units whose visa is needed; it voids visas and signatures.</summary>
[GenerateSerializer, Alias("edit-profile"), Immutable]
public sealed record EditProfile(
    [property: Id(0)] DraftContent Content,
    [property: Id(1)] ExplanatoryNote Note,
    ImmutableArray<string> Units = default) : DraftCommand
{
    [Id(2)] public ImmutableArray<string> Units { get; init; } = Units.OrEmpty();
}

/// <summary>The executor declares profile and note prepared.</summary>
[GenerateSerializer, Alias("prepare-profile"), Immutable]
public sealed record PrepareProfile : DraftCommand;

/// <summary>The head of a named FCS unit agrees to the profile.</summary>
[GenerateSerializer, Alias("give-profile-visa"), Immutable]
public sealed record GiveProfileVisa([property: Id(0)] bool Acting = false) : DraftCommand, IActing;

/// <summary>The head of a named FCS unit refuses; visas and signatures are void.</summary>
[GenerateSerializer, Alias("refuse-profile-visa"), Immutable]
public sealed record RefuseProfileVisa([property: Id(0)] string Remarks, [property: Id(1)] bool Acting = false) : DraftCommand, IActing;

/// <summary>First the executor signs, then the head of the structural division.</summary>
[GenerateSerializer, Alias("sign-profile"), Immutable]
public sealed record SignProfile([property: Id(0)] string? Position = null, [property: Id(1)] bool Acting = false) : DraftCommand, IActing;

/// <summary>The executor submits the signed profile. What covers it, to whom it goes and what is enclosed follows from the profile.</summary>
[GenerateSerializer, Alias("request-approval"), Immutable]
public sealed record RequestApproval([property: Id(0)] string? Text = null) : DraftCommand;

/// <summary>The signatory signs the letter, or resolves positively on the memorandum.</summary>
[GenerateSerializer, Alias("approve"), Immutable]
public sealed record Approve([property: Id(0)] string? Position = null, [property: Id(1)] bool Acting = false) : DraftCommand, IActing;

/// <summary>The signatory gives the profile back with remarks.</summary>
[GenerateSerializer, Alias("return-profile"), Immutable]
public sealed record ReturnProfile([property: Id(0)] string Remarks, [property: Id(1)] bool Acting = false) : DraftCommand, IActing;

/// <summary>The executor reports the approval: of a letter its registry number and date, of a memorandum the date of the resolution.</summary>
[GenerateSerializer, Alias("report-approval"), Immutable]
public sealed record ReportApproval([property: Id(0)] DateOnly Date, [property: Id(1)] string? Number = null) : DraftCommand;

/// <summary>The coordinator of the FCS registers the approved profile: the draft is adopted.</summary>
[GenerateSerializer, Alias("register-profile"), Immutable]
public sealed record RegisterProfile : DraftCommand;
