using Microsoft.Net.Http.Headers;
using RmsOrleans.Api.Edge;
using RmsOrleans.Desk.Door;

namespace RmsOrleans.Desk.Live;

/// <summary>What happens to a draft, a profile, an entry, a load of declarations or a trial run, for the pages that show it: the events of the API, with the session of the page.</summary>
internal static class LivePages
{
    private const string LastEventId = "Last-Event-ID";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/drafts/{id}/events", (string id, HttpContext context) => Follow(context, $"/drafts/{Uri.EscapeDataString(id)}/events")).IsStream();
        routes.MapGet("/profiles/{number}/events", (string number, HttpContext context) => Follow(context, $"/profiles/{Uri.EscapeDataString(number)}/events")).IsStream();
        routes.MapGet("/entries/{id}/events", (string id, HttpContext context) => Follow(context, $"/entries/{Uri.EscapeDataString(id)}/events")).IsStream();
        routes.MapGet("/declarations/loads/{id}/events", (string id, HttpContext context) => Follow(context, $"/declarations/loads/{Uri.EscapeDataString(id)}/events")).IsStream();
        routes.MapGet("/trials/{id}/events", (string id, HttpContext context) => Follow(context, $"/trial-runs/{Uri.EscapeDataString(id)}/events")).IsStream();
    }

    /// <summary>A browser that is refused does not come again, and the page is as it is without events.</summary>
    private static async Task Follow(HttpContext context, string target)
    {
        var line = context.Request.Query["line"] is [{ } seen] ? $"?line={Uri.EscapeDataString(seen)}" : "";
        var request = new ApiRequest(HttpMethods.Get, $"{target}{line}", DeskLanguage.Of(context.Request))
        {
            Headers = context.Request.Headers[LastEventId] is [{ } last] ? [(LastEventId, last)] : [],
        };
        context.Response.Headers["X-Accel-Buffering"] = "no"; // proxies would hold events back
        if (await context.RequestServices.GetRequiredService<ApiDoor>().Pass(context, request) is not { } refused)
            return;

        context.Response.StatusCode = refused.Status;
        context.Response.ContentType = refused.Headers[HeaderNames.ContentType];
        await context.Response.Body.WriteAsync(refused.Body, context.RequestAborted);
    }
}
