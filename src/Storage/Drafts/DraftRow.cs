using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Storage.Drafts;

/// <summary>A draft's row in the read model, as far as answers show it.</summary>
internal sealed class DraftRow
{
    public const string Columns =
        """
        d.id as Id, d.authority as Authority, d.kind as Kind, d.status as Status, d.version as Version, d.number as Number,
        d.title as Title, d.territory as Territory, d.mode as Mode, d.executor as Executor,
        d.executor_name as ExecutorName, d.responsible_unit as ResponsibleUnit,
        d.prepared_at as PreparedAt, d.changed_at as ChangedAt, d.registered_at as RegisteredAt, d.deadline as Deadline,
        d.deadline_missed as DeadlineIsMissed, d.overdue as Overdue, d.last_line as LastLine
        """;

    public DraftId Id { get; set; }

    public AuthorityCode Authority { get; set; }

    public ProfileKind Kind { get; set; }

    public DraftStatus Status { get; set; }

    public int Version { get; set; }

    public RegistrationNumber? Number { get; set; }

    public string Title { get; set; } = "";

    public Territory Territory { get; set; }

    public ApplicationMode Mode { get; set; }

    public string? Executor { get; set; }

    public string? ExecutorName { get; set; }

    public string? ResponsibleUnit { get; set; }

    public DateTimeOffset PreparedAt { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public DateTimeOffset? RegisteredAt { get; set; }

    public string? Deadline { get; set; }

    public bool DeadlineIsMissed { get; set; }

    public bool Overdue { get; set; }

    public int LastLine { get; set; }

    public Official? ReadExecutor() => Executor is null ? null : new Official(Executor, ExecutorName!);

    public Deadline? ReadDeadline() => DraftColumns.ReadDeadline(Deadline);
}
