using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>When one node answered what.</summary>
internal sealed class Pace() : DelegatingHandler(new SocketsHttpHandler { MaxConnectionsPerServer = 256 })
{
    private readonly ConcurrentQueue<(TimeSpan At, HttpStatusCode Status)> answers = [];

    /// <summary>What the times of all paces count from.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>The longest time without a submission done, from then until now.</summary>
    public TimeSpan LongestPause(TimeSpan from)
    {
        var done = Done(from);
        return done.Prepend(from).Zip(done.Append(Now), (before, after) => after - before).Max();
    }

    /// <summary>Waits until so many submissions have been done since then.</summary>
    public Task HasDone(int count, TimeSpan from) => Patience.Until($"{count} submissions to be done", () => Task.FromResult(Done(from).Count), done => done >= count);

    public int TurnedAway(TimeSpan from) => Since(from).Count(answer => answer.Status == HttpStatusCode.ServiceUnavailable);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        answers.Enqueue((Now, answer.StatusCode));
        return answer;
    }

    private List<TimeSpan> Done(TimeSpan from) =>
        [.. Since(from).Where(answer => answer.Status is HttpStatusCode.Created or HttpStatusCode.OK).Select(answer => answer.At)];

    private List<(TimeSpan At, HttpStatusCode Status)> Since(TimeSpan from) => [.. answers.Where(answer => answer.At > from)];
}
