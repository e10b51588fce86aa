using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>What a program logs, by its own filters.</summary>
internal sealed class KeptLog : ILoggerProvider
{
    public ConcurrentQueue<string> Written { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Written);

    public void Dispose()
    {
    }

    private sealed class Logger(string category, ConcurrentQueue<string> written) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            written.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception}");
    }
}
