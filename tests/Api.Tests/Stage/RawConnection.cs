using System.Globalization;
using System.Net.Sockets;
using System.Text;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>A connection without the manners of an HTTP client: it can stop in the middle, or read before it has sent everything.</summary>
internal sealed class RawConnection : IAsyncDisposable
{
    private readonly TcpClient client = new();
    private readonly StringBuilder received = new();

    private NetworkStream Stream { get; set; } = null!;

    public static async Task<RawConnection> Open(TheProgram program)
    {
        var address = program.CreateClient().BaseAddress!;
        var connection = new RawConnection();
        await connection.client.ConnectAsync(address.Host, address.Port);
        connection.Stream = connection.client.GetStream();
        return connection;
    }

    public Task Begin(string path, string token, string contentType, int length) => Send(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: {contentType}\r\nContent-Length: {length}\r\n\r\n");

    public Task BeginChunked(string path, string token, string contentType) => Send(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\n\r\n");

    public Task SendChunk(string text) =>
        Send(string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n"));

    public async Task Send(string text) => await Stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    public void EndSending() => client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>All that has come so far, once <paramref name="end"/> has come after <paramref name="after"/>.</summary>
    public async Task<string> ReadUntil(string end, string after)
    {
        using var limit = new CancellationTokenSource(Patience.Longest);
        var buffer = new byte[4096];
        while (true)
        {
            var text = received.ToString();
            var at = text.IndexOf(after, StringComparison.Ordinal);
            if (at >= 0 && text.IndexOf(end, at, StringComparison.Ordinal) >= 0)
                return text;

            var read = await Stream.ReadAsync(buffer, limit.Token);
            if (read == 0)
                throw new IOException($"The connection ended after: {text}");
            received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
    }

    /// <summary>Everything until the server closes; a reset is an end as well.</summary>
    public async Task<string> ReadToEnd()
    {
        using var limit = new CancellationTokenSource(Patience.Longest);
        var buffer = new byte[4096];
        try
        {
            while (await Stream.ReadAsync(buffer, limit.Token) is > 0 and var read)
                received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (IOException)
        {
            // The server hung up on us.
        }
        return received.ToString();
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
