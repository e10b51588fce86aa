using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Duty;

/// <summary>The duty service for whoever asks from outside.</summary>
internal sealed class DutyService(IEntryStore store, IRegisterKinds kinds, EntryListings listings, IEntries entries, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IDuty
{
    /// <summary>Midnight is no further back anywhere.</summary>
    private static readonly TimeSpan today = TimeSpan.FromHours(24);

    public async Task<ImmutableArray<DutyOfAuthority>> Board(Actor actor, CancellationToken cancellation)
    {
        if (kinds.Current.Last(DutyRegisters.Shift) is not { IsClosed: false } shifts || entries.Reader(shifts, actor) is not { IsNobody: false } reader)
            return [];
        var now = clock.GetUtcNow();
        var register = reference.Current.Authorities;
        // What has ended before today is left aside; of closed circles the store gives nothing.
        var stored = await store.Between(DutyRegisters.Watched, now - today, now + today, reader.Authorities, cancellation);
        return DutyBoard.Of(
            register.All.Where(each => reader.Has(each.Code)).Select(each => (each.Code, register.ZonesOf(each.Code)!)), stored, now, listings,
            entry => kinds.Current.Edition(entry.Kind, entry.Edition));
    }

    public Guid SummaryOf(AuthorityCode authority, DateOnly day) => DutySummaries.IdOf(authority, day);
}

/// <summary>Who is on duty, and what has happened.</summary>
public interface IDuty
{
    /// <summary>The authorities that somebody sees, by time zone; none where they see no entries.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer.</exception>
    Task<ImmutableArray<DutyOfAuthority>> Board(Actor actor, CancellationToken cancellation);

    /// <summary>The id of the entry that is an authority's summary of a day, whether or not there is one.</summary>
    Guid SummaryOf(AuthorityCode authority, DateOnly day);
}
