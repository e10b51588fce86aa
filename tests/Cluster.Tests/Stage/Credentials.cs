using System.Net.Http.Headers;
using Microsoft.Extensions.Configuration;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>An official of an authority, or all of them in one person.</summary>
internal sealed record Credentials(AuthorityCode Authority, string? Unit, params Role[] Roles)
{
    public string Subject => $"{Authority}/test";

    /// <summary>A token by the key in the program's data folder.</summary>
    public AuthenticationHeaderValue Token(string folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Data:Folder", folder)]).Build();
        return new("Bearer", TokenIssuer.Open(configuration).Issue(Subject, "Test Official", Authority, Unit, Roles, TimeSpan.FromHours(6)));
    }
}
