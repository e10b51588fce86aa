using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Api.Tests.Stage;

namespace RmsOrleans.Api.Tests.Tokens;

public sealed class TokenLogTests(TheProgram program) : IClassFixture<TheProgram>
{
    [Fact]
    public async Task Says_nothing_of_a_wrong_token()
    {
        var entries = new Entries();
        program.Services.GetRequiredService<ILoggerFactory>().AddProvider(entries);

        var response = await program.As(null).SendAsync(Wire.Request(HttpMethod.Get, Wire.Drafts, null, "Authorization: Bearer a.b.c"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(entries.Written);
    }

    /// <summary>Keeps what would be logged of tokens, by the filters of the program.</summary>
    private sealed class Entries : ILoggerProvider
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
                written.Enqueue($"{logLevel} {category}: {formatter(state, exception)}");
        }
    }
}
