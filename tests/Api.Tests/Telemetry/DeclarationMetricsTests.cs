using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Telemetry;

/// <summary>What is measured of loads, trial runs and checks.</summary>
[Collection(PostgresCollection.Name)]
public sealed class DeclarationMetricsTests(PostgresCluster cluster)
{
    private const string Asked = """
        {"riskArea":{"description":"Tiles","indicators":[{"group":"Goods","field":"commodityCode","operator":"startsWith","values":["6907"]}]},"from":"2026-11-01","to":"2026-11-30"}
        """;

    [Fact]
    public async Task On_SQLite_lines_runs_and_checks_are_counted_by_what_they_come_to()
    {
        await using var program = new TheProgram();
        await AreCounted(program);
    }

    [PostgresFact]
    public async Task On_PostgreSQL_lines_runs_and_checks_are_counted_by_what_they_come_to()
    {
        var database = await cluster.CreateDatabase();
        await using var program = new TheProgram(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
        await AreCounted(program);
    }

    private static async Task AreCounted(TheProgram program)
    {
        using var readings = program.Readings();
        await Load(program, TileDeclarations.Json(1), TileDeclarations.Json(2, items: 3), "no line");
        await Load(program, TileDeclarations.Json(1), TileDeclarations.Json(2, hits: false, items: 3));
        Assert.Equal(["taken 2", "refused 1", "unchanged 1", "conflict 1"], Counted("rms.declarations.lines"));

        Assert.Equal((0, 0), (await Gauge<DeclarationGauges>("rms.declarations.segments"), await Gauge<DeclarationGauges>("rms.declarations.sealed_items")));
        Assert.Equal(1, await program.Services.GetRequiredService<DeclarationSealing>().Seal(1, default));
        Assert.Equal((1, 4), (await Gauge<DeclarationGauges>("rms.declarations.segments"), await Gauge<DeclarationGauges>("rms.declarations.sealed_items")));

        await ARun.Done(program, Ceramics.RmsHead, Asked);
        await Patience.Until("the count of the run", () => Task.FromResult(Counted("rms.trials.ended")), counted => counted.Length > 0); // it is answered a little before
        Assert.Equal(["done 1"], Counted("rms.trials.ended"));
        Assert.Equal(4, Assert.Single(readings.Of("rms.trials.items")).Value);
        Assert.True(Assert.Single(readings.Of("rms.trials.segment_time")).Value > 0);
        Assert.Equal((0, 0), (await Gauge<DeclarationGauges>("rms.trials.running"), await Gauge<DeclarationGauges>("rms.trials.oldest")));
        await program.Services.GetRequiredService<Storage.Databases.IDatabase>().Run(
            (connection, _) => Dapper.SqlMapper.ExecuteAsync(
                connection,
                "insert into trial_runs (id, status, asked_by, subject, name, asked_at, content_hash, question) values ('7', 'Queued', '10216000', 's', 'n', @at, 'h', '{}')",
                new { at = program.Clock.GetUtcNow().AddMinutes(-2).ToUnixTimeMilliseconds() }),
            default);
        Assert.Equal((1, 120), (await Gauge<DeclarationGauges>("rms.trials.running"), await Gauge<DeclarationGauges>("rms.trials.oldest")));

        Assert.Equal((0, 0), (await Gauge<ControlGauges>("rms.checks.undecided_hits"), await Gauge<ControlGauges>("rms.checks.oldest_hit")));
        await AControl.InForce(program, Ceramics.Content);
        await program.Check(3);
        await program.Check(3, expected: HttpStatusCode.OK);
        await program.Check(4, hits: false);
        using (var other = await program.As(AControl.Inspector).Post(AControl.Checks, AControl.Body(3, hits: false)))
            Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        Assert.Equal(["hit 1", "repeated 1", "clear 1", "refused 1"], Counted("rms.checks"));
        Assert.Equal((1, 2), (readings.Of("rms.checks.hits").Sum(reading => reading.Value), readings.Of("rms.checks.computing_time").Count));
        program.Clock.Turn(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 60), (await Gauge<ControlGauges>("rms.checks.undecided_hits"), await Gauge<ControlGauges>("rms.checks.oldest_hit")));

        string[] Counted(string counter) => [.. readings.Of(counter).Select(reading => $"{reading.Tag} {reading.Value}")];

        async Task<double> Gauge<T>(string name) where T : IMeasurement
        {
            await program.Measure<T>();
            return readings.Now(name)[""];
        }
    }

    private static async Task Load(TheProgram program, params string[] lines)
    {
        using var content = new StringContent(string.Join('\n', lines), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/x-ndjson"));
        using var answer = await program.As(Officials.Operator).PostAsync("/api/v1/declarations/loads", content);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }
}
