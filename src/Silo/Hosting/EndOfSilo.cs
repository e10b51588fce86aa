namespace RmsOrleans.Silo.Hosting;

/// <summary>
/// Ends the program when the engine cannot go on: of itself it dumps its stack and aborts, also where nothing is wrong with it but that the others
/// have given it up. Nothing is stored first: what it believed may be long past.
/// </summary>
internal sealed class EndOfSilo(IHostApplicationLifetime lifetime) : IFatalErrorHandler
{
    private const int Failed = 1;

    public bool IsUnexpected(Exception exception) => exception is not ThreadAbortException;

    /// <param name="exception">Null where a silo is told that it is dead.</param>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        if (exception is not null)
            Environment.FailFast($"The silo cannot go on: {context}", exception);

        var what = lifetime.ApplicationStarted.IsCancellationRequested ? "RmsOrleans ends" : "RmsOrleans did not start";
        Console.Error.WriteLine($"{what}: the silos of this cluster do not reach it, and have given it up.");
        Environment.Exit(Failed);
    }
}
