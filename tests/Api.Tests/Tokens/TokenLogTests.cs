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
        var log = new KeptLog();
        program.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);

        var response = await program.As(null).SendAsync(Wire.Request(HttpMethod.Get, Wire.Drafts, null, "Authorization: Bearer a.b.c"));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(log.Written);
    }
}
