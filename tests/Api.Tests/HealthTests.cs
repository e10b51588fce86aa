using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RmsOrleans.Api.Health;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

public sealed class HealthTests(TheProgram program) : IClassFixture<TheProgram>
{
    [Fact]
    public async Task Says_that_the_program_lives_and_that_all_it_needs_is_well()
    {
        var client = program.As(null);

        Assert.Equal("live", (await client.GetAsync("/health/live").Body(HttpStatusCode.OK)).Text("status"));
        var ready = await client.GetAsync("/health/ready").Body(HttpStatusCode.OK);
        Assert.Equal("ready", ready.Text("status"));
        Assert.Equal(["grains: well", "running: well", "schema: well", "segments: well", "silo: well", "storage: well", "writes: well"], Checks(ready).Order());
    }

    [Fact]
    public async Task Says_what_is_not_well_and_gives_no_secret_away()
    {
        await using var ailing = new AilingProgram();
        var client = ailing.As(null);

        var problem = await client.GetAsync("/health/ready").Body(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("Not well: heart, lungs.", problem.Text("detail"));
        Assert.Equal(
            ["grains: well", "heart: It failed; log event 4002 says how.", "lungs: The database does not answer.", "running: well", "schema: well", "segments: well", "silo: well", "storage: well", "writes: well"],
            Checks(problem).Order());
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    [Fact]
    public async Task Names_the_scripts_that_the_schema_lacks_and_lets_it_be_newer()
    {
        await using var behind = new TheProgram();
        var database = behind.Services.GetRequiredService<IDatabase>();
        await Run("insert into schema_scripts (name, hash, applied_at) values ('9999-of-a-newer-version', '', 0)");
        await behind.As(null).GetAsync("/health/ready").Body(HttpStatusCode.OK);

        await Run("delete from schema_scripts where name like '0003-%'");

        Assert.Contains(
            "schema: The database has not been upgraded to this version of the program yet (0003-profiles).",
            Checks(await behind.As(null).GetAsync("/health/ready").Body(HttpStatusCode.ServiceUnavailable)));

        Task Run(string sql) => database.Run((connection, _) => connection.ExecuteAsync(sql), CancellationToken.None);
    }

    [Fact]
    public async Task A_program_that_is_stopping_is_not_ready()
    {
        await using var stopping = new TheProgram();
        var readiness = stopping.Services.GetRequiredService<Readiness>();

        stopping.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.Contains(("running", false, "The program is stopping: it ends what it has in hand."), (await readiness.Check(default)).Select(entry => (entry.Name, entry.Well, entry.Reason?.InEnglish() ?? "")));
    }

    private static IEnumerable<string> Checks(JsonNode answer) => answer["checks"]!.AsArray().Select(check =>
        $"{check!.Text("name")}: {(check!["well"]!.GetValue<bool>() ? "well" : check!.Text("reason"))}");

    private sealed class AilingProgram : TheProgram
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services
                .AddSingleton<IReadinessCheck>(new Organ("heart", new InvalidOperationException("Host=db;Password=secret")))
                .AddSingleton<IReadinessCheck>(new Organ("lungs", new StorageUnavailableException("10.1.2.3 refuses rms_program"))));
        }
    }

    private sealed class Organ(string name, Exception error) : IReadinessCheck
    {
        public string Name => name;

        public Task<Phrase?> Check(CancellationToken cancellation) => throw error;
    }
}
