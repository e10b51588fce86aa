using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Calendar;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What a load of a year would move, before anything is applied.</summary>
public interface ICalendarPreviews
{
    /// <summary>Refused for faulty days. Reads every open deadline.</summary>
    Task<Outcome<CalendarPreview>> Preview(int year, LoadCalendarYear load, CancellationToken cancellation);
}

/// <param name="Revision">The revision that the preview was made on.</param>
/// <param name="Soonest">Of the moved deadlines those that were due first, a bounded number of them.</param>
public sealed record CalendarPreview(long Revision, int Open, int Moved, ImmutableArray<DeadlineMove> Soonest);

/// <summary>An open deadline that another calendar would move.</summary>
public sealed record DeadlineMove(DraftId Draft, RegistrationNumber? Number, Deadline Before, Deadline After);

/// <inheritdoc />
internal sealed class CalendarPreviews(CalendarHolder holder, IReferenceData reference, IDeadlineStore deadlines) : ICalendarPreviews
{
    public const int MostListed = 100;

    private const int PageSize = 5000;

    public async Task<Outcome<CalendarPreview>> Preview(int year, LoadCalendarYear load, CancellationToken cancellation)
    {
        await holder.Refresh(cancellation);
        var before = holder.Current;
        var decision = CalendarRules.Decide(before, year, load, seen: null, allowMissingHolidays: true);
        if (decision.IsRefused)
            return decision.Refusal;

        var loaded = reference.Current with { Calendar = decision.Value };
        var (open, moved) = (0, 0);
        var soonest = new PriorityQueue<DeadlineMove, long>();
        ImmutableArray<OpenDeadline> page;
        DraftId? last = null;
        do
        {
            page = await deadlines.Open(last, PageSize, cancellation);
            foreach (var each in page)
            {
                last = each.Draft;
                open++;
                var after = loaded.Recount(each.Deadline);
                if (after.DueAt == each.Deadline.DueAt)
                    continue;

                moved++;
                soonest.Enqueue(new DeadlineMove(each.Draft, each.Number, each.Deadline, after), -each.Deadline.DueAt.UtcTicks);
                if (soonest.Count > MostListed)
                    soonest.Dequeue();
            }
        }
        while (page.Length == PageSize);

        return new CalendarPreview(before.Revision, open, moved, [.. soonest.UnorderedItems
            .Select(item => item.Element)
            .OrderBy(move => move.Before.DueAt)
            .ThenBy(move => move.Draft.Value)]);
    }
}
