using RmsOrleans.Grains.Authorities;

namespace RmsOrleans.Grains.Deadlines;

/// <summary>How a term is counted by the calendar as it stands, by the days of an authority that the register knows.</summary>
public interface IDeadlineExplanations
{
    DeadlineExplanation Explain(DateTimeOffset from, Term term, AuthorityCode authority);

    /// <summary>From the beginning of a day; terms in days begin with the day after it.</summary>
    DeadlineExplanation Explain(DateOnly from, Term term, AuthorityCode authority);

    DeadlineExplanation Explain(Deadline deadline);
}
