using System.Text.Json;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Silo.Storage;

/// <summary>Parts of a head that stand in a column as JSON.</summary>
internal static class DraftColumns
{
    public static string Paperwork(DraftHead head) => JsonSerializer.Serialize(head.Paperwork, StoredJson.Draft.PaperworkFile);

    public static string? Deadline(DraftHead head) =>
        head.Deadline is { } deadline ? JsonSerializer.Serialize(deadline, StoredJson.Draft.Deadline) : null;
}
