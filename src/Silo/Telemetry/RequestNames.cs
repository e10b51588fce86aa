using System.Diagnostics;

namespace RmsOrleans.Silo.Telemetry;

/// <summary>Gives the span of a request the name that the conventions of OpenTelemetry ask for: method and route, without what stands in the path.</summary>
internal sealed class RequestNames : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(rest => context =>
            Activity.Current is { IsAllDataRequested: true } request ? Name(request, context, rest(context)) : rest(context));
        next(app);
    };

    /// <summary>Only of a request whose trace is kept: the others are not kept waiting for one task more.</summary>
    private static async Task Name(Activity request, HttpContext context, Task answered)
    {
        await answered;
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
            request.DisplayName = $"{context.Request.Method} {route}";
    }
}
