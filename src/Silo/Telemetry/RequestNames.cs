using System.Diagnostics;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>Gives the span of a request the name that the conventions of OpenTelemetry ask for: method and route, without what stands in the path.</summary>
internal sealed class RequestNames : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (HttpContext context, RequestDelegate rest) =>
        {
            await rest(context);
            if (Activity.Current is { IsAllDataRequested: true } request && context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
                request.DisplayName = $"{context.Request.Method} {route}";
        });
        next(app);
    };
}
