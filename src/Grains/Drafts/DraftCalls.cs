namespace RmsOrleans.Grains.Drafts;

/// <summary>How a command on a draft ended, for its span, its metrics and its answer.</summary>
internal static class DraftCalls
{
    /// <param name="before">What it was decided on; null before the draft's first line.</param>
    public static DraftReceipt Done(this CommandCall call, Draft? before, DraftReceipt receipt)
    {
        if (CommandCall.Span is { } span)
            call.Done(span, before?.Status.ToString(), receipt.Status.ToString(), receipt.Number?.ToString(), receipt.Repeated);
        return receipt;
    }

    /// <param name="write">What the storage did of it, where that is the trouble.</param>
    public static Outcome<DraftReceipt> NotDone(
        this CommandCall call, DraftCommand command, Actor actor, Draft? before, Refusal refusal, FailedWrite? write, DraftMetrics metrics)
    {
        metrics.Refused(command, refusal.Reason);
        return new(null, refusal, call.NotDone(refusal.Reason, before?.Authority ?? actor.Authority, before?.Number?.ToString(), before?.Status.ToString(), write));
    }
}
