using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Profiles;

/// <summary>Stores acknowledgements; it remembers nothing.</summary>
internal sealed class DirectoryReaderGrain(IDirectoryStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : Grain, IDirectoryReaderGrain
{
    public async Task<Outcome<DirectoryLoaded>> Acknowledge(long revision, Actor actor)
    {
        var authority = this.ReaderCode();
        var right = RightsTable.Of(Operation.AcknowledgeDirectory);
        if (right.Refuse(actor, authority) is { } refusal)
            return refusal;
        if (revision < 1)
            return BadRevision("A revision is a number from 1 on.");

        try
        {
            var last = await store.Acknowledge(authority, revision, clock.GetUtcNow(), LineActor.Write(actor, right.RoleOf(actor)), CancellationToken.None);
            return revision <= last ? new DirectoryLoaded(revision, last) : BadRevision($"The directory has come to revision {last}.");
        }
        catch (StorageUnavailableException)
        {
            return new Refusal(RefusalReason.StorageUnavailable, "The storage does not answer, so it is not known whether this was done. Ask again.");
        }
    }

    private static Refusal BadRevision(string why) => Refusal.BadInput([new ValidationError("/revision", why)]);
}
