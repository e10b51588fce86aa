using RmsOrleans.Api.Drafts;
using RmsOrleans.Storage.Tasks;

namespace RmsOrleans.Api.Tasks;

/// <summary>Cursors of lists of tasks as texts.</summary>
internal static class TaskCursors
{
    private const string List = "tasks";

    public static string Write(this TaskCursor cursor) => DraftPlace.Write(cursor.Due, cursor.Id, List);

    /// <summary>Null if this is not a cursor of a list of tasks.</summary>
    public static TaskCursor? Read(string text) => DraftPlace.Read(text, List) is { } place ? new TaskCursor(place.At, place.Id) : null;
}
