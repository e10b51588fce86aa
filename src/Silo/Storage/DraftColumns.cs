using System.Text.Json;
using RmsOrleans.Grains.Deadlines;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Silo.Storage;

/// <summary>Parts of a head that stand in a column as JSON.</summary>
internal static class DraftColumns
{
    private static volatile Written? last;

    public static string Paperwork(DraftHead head) => JsonSerializer.Serialize(head.Paperwork, StoredJson.Draft.PaperworkFile);

    public static string? Deadline(DraftHead head)
    {
        if (head.Deadline is not { } deadline)
            return null;

        // A batch shares one deadline.
        var written = last;
        if (written is null || !ReferenceEquals(written.Deadline, deadline))
            last = written = new Written(deadline, JsonSerializer.Serialize(deadline, StoredJson.Draft.Deadline));
        return written.Json;
    }

    private sealed record Written(Deadline Deadline, string Json);
}
