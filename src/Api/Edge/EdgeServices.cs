using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Edge;

/// <summary>What stands between the network and the routes: docs/edge.md.</summary>
internal static class EdgeServices
{
    /// <summary>How long a client may be slower than it should be.</summary>
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddEdge(this IServiceCollection services)
    {
        services.AddOptions<LimitSettings>().BindConfiguration(LimitSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RateSettings>().BindConfiguration(RateSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<EdgeSettings>().BindConfiguration(EdgeSettings.Section).ValidateDataAnnotations()
            .Validate(TrustedProxies.AreReadable, TrustedProxies.Expected).ValidateOnStart();

        services.AddOptions<KestrelServerOptions>().Configure<IOptions<LimitSettings>>((kestrel, limits) => Apply(limits.Value, kestrel.Limits));
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<EdgeSettings>>((options, settings) => TrustedProxies.Apply(settings.Value, options));
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<RateSettings>>((options, rates) => Rates.Apply(rates.Value, options));

        // Stock layers (hosts, proxies) would stand before ours, where what they refuse gets no problem; UseEdge has them in their places.
        services.RemoveAll<IStartupFilter>();
        services.Configure<HostFilteringOptions>(hosts => hosts.IncludeFailureMessage = false);
        return services.AddSingleton<SecurityHeaders>().AddSingleton(provider => MemoryWithin(provider.GetRequiredService<IOptions<LimitSettings>>().Value));
    }

    /// <summary>The outermost layers.</summary>
    public static void UseEdge(this WebApplication app)
    {
        if (TrustedProxies.AreNamed(app.Services.GetRequiredService<IOptions<EdgeSettings>>().Value))
            app.UseForwardedHeaders();
        app.UseMiddleware<ExceptionHandling>();
        if (app.Configuration["AllowedHosts"] is not (null or "" or "*"))
            app.UseHostFiltering();
        app.UseMiddleware<RequestsInHand>();
    }

    /// <summary>Behind the reading of tokens. Without a rate there is nothing to pass through.</summary>
    public static void UseRates(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<RateSettings>>().Value.SetAny)
            app.UseRateLimiter();
    }

    private static BodyMemory MemoryWithin(LimitSettings limits) => new(limits.BodyMegabytes, limits.BodyTime);

    private static void Apply(LimitSettings settings, KestrelServerLimits server)
    {
        server.MaxRequestBodySize = RequestBody.ServerLimit;
        server.MaxRequestHeadersTotalSize = settings.HeaderBytes;
        server.MaxRequestHeaderCount = settings.Headers;
        server.MaxRequestLineSize = settings.RequestLineBytes;
        server.RequestHeadersTimeout = settings.HeaderTime;
        server.KeepAliveTimeout = settings.KeepAlive;
        server.MinRequestBodyDataRate = new MinDataRate(settings.BytesPerSecond, grace);
        server.MinResponseDataRate = new MinDataRate(settings.BytesPerSecond, grace);
        server.MaxConcurrentConnections = settings.Connections;
    }
}
