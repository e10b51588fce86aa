using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>What a proxy does with the connections that it carries.</summary>
internal enum Cut
{
    Nothing,

    /// <summary>The server gets what is sent and answers; the answer is lost with the connection.</summary>
    Answer,

    /// <summary>What is sent next does not reach the server, and the connection is lost.</summary>
    Question,
}

/// <summary>Stands between a node and PostgreSQL and loses a connection at a chosen moment.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly string host;
    private readonly int port;
    private readonly Task accepting;
    private volatile Cut cut;

    public CuttingProxy(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        (host, port) = (server.Host!, server.Port);
        listener.Start();
        (server.Host, server.Port) = ("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        server.SslMode = SslMode.Disable;
        ConnectionString = server.ToString();
        accepting = Accept();
    }

    public string ConnectionString { get; }

    /// <summary>From now on, for the next connection that speaks.</summary>
    public void CutNext(Cut what) => cut = what;

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        closing.Dispose();
    }

    private async Task Accept()
    {
        var carried = new List<Task>();
        try
        {
            while (true)
                carried.Add(Carry(await listener.AcceptTcpClientAsync(closing.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carried);
        }
    }

    private async Task Carry(TcpClient node)
    {
        using var _ = node;
        using var server = new TcpClient();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(closing.Token);
        try
        {
            await server.ConnectAsync(host, port, lost.Token);
            await Task.WhenAny(
                Copy(node.GetStream(), server.GetStream(), Cut.Question, lost.Token),
                Copy(server.GetStream(), node.GetStream(), Cut.Answer, lost.Token));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
        finally
        {
            await lost.CancelAsync();
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to, Cut here, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, cancellation) is > 0 and var length)
            {
                if (cut == here)
                {
                    cut = Cut.Nothing;
                    return;
                }
                await to.WriteAsync(buffer.AsMemory(0, length), cancellation);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // One side is gone; so is the other.
        }
    }
}
