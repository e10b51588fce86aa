using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Finds the deadlines of one authority that time or a calendar has changed, and sends their drafts to look. What is due and what moved is
/// decided by the drafts; all that is lost when this fails is time.
/// </summary>
internal sealed class DeadlineChecks(
    IDeadlineStore deadlines,
    IReferenceData reference,
    IGrainFactory grains,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    ILogger<DeadlineChecks> log) : IDeadlineChecks
{
    public const int DuePage = 500;
    public const int AtOnce = 32;

    /// <summary>Well below the response timeout of a reminder's tick; what is left then is taken up by a timer.</summary>
    public static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(20);

    /// <summary>Many that passed while everything was down must not push aside those who register now; 20,000 take less than a minute.</summary>
    private const int MostInASecond = 380;

    private const int CountedPage = 5000;

    /// <summary>A node that has not heard of a calendar yet may register by the old one for this long.</summary>
    private static readonly TimeSpan untilAllNodesKnow = TimeSpan.FromSeconds(30);

    private CountedBy? aim;
    private DateTimeOffset aimSeenAt;
    private DateTimeOffset passBegan;
    private DeadlinePlace? passedBy;
    private long paceFrom;
    private int sent;

    /// <inheritdoc />
    public async Task<(CountedBy DoneBy, bool IsLeft)> Look(AuthorityCode authority, CountedBy doneBy)
    {
        // Real time, whatever clock the deadlines go by: somebody waits for the answer.
        var started = Stopwatch.GetTimestamp();
        (paceFrom, sent) = (started, 0);
        TimeSpan TimeLeft() => LongestLook - Stopwatch.GetElapsedTime(started);

        if (!await Mark(authority, TimeLeft))
            return (doneBy, IsLeft: true);

        var current = reference.Current;
        var known = new CountedBy(current.Calendar.Revision, current.ZonesOf(authority).Changes);
        if (known.Calendar <= doneBy.Calendar && known.ZoneChanges <= doneBy.ZoneChanges)
            return (doneBy, IsLeft: false);
        if (!await Move(authority, current, known, isOfAnyRevision: known.ZoneChanges > doneBy.ZoneChanges, TimeLeft))
            return (doneBy, IsLeft: true);

        var isSettled = passBegan - aimSeenAt >= untilAllNodesKnow;
        return (isSettled ? known : doneBy, IsLeft: false);
    }

    /// <summary>False if time ran out.</summary>
    private async Task<bool> Mark(AuthorityCode authority, Func<TimeSpan> timeLeft)
    {
        DeadlinePlace? last = null;
        while (timeLeft() > TimeSpan.Zero)
        {
            var due = await deadlines.Due(authority, clock.GetUtcNow(), last, DuePage, CancellationToken.None);
            await CheckAll(due.Select(place => place.Draft), timeLeft);
            if (due.Length < DuePage)
                return true;
            last = due[^1];
        }
        return false;
    }

    /// <summary>A pass over all that an older calendar counted, or all that are open; the next look goes on where this one had to stop.</summary>
    private async Task<bool> Move(AuthorityCode authority, ReferenceSnapshot current, CountedBy known, bool isOfAnyRevision, Func<TimeSpan> timeLeft)
    {
        if (aim != known)
            (aim, aimSeenAt, passedBy) = (known, clock.GetUtcNow(), null);
        if (passedBy is null)
            passBegan = clock.GetUtcNow();

        while (timeLeft() > TimeSpan.Zero)
        {
            var counted = await deadlines.CountedBefore(
                authority, isOfAnyRevision ? long.MaxValue : known.Calendar, passedBy, CountedPage, CancellationToken.None);
            var moved = counted.Where(each => current.Recount(each.Deadline).DueAt != each.Deadline.DueAt).ToList();
            await CheckAll(moved.Select(each => each.Draft), timeLeft);
            if (timeLeft() <= TimeSpan.Zero)
                return false;

            passedBy = counted.Length < CountedPage ? null : counted[^1].Place;
            if (passedBy is null)
                return true;
        }
        return false;
    }

    /// <summary>Some side by side, then the next, until time runs out: those that are written at the same moment share a wait for the disk.</summary>
    private async Task CheckAll(IEnumerable<DraftId> drafts, Func<TimeSpan> timeLeft)
    {
        foreach (var some in drafts.Chunk(AtOnce))
        {
            await Pace(some.Length);
            if (timeLeft() is var left && left <= TimeSpan.Zero)
                return;
            await Task.WhenAll(some.Select(draft => Check(draft, left)));
        }
    }

    private Task Pace(int more)
    {
        var early = TimeSpan.FromSeconds((double)sent / MostInASecond) - Stopwatch.GetElapsedTime(paceFrom);
        sent += more;
        return early > TimeSpan.Zero ? Task.Delay(early) : Task.CompletedTask;
    }

    private async Task Check(DraftId draft, TimeSpan atMost)
    {
        try
        {
            await grains.Draft(draft).CheckDeadline().WaitAsync(atMost);
        }
        catch (Exception failure)
        {
            log.DeadlineNotChecked(failure, draft);
        }
    }
}
