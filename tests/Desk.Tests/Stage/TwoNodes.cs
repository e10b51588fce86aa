using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;

namespace RmsOrleans.Desk.Tests.Stage;

/// <summary>A provider, and two programs that share nothing but the file of the key.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    private readonly string keys = System.IO.Directory.CreateTempSubdirectory("rms-keys-").FullName;

    internal AnOpenIdProvider Provider { get; private set; } = null!;

    internal TheProgram[] Nodes { get; private set; } = [];

    internal string KeyFile => Path.Combine(keys, "token-key");

    internal TheProgram First => Nodes[0];

    public async Task InitializeAsync()
    {
        Provider = await AnOpenIdProvider.Start(Stage.Browser.Desk);
        Nodes = [Node(), Node()];
    }

    public async Task DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        await Provider.DisposeAsync();
        System.IO.Directory.Delete(keys, recursive: true);
    }

    internal TheProgram Node(params (string Name, string Value)[] but) => new(
    [
        ("Authentication:Authority", Provider.Address), ("Authentication:Audience", AnOpenIdProvider.Audience), ("Authentication:BuiltInIssuer", "false"),
        ("Authentication:Claims:Authority", "customs_code"), ("Authentication:Roles:rms-koordinator", "coordinator"), ("Authentication:ClockSkew", "00:00:00"),
        ("Authentication:KeyFile", KeyFile), ("Authentication:SignIn:ClientId", AnOpenIdProvider.Client), ("Authentication:SignIn:ClientSecret", AnOpenIdProvider.Secret),
        ("Edge:Proxies", "127.0.0.1"), .. but,
    ]);

    /// <summary>Somebody's browser, with somebody before it.</summary>
    internal Browser Browser(Person? who = null, string language = "en")
    {
        Provider.Who = who ?? new();
        (Provider.Denies, Provider.IsAway) = (null, false);
        return new Browser([.. Nodes.Select(node => node.ClientOptions.BaseAddress)], language);
    }

    internal T Of<T>(int node) where T : notnull => Nodes[node].Services.GetRequiredService<T>();
}
