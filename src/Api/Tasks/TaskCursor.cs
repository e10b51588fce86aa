using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Drafts;

namespace RmsOrleans.Api.Tasks;

/// <summary>Where a page of tasks ended: the due time in Unix milliseconds, as <see cref="TaskQueries"/> sorts by it, and the draft.</summary>
internal sealed record TaskCursor(long Due, DraftId Id)
{
    /// <summary>The due time of a draft without a deadline: behind all that have one.</summary>
    public const long Never = long.MaxValue;

    private const string List = "tasks";

    public static TaskCursor Of(DraftRow row) => new(row.ReadStoredDeadline()?.DueAt.ToUnixTimeMilliseconds() ?? Never, row.Id);

    public string Write() => DraftPlace.Write(Due, Id, List);

    /// <summary>Null if this is not a cursor of a list of tasks.</summary>
    public static TaskCursor? Read(string text) => DraftPlace.Read(text, List) is { } place ? new TaskCursor(place.At, place.Id) : null;
}
