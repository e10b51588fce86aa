using System.ComponentModel.DataAnnotations;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What the consideration of the present version has brought so far; a new version begins with an empty one.</summary>
public sealed record ConsiderationState
{
    /// <summary>The units of a convened meeting that has no minutes yet; none if there is no such meeting.</summary>
    public ImmutableArray<string> Meeting { get; init; } = [];

    /// <summary>When it was convened.</summary>
    public DateTimeOffset? MeetingConvenedAt { get; init; }

    /// <summary>The latest.</summary>
    public Minutes? Minutes { get; init; }

    /// <summary>How often information was asked for.</summary>
    public int Gatherings { get; init; }

    /// <summary>How often the FCS took the draft for finalisation.</summary>
    public int FinalisationsByFcs { get; init; }

    public OpinionRequest? OpinionRequest { get; init; }

    /// <summary>Given by the directorate's official; it counts only once it is agreed.</summary>
    public Opinion? Opinion { get; init; }

    public bool OpinionIsAgreed { get; init; }

    /// <summary>What the draft's authority is to mend.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    public bool MeetingIsOpen => !Meeting.IsEmpty;

    public bool MustEndInexpedient => Minutes is { DevelopProfile: false };
}

/// <summary>The minutes of a joint meeting.</summary>
public sealed record Minutes(string Number, DateOnly Date, string Text, bool DevelopProfile, string? ResponsibleUnit);

/// <summary>What a directorate's unit is asked.</summary>
public sealed record OpinionRequest(AuthorityCode Directorate, string Unit, string Question);

/// <summary>What a directorate's unit answers. <paramref name="Official"/> is the name with initials.</summary>
public sealed record Opinion(string Conclusion, string Text, string Official);

/// <summary>How often the FCS may take two of its resolutions for one version of a draft.</summary>
public sealed class ConsiderationSettings
{
    public const string Section = "Consideration";

    [Range(1, 100)]
    public int GatheringsPerVersion { get; set; } = 1;

    [Range(1, 100)]
    public int FinalisationsByFcsPerVersion { get; set; } = 1;
}
