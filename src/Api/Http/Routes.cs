namespace RmsOrleans.Api.Http;

/// <summary>Routes whose handlers return what to answer. They read requests themselves: what the framework binds, it also refuses in its own words.</summary>
internal static class Routes
{
    private static readonly string[] reading = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointConventionBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Func<HttpContext, Task<IResult>> handler) =>
        routes.MapMethods(pattern, reading, Answering(handler));

    public static IEndpointConventionBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Func<HttpContext, IResult> handler) =>
        routes.MapMethods(pattern, reading, context => handler(context).ExecuteAsync(context));

    /// <summary>For one that answers by itself.</summary>
    public static IEndpointConventionBuilder MapReading(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, reading, handler);

    public static IEndpointConventionBuilder Map(this IEndpointRouteBuilder routes, string method, string pattern, Func<HttpContext, Task<IResult>> handler) =>
        routes.MapMethods(pattern, [method], Answering(handler));

    private static RequestDelegate Answering(Func<HttpContext, Task<IResult>> handler) =>
        async context => await (await handler(context)).ExecuteAsync(context);
}
