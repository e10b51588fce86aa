using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>A draft's row in the read model, and what it must be by the fold of the journal.</summary>
internal sealed record DraftHeadRow
{
    public DraftStatus Status { get; init; }
    public int Version { get; init; }
    public RegistrationNumber? Number { get; init; }
    public string Title { get; init; } = "";
    public string? Executor { get; init; }
    public string? ExecutorName { get; init; }
    public string? ResponsibleUnit { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public DateTimeOffset? DeadlineAt { get; init; }
    public DeadlineKind? DeadlineKind { get; init; }
    public AuthorityCode? Responsible { get; init; }
    public bool DeadlineMissed { get; init; }
    public bool Overdue { get; init; }
    public int ContentLine { get; init; }
    public int LastLine { get; init; }
    public byte[] LastHash { get; init; } = [];

    public static async Task<DraftHeadRow> Read(IReadDatabase database, DraftId id)
    {
        await using var connection = await database.Open(CancellationToken.None);
        return await connection.QuerySingleAsync<DraftHeadRow>(
            """
            select status as Status, version as Version, number as Number, title as Title, executor as Executor, executor_name as ExecutorName,
              responsible_unit as ResponsibleUnit, changed_at as ChangedAt, deadline_at as DeadlineAt, deadline_kind as DeadlineKind,
              responsible as Responsible, deadline_missed as DeadlineMissed, overdue as Overdue, content_line as ContentLine, last_line as LastLine,
              last_hash as LastHash
            from drafts where id = @id
            """,
            new { id });
    }

    public static DraftHeadRow Of(Draft draft) => new()
    {
        Status = draft.Status,
        Version = draft.Version,
        Number = draft.Number,
        Title = draft.Content.Title,
        Executor = draft.Executor?.Subject,
        ExecutorName = draft.Executor?.Name,
        ResponsibleUnit = draft.ResponsibleUnit,
        ChangedAt = draft.ChangedAt,
        DeadlineAt = draft.Deadline?.DueAt,
        DeadlineKind = draft.Deadline?.Kind,
        Responsible = draft.Deadline?.Responsible,
        DeadlineMissed = draft.DeadlineIsMissed,
        Overdue = draft.Overdue,
        ContentLine = draft.ContentLine,
        LastLine = draft.Line,
        LastHash = draft.LineHash,
    };
}
