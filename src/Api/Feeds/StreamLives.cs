using Microsoft.Extensions.Options;
using RmsOrleans.Api.Edge;

namespace RmsOrleans.Api.Feeds;

/// <summary>
/// Until when streams of events last: with the program, with the caller, or with the caller's token. Each person or program has so many at a node, so that
/// nobody takes those of all.
/// </summary>
internal sealed class StreamLives(IOptions<LimitSettings> limits, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(AuthorityCode Authority, string Subject), int> open = [];

    public Problem TooMany => Problems.TooManyStreams(limits.Value.StreamsPerCaller);

    /// <summary>One more, until it is disposed of; null if the caller has too many.</summary>
    public StreamLife? Begin(HttpContext context)
    {
        var caller = context.Caller();
        var who = (caller.Actor.Authority, caller.Actor.Subject);
        lock (gate)
        {
            var now = open.GetValueOrDefault(who);
            if (now >= limits.Value.StreamsPerCaller)
                return null;
            open[who] = now + 1;
        }
        var left = caller.Until - clock.GetUtcNow();
        var token = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock);
        return new StreamLife(
            token, CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping, token.Token, caller.Revoked), () => GiveBack(who));
    }

    private void GiveBack((AuthorityCode, string) caller)
    {
        lock (gate)
        {
            if (--open[caller] == 0)
                open.Remove(caller);
        }
    }
}

/// <summary>The life of one stream.</summary>
internal sealed class StreamLife(CancellationTokenSource token, CancellationTokenSource end, Action giveBack) : IDisposable
{
    public CancellationToken End => end.Token;

    /// <summary>Ends in good order: the client has what it has, and comes again with the last id.</summary>
    public async Task Last(Func<CancellationToken, Task> stream)
    {
        try
        {
            await stream(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
        }
    }

    public void Dispose()
    {
        end.Dispose();
        token.Dispose();
        giveBack();
    }
}
