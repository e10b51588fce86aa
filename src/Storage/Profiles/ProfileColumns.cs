using System.Globalization;
using System.Text.Json;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Profiles;

namespace RmsOrleans.Storage.Profiles;

/// <summary>How a profile stands in its row, and a change of it in the directory.</summary>
internal static class ProfileColumns
{
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string? Cancellation(ProfileHead head) =>
        head.Cancellation is { } decision ? JsonSerializer.Serialize(decision, StoredProfile.Json.DecisionPaper) : null;

    public static DecisionPaper? ReadCancellation(string? column) =>
        column is null ? null : JsonSerializer.Deserialize(column, StoredProfile.Json.DecisionPaper);

    /// <summary>Every column of the row, with ids as they are, times as milliseconds and enums by name.</summary>
    public static IEnumerable<(string Column, object? Value)> Of(ProfileHead head) =>
    [
        ("id", head.Id.Value),
        ("number", head.Number.ToString()),
        ("serial", head.Number.Serial),
        ("draft", head.Draft.Value),
        ("draft_number", head.DraftNumber.ToString()),
        ("kind", head.Kind.ToString()),
        ("status", head.Status.ToString()),
        ("version", head.Version),
        ("title", head.Title),
        ("territory", head.Territory.ToString()),
        ("mode", head.Mode.ToString()),
        ("valid_from", Day(head.ValidFrom)),
        ("valid_to", Day(head.ValidTo)),
        ("registered_at", head.RegisteredAt.ToUnixTimeMilliseconds()),
        ("changed_at", head.ChangedAt.ToUnixTimeMilliseconds()),
        ("due_at", head.DueAt?.ToUnixTimeMilliseconds()),
        ("cancellation", Cancellation(head)),
        ("content_line", head.ContentLine),
        ("revision", head.Revision),
        ("last_line", head.Line),
        ("last_hash", head.LineHash),
    ];

    /// <summary>What the directory says of a change but for its revision and its link: those its certificate covers.</summary>
    public static IEnumerable<(string Column, object? Value)> OfEntry(JournalLine line, ProfileHead after) =>
    [
        ("line", line.Line),
        ("change", line.Type),
        ("status", after.Status.ToString()),
        ("version", after.Version),
        ("valid_from", Day(after.ValidFrom)),
        ("valid_to", Day(after.ValidTo)),
        ("line_hash", line.Hash),
        ("at", line.At.ToUnixTimeMilliseconds()),
    ];
}
