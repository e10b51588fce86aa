using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Silo.Settings;

namespace RmsOrleans.Silo.Start;

/// <summary>On SQLite: one line to paste, that submits a sample and shows the number it gets.</summary>
internal sealed class Welcome(IServer server, IConfiguration configuration, IOptions<TokenSettings> tokens, IHostApplicationLifetime lifetime) : IHostedService
{
    private const string Sample = "samples/baltic-regular-zonal-automated-ceramic-tiles.json";
    private static readonly AuthorityCode sampleAuthority = new("10216000");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var sample = Path.Combine(Installation.Repository ?? AppContext.BaseDirectory, Sample);
        var url = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (!string.IsNullOrEmpty(configuration["Storage:Postgres"]) || !tokens.Value.IssuesItself(configuration) || !File.Exists(sample) || url is null)
            return;

        var token = TokenIssuer.Open(configuration).Issue(
            "first-steps", "First Steps", sampleAuthority, null, [Role.Coordinator], TimeSpan.FromHours(12));
        Console.WriteLine(
            $"""

            RmsOrleans is ready. Submit a first draft (the token is good for 12 hours):

            curl -i {url}/api/v1/submissions -H 'Content-Type: application/json' -H 'Authorization: Bearer {token}' --data-binary @'{sample}'

            """);
    }
}
