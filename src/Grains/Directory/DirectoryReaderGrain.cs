using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Journal;

namespace RmsOrleans.Grains.Directory;

/// <summary>Stores acknowledgements; it remembers nothing.</summary>
internal sealed class DirectoryReaderGrain(IDirectoryStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : Grain, IDirectoryReaderGrain
{
    public async Task<Outcome<DirectoryLoaded>> Acknowledge(long revision, Actor actor)
    {
        var authority = this.ReaderCode();
        if (actor.Authority != authority)
            return new Refusal(RefusalReason.Forbidden, $"You act for the authority {actor.Authority}, not for {authority}.");
        if (!actor.Holds(Role.System) && !actor.Holds(Role.Coordinator))
            return new Refusal(RefusalReason.Forbidden, $"This needs the role {Role.System.Name()} or {Role.Coordinator.Name()}.");
        if (revision < 1)
            return BadRevision("A revision is a number from 1 on.");

        try
        {
            var role = actor.Holds(Role.System) ? Role.System : Role.Coordinator;
            var last = await store.Acknowledge(authority, revision, clock.GetUtcNow(), LineActor.Write(actor, role), CancellationToken.None);
            return revision <= last ? new DirectoryLoaded(revision, last) : BadRevision($"The directory has come to revision {last}.");
        }
        catch (StorageAwayException)
        {
            return new Refusal(RefusalReason.StorageAway, "The storage does not answer, so it is not known whether this was done. Ask again.");
        }
    }

    private static Refusal BadRevision(string why) => Refusal.BadInput([new Fault("/revision", why)]);
}
