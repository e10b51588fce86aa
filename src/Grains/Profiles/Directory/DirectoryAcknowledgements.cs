using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Profiles;

internal sealed class DirectoryAcknowledgements(IDirectoryStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock) : IDirectoryAcknowledgements
{
    public Task<Outcome<DirectoryLoaded>> Acknowledge(AuthorityCode authority, long revision, Actor actor)
    {
        ImmutableArray<ValidationError> errors = revision < 1 ? [At(new("A revision is a number from 1 on.", "Номер редакции – целое число, начиная с 1."))] : [];
        return Notes.Write<DirectoryLoaded>(Operation.AcknowledgeDirectory, authority, actor, errors, async by =>
        {
            var last = await store.Acknowledge(authority, revision, clock.GetUtcNow(), by, CancellationToken.None);
            return revision <= last
                ? new DirectoryLoaded(revision, last)
                : Refusal.BadInput([At(new($"The directory has come to revision {last}.", $"Последняя редакция справочника – {last}."))]);
        });
    }

    private static ValidationError At(Phrase why) => new("/revision", why);
}
