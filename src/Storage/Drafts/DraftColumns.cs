using System.Text.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Storage.Drafts;

/// <summary>How a head stands in its row.</summary>
internal static class DraftColumns
{
    private static volatile Written? last;

    public static string? Deadline(DraftHead head)
    {
        if (head.Deadline is not { } deadline)
            return null;

        // A batch shares one deadline.
        var written = last;
        if (written is null || !ReferenceEquals(written.Deadline, deadline))
            last = written = new Written(deadline, JsonSerializer.Serialize(deadline, StoredDraft.Json.Deadline));
        return written.Json;
    }

    public static Deadline? ReadDeadline(string? column) => column is null ? null : JsonSerializer.Deserialize(column, StoredDraft.Json.Deadline);

    /// <summary>Every column of the row, with ids as they are, times as milliseconds and enums by name.</summary>
    public static IEnumerable<(string Column, object? Value)> Of(DraftHead head) =>
    [
        ("id", head.Id.Value),
        ("authority", head.Authority.Value),
        ("kind", head.Kind.ToString()),
        ("status", head.Status.ToString()),
        ("version", head.Version),
        ("number", head.Number?.ToString()),
        ("sequence", head.Number?.Sequence.Value),
        ("serial", head.Number?.Serial),
        ("title", head.Title),
        ("territory", head.Territory.ToString()),
        ("mode", head.Mode.ToString()),
        ("paperwork", head.Paperwork),
        ("executor", head.Executor?.Subject),
        ("executor_name", head.Executor?.Name),
        ("responsible_unit", head.ResponsibleUnit),
        ("prepared_at", head.PreparedAt.ToUnixTimeMilliseconds()),
        ("changed_at", head.ChangedAt.ToUnixTimeMilliseconds()),
        ("registered_at", head.RegisteredAt?.ToUnixTimeMilliseconds()),
        ("deadline_at", head.Deadline?.DueAt.ToUnixTimeMilliseconds()),
        ("deadline_kind", head.Deadline?.Kind.ToString()),
        ("deadline", Deadline(head)),
        ("responsible", head.Deadline?.Responsible.Value),
        ("calendar_revision", head.Deadline?.CalendarRevision),
        ("deadline_missed", head.DeadlineIsMissed),
        ("overdue", head.Overdue),
        ("content_line", head.ContentLine),
        ("last_line", head.Line),
        ("last_hash", head.LineHash),
    ];

    private sealed record Written(Deadline Deadline, string Json);
}
