using RmsOrleans.Api.ReadLog;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Session;

namespace RmsOrleans.Desk.Http;

/// <summary>Routes of pages, for whoever has signed in.</summary>
internal static class PageRoutes
{
    private static readonly string[] looking = [HttpMethods.Get, HttpMethods.Head];

    public static void Page(this IEndpointRouteBuilder routes, string pattern, Func<DeskRequest, Task<IResult>> show) =>
        routes.MapMethods(pattern, looking, context => Run(context, show));

    /// <summary>What a form of the page is sent to.</summary>
    public static void Form(this IEndpointRouteBuilder routes, string pattern, Func<DeskRequest, Task<IResult>> send) =>
        routes.MapMethods(pattern, [HttpMethods.Post], context => Run(context, send));

    private static async Task Run(HttpContext context, Func<DeskRequest, Task<IResult>> answer)
    {
        var desk = new DeskRequest(context, context.RequestServices.GetRequiredService<ApiDoor>());
        context.Features.Set(desk);
        var reading = new OneReading();
        context.Features.Set(reading);
        // A file is not read here: it goes on as it comes, and after a session that has ended it is chosen anew.
        var isForm = HttpMethods.IsPost(context.Request.Method) && context.Request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) != true;
        if (isForm && await SessionEnded.SignInAgain(desk) is { } refused)
        {
            await refused.ExecuteAsync(context);
            return;
        }
        try
        {
            desk.Viewer = await desk.Get("/me", DeskJson.Default.Viewer);
            var page = await answer(desk);
            if (page is not IShowsNothing && !HttpMethods.IsHead(context.Request.Method))
                await reading.Note(context.RequestServices);
            await page.ExecuteAsync(context);
        }
        catch (ApiRefusedException refusal) when (isForm && refusal.Answer.Status == StatusCodes.Status401Unauthorized && !context.Response.HasStarted)
        {
            await (await SessionEnded.Ask(desk)).ExecuteAsync(context);
        }
    }
}
