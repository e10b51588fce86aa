using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Edge;

/// <summary>Turns away what goes beyond the limit before anything is read or remembered of it, rather than let all of them wait.</summary>
internal sealed class RequestsInHand(RequestDelegate next, IOptions<LimitSettings> limits)
{
    private readonly Count requests = new(limits.Value.Requests);
    private readonly Count streams = new(limits.Value.Streams);

    public Task InvokeAsync(HttpContext context)
    {
        var limit = RequestLimit.Of(context);
        if (limit == RequestLimit.None)
            return next(context);
        return Answer(context, limit == RequestLimit.Streams ? streams : requests);
    }

    private async Task Answer(HttpContext context, Count inHand)
    {
        try
        {
            if (Interlocked.Increment(ref inHand.Now) > inHand.Most)
                await context.Answer(Problems.Overloaded);
            else
                await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref inHand.Now);
        }
    }

    private sealed class Count(int most)
    {
        public readonly int Most = most;
        public int Now;
    }
}

/// <summary>Routes of other surfaces of the program that last as long as their client listens.</summary>
public static class StreamRoutes
{
    public static void IsStream(this IEndpointConventionBuilder route) => route.WithMetadata(RequestLimit.Streams);
}

/// <summary>Which limit an endpoint falls under; without it that of ordinary requests.</summary>
internal sealed class RequestLimit
{
    /// <summary>It lasts as long as its client listens.</summary>
    public static readonly RequestLimit Streams = new();

    /// <summary>Asked by whoever watches over the node, also when it has too much to do.</summary>
    public static readonly RequestLimit None = new();

    private RequestLimit()
    {
    }

    public static RequestLimit? Of(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<RequestLimit>();
}
