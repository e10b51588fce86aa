using System.Collections.Concurrent;
using System.Net.Sockets;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>
/// Sends each request to a node that is up and has few in hand, so that one that stands still does not hold everybody. No answer in time is a
/// failure like a lost connection.
/// </summary>
/// <param name="rest">Before each request.</param>
internal sealed class Balancer(Nodes nodes, TimeSpan rest) : DelegatingHandler(new SocketsHttpHandler { ConnectTimeout = patience })
{
    /// <summary>Longer than a node waits for its storage before it answers 503.</summary>
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<RunningProgram, int> inHand = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(rest, cancellationToken);
        var program = await Choose();
        inHand.AddOrUpdate(program, 1, (_, count) => count + 1);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            request.RequestUri = new Uri(program.Address, request.RequestUri!.PathAndQuery);
            var answer = await base.SendAsync(request, limit.Token);
            await answer.Content.LoadIntoBufferAsync(limit.Token);
            return answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException("No answer came in time.");
        }
        catch (SocketException lost)
        {
            // The client of .NET asks a new connection for its other end, and lets this out where it is gone already.
            throw new HttpRequestException("The connection was lost as soon as it was made.", lost);
        }
        finally
        {
            inHand.AddOrUpdate(program, 0, (_, count) => count - 1);
        }
    }

    /// <summary>The less busy of the two whose turn it is.</summary>
    private async Task<RunningProgram> Choose()
    {
        var (one, other) = (await nodes.Next(), await nodes.Next());
        return inHand.GetValueOrDefault(other) < inHand.GetValueOrDefault(one) ? other : one;
    }
}
