using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace RmsOrleans.Tests;

/// <summary>A server of our own, on a free port of the loopback, that takes what is posted to it.</summary>
internal static class Loopback
{
    public static async Task<WebApplication> Serve(string route, RequestDelegate take, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureEndpointDefaults(endpoint => endpoint.Protocols = protocols));
        var app = builder.Build();
        app.MapPost(route, take);
        await app.StartAsync();
        return app;
    }
}
