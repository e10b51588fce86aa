using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>A server of the tests' own, on a free port of the loopback.</summary>
internal static class Loopback
{
    public static async Task<WebApplication> Serve(string route, RequestDelegate take)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapPost(route, take);
        await app.StartAsync();
        return app;
    }
}
