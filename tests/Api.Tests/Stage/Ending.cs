using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>
/// Tells when a program has given up all that it held. The program disposes of its services, and so does the factory that holds it for the
/// test; the one that comes second finds that done and does not wait for the first. Logs are made before the database and so disposed of after it.
/// </summary>
internal sealed class Ending : ILoggerProvider
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task HasCome => ended.Task;

    public ILogger CreateLogger(string categoryName) => NullLogger.Instance;

    public void Dispose() => ended.TrySetResult();
}
