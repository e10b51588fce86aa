using Microsoft.Extensions.Options;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Silo.Storage;
using RmsOrleans.Silo.Storage.Sqlite;

namespace RmsOrleans.Silo.Start;

/// <summary>What must be so before anything runs: settings in their ranges, the database in hand, its schema up to date.</summary>
internal static class Preparation
{
    public static async Task Prepare(this WebApplication app)
    {
        try
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            await app.Services.GetRequiredService<IDatabase>().Start(app.Lifetime.ApplicationStopping);
        }
        catch (OptionsValidationException settings)
        {
            throw new StartRefusedException(string.Join(" ", settings.Failures), settings);
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
}
