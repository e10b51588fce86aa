using System.Text.Json;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Drafts;

/// <summary>How drafts, their lines and their numbers stand in their tables.</summary>
internal static class JournalTables
{
    public static readonly RowMapping<JournalLine> LineRows = new("journal_lines", "l", ["subject", "line"]);

    public static readonly RowMapping<RegistrationRow> RegistrationRows = new("registrations", "r", ["number"]);

    public static readonly RowMapping<SequenceHead> SequenceRows = new("sequences", "s", ["key"]);

    public static readonly RowMapping<DraftHead> DraftRows = new("drafts", "d", ["id", "authority", "prepared_at"],
    [
        (nameof(DraftHead.Number),
        [
            Column<DraftHead>.Text("number", head => head.Number?.ToString(), nameof(DraftHead.Number)),
            Column<DraftHead>.Text("sequence", head => head.Number?.Sequence.Value),
            Column<DraftHead>.Number("serial", head => head.Number?.Serial),
        ]),
        (nameof(DraftHead.Deadline),
        [
            Column<DraftHead>.Text("deadline", Json, nameof(DraftHead.Deadline)),
            Column<DraftHead>.Text("deadline_kind", head => head.Deadline?.Kind.ToString()),
            Column<DraftHead>.Text("responsible", head => head.Deadline?.Responsible.Value),
            Column<DraftHead>.Number("deadline_at", head => head.Deadline?.DueAt.ToUnixTimeMilliseconds()),
            Column<DraftHead>.Number("calendar_revision", head => head.Deadline?.CalendarRevision),
        ]),
    ]);

    private static volatile Written? last;

    /// <summary>A batch shares one deadline.</summary>
    private static string? Json(DraftHead head)
    {
        if (head.Deadline is not { } deadline)
            return null;

        var written = last;
        if (written is null || !ReferenceEquals(written.Deadline, deadline))
            last = written = new Written(deadline, JsonSerializer.Serialize(deadline, StoredDraft.Json.Deadline));
        return written.Json;
    }

    private sealed record Written(Deadline Deadline, string Json);
}
