using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

public sealed class CertificateRoundsTests
{
    [Fact]
    public async Task A_round_finds_a_serial_that_has_gone()
    {
        await using var program = new TheProgram();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => program.As(Ceramics.Coordinator).Submit()));
        var entries = new Entries();
        using var rounds = ActivatorUtilities.CreateInstance<CertificateRounds>(program.Services, TimeProvider.System, entries);

        Assert.Equal(0, await rounds.Round(default));
        Assert.Empty(entries.Ids);

        await program.Services.GetRequiredService<IDatabase>().Run(
            (connection, _) => connection.ExecuteAsync("drop trigger registrations_stay; delete from registrations where serial = 2"), CancellationToken.None);

        Assert.Equal(1, await rounds.Round(default));
        Assert.Equal([3007], entries.Ids);
    }

    [Fact]
    public async Task What_a_round_found_is_shown_with_its_age()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var clock = new HandClock(DateTimeOffset.UnixEpoch);
        var gauges = ActivatorUtilities.CreateInstance<CertificateGauges>(services, clock);
        using var readings = new Readings(services.GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>());
        Assert.Empty(readings.Now("rms.certificates.faulty"));

        gauges.RoundEnded(faulty: 2);
        clock.Turn(TimeSpan.FromMinutes(7));

        Assert.Equal(2, readings.Now("rms.certificates.faulty")[""]);
        Assert.Equal(420, readings.Now("rms.certificates.age")[""]);
    }

    private sealed class Entries : ILogger<CertificateRounds>
    {
        public List<int> Ids { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Ids.Add(eventId.Id);
    }
}
