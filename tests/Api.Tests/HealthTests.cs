using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using RmsOrleans.Api.Health;
using RmsOrleans.Api.Tests.Stage;

namespace RmsOrleans.Api.Tests;

public sealed class HealthTests(TheProgram program) : IClassFixture<TheProgram>
{
    [Fact]
    public async Task Says_that_the_program_lives_and_is_ready()
    {
        var client = program.As(null);

        Assert.Equal("live", (await client.GetAsync("/health/live").Body(HttpStatusCode.OK)).Text("status"));
        Assert.Equal("ready", (await client.GetAsync("/health/ready").Body(HttpStatusCode.OK)).Text("status"));
    }

    [Fact]
    public async Task Says_what_is_not_well()
    {
        await using var ailing = new AilingProgram();
        var client = ailing.As(null);

        var problem = await client.GetAsync("/health/ready").Body(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("Not well: heart.", problem.Text("detail"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
    }

    private sealed class AilingProgram : TheProgram
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<IReadinessCheck, Heart>());
        }
    }

    private sealed class Heart : IReadinessCheck
    {
        public string Name => "heart";

        public Task Check(CancellationToken cancellation) => throw new InvalidOperationException("It stands still.");
    }
}
