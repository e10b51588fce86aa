using Microsoft.Extensions.Options;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Declarations;

namespace RmsOrleans.Silo.Start;

/// <summary>What must be so before anything runs: settings in their ranges, the database in hand, its schema up to date, the keys to read tokens and to draw with.</summary>
internal static class Preparation
{
    public static async Task Prepare(this WebApplication app)
    {
        app.Services.GetService<IStartupValidator>()?.Validate();
        try
        {
            await app.Services.GetRequiredService<IDatabase>().Start(app.Lifetime.ApplicationStopping);
            if (app.Services.GetRequiredService<IOptions<TokenSettings>>().Value.IssuesItself(app.Configuration))
                app.Services.GetRequiredService<TokenKeys>();
            app.Services.GetRequiredService<SelectionKey>();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            var folder = app.Services.GetRequiredService<DataFolder>();
            throw new StartRefusedException($"the data folder {folder.Path} cannot be used: {failure.Message}", failure);
        }
    }
}
