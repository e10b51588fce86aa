using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Tasks;

/// <summary>Where a page of tasks ended: the due time in Unix milliseconds, as <see cref="TaskQueries"/> sorts by it, and the draft.</summary>
internal sealed record TaskCursor(long Due, DraftId Id)
{
    /// <summary>The due time of a draft without a deadline: behind all that have one.</summary>
    public const long Never = long.MaxValue;

    public static TaskCursor Of(TaskCandidate draft) => new(draft.Due, draft.Id);
}
