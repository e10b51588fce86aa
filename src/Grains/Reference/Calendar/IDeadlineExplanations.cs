using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Grains.Reference.Calendar;

/// <summary>How a term is counted, by the days of an authority that the register knows.</summary>
public interface IDeadlineExplanations
{
    /// <summary>By the calendar as it stands.</summary>
    DeadlineExplanation Explain(DateTimeOffset from, Term term, AuthorityCode authority);

    /// <summary>From the beginning of a day; terms in days begin with the day after it.</summary>
    DeadlineExplanation Explain(DateOnly from, Term term, AuthorityCode authority);

    /// <summary>
    /// By the calendar as it stands, where that gives the time that the deadline has; else by the one that it was counted by, with the time
    /// that the present one gives.
    /// </summary>
    (DeadlineExplanation Counted, DateTimeOffset? MovesTo) Explain(Deadline deadline);
}
