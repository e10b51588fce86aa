using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Storage.Profiles;

/// <summary>A profile's row in the read model.</summary>
internal sealed class ProfileRow
{
    public const string Columns =
        """
        p.id as Id, p.number as Number, p.serial as Serial, p.draft as Draft, p.draft_number as DraftNumber, p.kind as Kind, p.status as Status,
        p.version as Version, p.title as Title, p.territory as Territory, p.mode as Mode, p.valid_from as ValidFrom, p.valid_to as ValidTo,
        p.registered_at as RegisteredAt, p.changed_at as ChangedAt, p.cancellation as Cancellation, p.content_line as ContentLine,
        p.revision as Revision, p.last_line as LastLine
        """;

    public ProfileId Id { get; set; }

    public RegistrationNumber Number { get; set; }

    public long Serial { get; set; }

    public DraftId Draft { get; set; }

    public RegistrationNumber DraftNumber { get; set; }

    public ProfileKind Kind { get; set; }

    public ProfileStatus Status { get; set; }

    public int Version { get; set; }

    public string Title { get; set; } = "";

    public Territory Territory { get; set; }

    public ApplicationMode Mode { get; set; }

    public string ValidFrom { get; set; } = "";

    public string ValidTo { get; set; } = "";

    public DateTimeOffset RegisteredAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public string? Cancellation { get; set; }

    public int ContentLine { get; set; }

    public long Revision { get; set; }

    public int LastLine { get; set; }

    public DecisionPaper? ReadCancellation() => ProfileColumns.ReadCancellation(Cancellation);
}
