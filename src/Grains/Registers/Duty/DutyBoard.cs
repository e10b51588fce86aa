using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Duty;

/// <summary>Who is on duty in an authority, and what has happened there today.</summary>
/// <param name="LocalNow">By its clock.</param>
/// <param name="Shift">Null where nobody is on duty.</param>
/// <param name="Today">Incidents that were registered since its midnight, by severity; those of which there is none are left out.</param>
/// <param name="Open">Incidents that have not ended.</param>
/// <param name="Overdue">Of those, the ones of which a term has passed.</param>
public sealed record DutyOfAuthority(AuthorityCode Authority, string TimeZone, DateTimeOffset LocalNow, DutyShift? Shift, ImmutableArray<SeverityCount> Today, int Open, int Overdue);

/// <summary>A shift that has not ended.</summary>
/// <param name="Officer">Who has opened it.</param>
/// <param name="Next">To whom it is handed over, until that person takes it.</param>
/// <param name="Overdue">It should have been handed over or taken by now.</param>
public sealed record DutyShift(Guid Entry, string Number, string Officer, DateTimeOffset Since, string? Next, bool Overdue);

/// <summary>Incidents of one severity.</summary>
public sealed record SeverityCount(string Severity, KindText Title, int Count);

/// <summary>The board of today.</summary>
internal static class DutyBoard
{
    /// <summary>By time zone from west to east, and in a zone by code.</summary>
    /// <param name="stored">Incidents and shifts that are open, and incidents of the last day at least.</param>
    public static ImmutableArray<DutyOfAuthority> Of(
        IEnumerable<(AuthorityCode Code, ZoneHistory Zones)> authorities, IEnumerable<WholeEntry> stored, DateTimeOffset now, EntryListings listings, Func<Entry, RegisterKind?> kindOf)
    {
        var entries = stored.Select(each => (Whole: each, Entry: each.Fold())).Where(each => each.Entry is not null).ToLookup(each => each.Entry!.Authority);
        return
        [
            .. from authority in authorities
               let local = authority.Zones.Local(now)
               let midnight = authority.Zones.StartOf(DateOnly.FromDateTime(local.DateTime))
               let own = entries[authority.Code].ToArray()
               let incidents = own.Where(each => each.Entry!.Kind == DutyRegisters.Incident).Select(each => each.Entry!).ToArray()
               let open = incidents.Where(each => !HasEnded(each)).ToArray()
               orderby local.Offset, authority.Code.Value
               select new DutyOfAuthority(
                   authority.Code, authority.Zones.At(now).Id, local,
                   own.Where(each => each.Entry!.Kind == DutyRegisters.Shift && !HasEnded(each.Entry)).Select(each => Shift(each.Whole, each.Entry!)).FirstOrDefault(),
                   BySeverity(incidents.Where(each => each.RegisteredAt >= midnight), kindOf), open.Length, open.Count(each => listings.IsOverdue(each, now))),
        ];

        bool HasEnded(Entry entry) => kindOf(entry)?.State(entry.State) is { End: true };
        DutyShift Shift(WholeEntry whole, Entry entry) => new(
            entry.Id, entry.Number, LineActor.Read(whole.Lines[0].Actor).Name, entry.RegisteredAt, entry.State == DutyRegisters.HandedOver ? entry.Responsible?.Name : null,
            listings.IsOverdue(entry, now));
    }

    private static ImmutableArray<SeverityCount> BySeverity(IEnumerable<Entry> incidents, Func<Entry, RegisterKind?> kindOf) =>
    [
        .. from entry in incidents
           let severity = EntryListings.SeverityOf(entry, kindOf(entry))
           where severity is not null
           group severity by severity.Code into some
           orderby some.Key
           select new SeverityCount(some.Key, some.First().Title, some.Count()),
    ];
}
