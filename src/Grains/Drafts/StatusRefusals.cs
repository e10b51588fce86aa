namespace RmsOrleans.Grains.Drafts;

/// <summary>A refusal always names the status and what is possible instead.</summary>
internal static class StatusRefusals
{
    /// <param name="why">A sentence without its full stop.</param>
    /// <param name="more">What else would help, as a sentence of its own.</param>
    public static Refusal Refuse(this Draft draft, string why, string more = "")
    {
        var possible = DraftLifecycle.Possible(draft);
        return new(
            RefusalReason.WrongStatus,
            possible.IsEmpty
                ? $"{why}. The draft is {draft.Status}; nothing more is possible."
                : $"{why}. The draft is {draft.Status}; possible now: {string.Join(", ", possible)}.{more}");
    }
}
