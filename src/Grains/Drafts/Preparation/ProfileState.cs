using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The profile in the making: a copy of the draft at first.</summary>
/// <param name="Units">FCS units whose visa is needed.</param>
public sealed record ProfileState(DraftContent Content, ExplanatoryNote Note, ImmutableArray<string> Units)
{
    public bool IsPrepared { get; init; }

    /// <summary>The trial run that goes with it; that of the draft at first.</summary>
    public AttachedRun? TrialRun { get; init; }

    public ImmutableArray<UnitVisa> Visas { get; init; } = [];

    public Signature? ExecutorSignature { get; init; }

    /// <summary>Of the head of the structural division.</summary>
    public Signature? DivisionSignature { get; init; }

    public ApprovalPapers? Papers { get; init; }

    public Signature? Approval { get; init; }

    public ApprovalReport? Report { get; init; }

    /// <summary>A letter for an informal profile, else a memorandum.</summary>
    public CoveringDocument Covering => Content.Mode switch
    {
        ApplicationMode.Automatic or ApplicationMode.Automated => CoveringDocument.Memorandum,
        ApplicationMode.Informal => CoveringDocument.Letter,
    };

    public Signatory Signatory => Content.Territory switch
    {
        Territory.AllRussian => Signatory.HeadOfFcs,
        Territory.Regional => Signatory.DeputyHead,
        Territory.Zonal => Signatory.HeadOfDivision,
    };

    /// <summary>Units whose visa is still to be given.</summary>
    public ImmutableArray<string> MissingVisas => Units.RemoveAll(unit => Visas.Any(visa => visa.Unit == unit));

    internal bool IsSigned => ExecutorSignature is not null && DivisionSignature is not null;

    internal ProfileState Void() => this with { Visas = [], ExecutorSignature = null, DivisionSignature = null, Papers = null };
}

/// <summary>An agreement of an FCS unit to a profile.</summary>
public sealed record UnitVisa(string Unit, string Name, DateTimeOffset GivenAt, bool Acting = false);

/// <summary>What the signatory is sent: a letter or a memorandum, and what is enclosed.</summary>
public sealed record ApprovalPapers(CoveringDocument Document, Signatory To, ImmutableArray<Enclosure> Enclosures, string? Text);

/// <summary>A letter has a registry number; of a memorandum only the date of its resolution is reported.</summary>
public sealed record ApprovalReport(DateOnly Date, string? Number);

/// <summary>Which paper goes with a profile to its approval.</summary>
public enum CoveringDocument
{
    Letter,
    Memorandum,
}

/// <summary>Who approves a profile, by its territory.</summary>
public enum Signatory
{
    /// <summary>Of an all-Russian profile.</summary>
    HeadOfFcs,

    /// <summary>In charge of the responsible unit; of a regional profile.</summary>
    DeputyHead,

    /// <summary>Of the responsible unit; of a zonal profile.</summary>
    HeadOfDivision,
}

/// <summary>What is enclosed with the paper.</summary>
public enum Enclosure
{
    Profile,
    ProfileNote,
    Draft,
    DraftNote,
    DirectorateOpinion,
}
