namespace RmsOrleans.Silo.Start;

/// <summary>What happens between the engine's start and the first request, in this order.</summary>
internal static class StartSteps
{
    public static void AddStart(this WebApplicationBuilder builder)
    {
        builder.Services.AddHostedService<LoadAuthorities>();
        builder.Services.AddHostedService<Welcome>();
    }

    /// <summary>A start that is refused says why in one line and ends with 1; anything else is a surprise and keeps its trace.</summary>
    public static async Task<int> RunToTheEnd(this WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync($"RmsOrleans did not start: {refused.Message}");
            return 1;
        }
    }
}

/// <summary>The program cannot start as it was asked to; the message says what would help.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
