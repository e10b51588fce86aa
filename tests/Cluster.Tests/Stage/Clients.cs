using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>Officials who ask a running program, by tokens of the key in its data folder.</summary>
internal static class Clients
{
    public static HttpClient Client(this RunningProgram program, AuthorityCode authority, params Role[] roles) =>
        program.Client(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }, authority, roles);

    public static HttpClient Client(this RunningProgram program, HttpMessageHandler handler, AuthorityCode authority, params Role[] roles)
    {
        var client = new HttpClient(handler) { BaseAddress = program.Address };
        client.DefaultRequestHeaders.Authorization = new Credentials(authority, null, roles).Token(program.Folder);
        return client;
    }
}
