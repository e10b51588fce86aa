using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Declarations;

/// <summary>
/// This node's compiled copy of the profiles in force. It follows the directory and the register within seconds, and the day in Moscow at once; whoever holds
/// a copy keeps it while another takes its place.
/// </summary>
internal sealed class ProfilesInForce
{
    private readonly IChangedProfiles store;
    private readonly IReferenceData reference;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private volatile ProfileBook book = ProfileBook.Empty;
    private volatile ProfilesOfDay current = ProfilesOfDay.Empty;

    public ProfilesInForce(IChangedProfiles store, IReferenceData reference, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, IMeterFactory meters)
    {
        (this.store, this.reference, this.clock) = (store, reference, clock);
        var meter = meters.Create(Activities.SourceName);
        meter.CreateObservableGauge("rms.checks.profiles", () => current.Count, "{profile}", "Profiles in force that declarations are checked against.");
        meter.CreateObservableGauge("rms.checks.profiles_without_key", () => current.WithoutKey, "{profile}", "Those of them that are tried on every declaration, having no key to be found by.");
        meter.CreateObservableGauge("rms.checks.profiles_for_officials", () => current.FoundByOfficials, "{profile}", "Those of them that only an official finds, having no formal indicator.");
        meter.CreateObservableGauge("rms.checks.directory_revision", () => current.Directory, "{revision}", "The revision of the directory that checks of this node go by.");
    }

    /// <summary>The profiles of this day.</summary>
    public ProfilesOfDay Today => On(MoscowDays.Of(clock.GetUtcNow()));

    /// <summary>Reads what has changed in the directory since, if anything has, and compiles it.</summary>
    public async Task Refresh(CancellationToken cancellation)
    {
        var known = book;
        var next = known.With(await store.After(known.Revision, cancellation));
        lock (gate)
            book = next.Revision > book.Revision ? next : book;
        _ = Today;
    }

    private ProfilesOfDay On(DateOnly day)
    {
        var (known, register) = (current, reference.Current.Authorities);
        if (IsAsOf(known, day, register))
            return known;
        lock (gate)
        {
            if (!IsAsOf(current, day, register))
                current = ProfilesOfDay.Build(book, register.Tree, day);
            return current;
        }
    }

    private bool IsAsOf(ProfilesOfDay known, DateOnly day, AuthorityRegister register) =>
        (known.Day, known.Directory, known.Authorities) == (day, book.Revision, register.Revision);
}
