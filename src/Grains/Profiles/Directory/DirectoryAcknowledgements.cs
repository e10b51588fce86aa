using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Profiles;

internal sealed class DirectoryAcknowledgements(IDirectoryStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IDirectoryAcknowledgements
{
    public async Task<Outcome<DirectoryLoaded>> Acknowledge(AuthorityCode authority, long revision, Actor actor)
    {
        var permission = PermissionTable.Of(Operation.AcknowledgeDirectory);
        if (permission.Refuse(actor, authority) is { } refusal)
            return refusal;
        if (revision < 1)
            return BadRevision(new("A revision is a number from 1 on.", "Номер редакции – целое число, начиная с 1."));

        try
        {
            var last = await store.Acknowledge(authority, revision, clock.GetUtcNow(), LineActor.Write(actor, permission.RoleOf(actor)), CancellationToken.None);
            return revision <= last ? new DirectoryLoaded(revision, last) : BadRevision(new($"The directory has come to revision {last}.", $"Последняя редакция справочника – {last}."));
        }
        catch (StorageUnavailableException)
        {
            return Refusal.OutcomeUnknownWithoutKey;
        }
    }

    private static Refusal BadRevision(Phrase why) => Refusal.BadInput([new ValidationError("/revision", why)]);
}
