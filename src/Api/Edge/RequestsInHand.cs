using Microsoft.Extensions.Options;

namespace RmsOrleans.Api.Edge;

/// <summary>Turns away what goes beyond the limit before anything is read or remembered of it, rather than let all of them wait.</summary>
internal sealed class RequestsInHand(RequestDelegate next, IOptions<LimitSettings> limits)
{
    private readonly Count requests = new(limits.Value.Requests);
    private readonly Count streams = new(limits.Value.Streams);

    public Task InvokeAsync(HttpContext context)
    {
        var share = Share.Of(context);
        if (share == Share.OfNobody)
            return next(context);
        return Answer(context, share == Share.OfStreams ? streams : requests);
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
