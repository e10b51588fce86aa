using RmsOrleans.Grains.Journal;
using RmsOrleans.Silo.Storage;
using RmsOrleans.Silo.Storage.Sqlite;

namespace RmsOrleans.Silo.Start;

/// <summary>The first step of a start: takes hold of the database and brings its schema up to date.</summary>
internal sealed class OpenStorage(IDatabase database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.Start(cancellationToken);
        }
        catch (Exception refused) when (refused is FolderInUseException or SchemaException)
        {
            throw new StartRefusedException(refused.Message, refused);
        }
        catch (StorageAwayException away)
        {
            throw new StartRefusedException($"the database does not answer: {away.InnerException?.Message ?? away.Message}", away);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
