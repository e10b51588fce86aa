namespace RmsOrleans.Api.Http;

internal static class ReadRoutes
{
    private static readonly string[] methods = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointConventionBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler) =>
        routes.MapMethods(pattern, methods, handler);
}
