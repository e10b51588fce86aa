using System.Buffers.Binary;
using System.Globalization;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Duty;

/// <summary>What a summary of the duty service says of 24 hours: of the journals as they stood at their end, however late it is written.</summary>
internal static class DutySummaries
{
    private static readonly TimeOnly hour = new(8, 0);

    /// <summary>The moment of a day at which its summary ends; the one before it is where it begins.</summary>
    public static DateTimeOffset EndOf(DateOnly day)
    {
        var local = day.ToDateTime(hour);
        return new(local, MoscowDays.Zone.GetUtcOffset(local));
    }

    /// <summary>The last day whose summary can be written: its end is past by this much, so that whatever was being written then is on disk.</summary>
    public static DateOnly LastDay(DateTimeOffset now, TimeSpan settling)
    {
        var today = MoscowDays.Of(now);
        return EndOf(today) + settling <= now ? today : today.AddDays(-1);
    }

    /// <summary>By authority and day, so that the same summary is never written twice. It begins with the day: summaries that are made up for at one moment are listed in the order of their days.</summary>
    public static Guid IdOf(AuthorityCode authority, DateOnly day)
    {
        var id = DerivedId.Of($"{DutyRegisters.Summary}\n{authority}\n{DayText.Of(day)}").ToByteArray(bigEndian: true);
        BinaryPrimitives.WriteInt32BigEndian(id, day.DayNumber);
        return new(id, bigEndian: true);
    }

    /// <summary>An entry as it stood at a time; null if it was not there yet.</summary>
    public static Entry? At(WholeEntry stored, DateTimeOffset time) => StoredEntryEvents.Table.Fold([.. stored.Lines.TakeWhile(line => line.At < time)]);

    /// <param name="entries">Incidents and shifts of the authority and those below it, as they stood at the end of the day's summary.</param>
    /// <param name="kindOf">The edition by which an entry lives.</param>
    public static ImmutableSortedDictionary<string, string> Values(DateOnly day, IReadOnlyCollection<Entry> entries, EntryListings listings, Func<Entry, RegisterKind?> kindOf)
    {
        var (since, until) = (EndOf(day.AddDays(-1)), EndOf(day));
        bool HasEnded(Entry entry) => kindOf(entry)?.State(entry.State) is { End: true };
        bool EndedNow(Entry entry) => HasEnded(entry) && entry.StateSince >= since;
        bool IsNew(Entry entry) => entry.RegisteredAt >= since;
        bool IsLate(Entry entry) => !HasEnded(entry) && listings.IsOverdue(entry, until);

        var incidents = entries.Where(entry => entry.Kind == DutyRegisters.Incident).ToArray();
        var shifts = entries.Where(entry => entry.Kind == DutyRegisters.Shift).ToArray();
        var figures =
            from entry in incidents
            group entry by (entry.Authority, Severity(entry).Code) into some
            let title = Severity(some.First()).Title
            let row = new FigureRow(some.Key.Authority, some.Key.Code, title, some.Count(IsNew), some.Count(EndedNow), some.Count(entry => !HasEnded(entry)), some.Count(IsLate))
            where row.Registered + row.Closed + row.Open > 0
            orderby row.Authority.Value, Place(some.First(), row.Severity)
            select row;

        KindChoice Severity(Entry entry) => EntryListings.SeverityOf(entry, kindOf(entry)) ?? new("", new("–", "–"));
        int Place(Entry entry, string severity) => kindOf(entry)?.Field(EntryListings.Severity) is { } field ? field.Values.ToList().FindIndex(choice => choice.Code == severity) : 0;
        string List(IEnumerable<Entry> some) => listings.Of(some, until).Write();
        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
        {
            ["day"] = DayText.Of(day),
            ["since"] = Text(since),
            ["until"] = Text(until),
            ["figures"] = new EntryFigures([.. figures]).Write(),
            ["registered"] = List(incidents.Where(IsNew)),
            ["closed"] = List(incidents.Where(EndedNow)),
            ["overdue"] = List(incidents.Where(IsLate)),
            ["shifts"] = List(shifts.Where(shift => IsLate(shift) || (shift.State == DutyRegisters.ClosedWithout && EndedNow(shift)))),
        });
    }

    private static string Text(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
