using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Kinds;

namespace RmsOrleans.Grains.Registers.Entries;

/// <summary>Asks the rules whether an edition may follow those that there are.</summary>
internal sealed class KindLoads(KindHolder kinds, IEntryStore entries, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IKindLoads
{
    public Task<Outcome<KindChanged>> Preview(RegisterKind kind) => Decide(kind, by: null, seen: null);

    public Task<Outcome<KindChanged>> Load(RegisterKind kind, Actor actor, long? seenRevision) => Decide(kind, actor, seenRevision);

    /// <param name="by">Who loads; null to write nothing.</param>
    private async Task<Outcome<KindChanged>> Decide(RegisterKind kind, Actor? by, long? seen)
    {
        IReadOnlySet<string> open;
        try
        {
            open = await entries.OpenStates(kind.Code, CancellationToken.None);
        }
        catch (StorageUnavailableException)
        {
            return Refusal.NotTried;
        }
        return await kinds.Load(known => Decide(known, kind, open, by, seen));
    }

    private Outcome<LoadDecision<KindLoad, KindChanged>> Decide(RegisterKinds known, RegisterKind kind, IReadOnlySet<string> open, Actor? by, long? seen)
    {
        var file = KindLoad.Write(kind);
        var before = known.Last(kind.Code);
        if (before is not null && KindLoad.Write(before) == file)
            return new LoadDecision<KindLoad, KindChanged>(null, new(known.Revision, kind.Code, kind.From, IsNew: false, IsNone: true));
        if (before is not null && EditionRules.Check(before, kind, open, ShippedKinds.All.ContainsKey(kind.Code)) is { IsEmpty: false } errors)
            return Refusal.BadInput(errors);
        if (SpreadRules.Check(kind, known) is { IsEmpty: false } faults)
            return Refusal.BadInput(faults);
        if (seen is not null && seen != known.Revision)
        {
            return new Refusal(
                RefusalReason.Stale,
                $"The registers have changed: you saw revision {seen}, and they have {known.Revision}. Look again at what would change.",
                $"Реестры изменились: Вы видели редакцию {seen}, а действует {known.Revision}. Посмотрите ещё раз, что изменится.");
        }

        var load = by is null ? null : new KindLoad(known.Revision + 1, kind.Code, file, clock.GetUtcNow(), by.Subject, by.Name);
        return new LoadDecision<KindLoad, KindChanged>(load, new(load?.Revision ?? known.Revision, kind.Code, kind.From, IsNew: before is null, IsNone: false));
    }
}

/// <summary>Loads of registers. Of two at once, on whatever nodes, the database takes one, and the other is decided again.</summary>
public interface IKindLoads
{
    /// <summary>Whether the edition could be loaded; refused with every fault.</summary>
    Task<Outcome<KindChanged>> Preview(RegisterKind kind);

    /// <summary>Loads it; refused if the registers have moved on from the revision that was seen. The same once more is done already.</summary>
    Task<Outcome<KindChanged>> Load(RegisterKind kind, Actor actor, long? seenRevision);
}

/// <summary>What a load does.</summary>
/// <param name="Revision">How the registers stand: after a load, or as a preview found them.</param>
/// <param name="IsNew">There was no such register.</param>
/// <param name="IsNone">This is the edition that there is.</param>
public sealed record KindChanged(long Revision, string Code, DateOnly From, bool IsNew, bool IsNone);
