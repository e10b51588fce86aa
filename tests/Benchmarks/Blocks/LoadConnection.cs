using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>
/// One client: a kept connection, one request at a time, without pipelining. It reads only as much of HTTP as it needs, so that the
/// client takes little of the processors that it shares with the server.
/// </summary>
internal sealed class LoadConnection(IPEndPoint server, RequestBytes[] requests, long firstKey) : IDisposable
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];
    private long sent;

    public async Task<LatencyHistogram> Run(Load load)
    {
        if (!socket.Connected)
            await socket.ConnectAsync(server);

        var latencies = new LatencyHistogram();
        while (load.Next())
        {
            var started = Stopwatch.GetTimestamp();
            var request = requests[sent % requests.Length];
            await Send(request.Bytes(firstKey + sent), request.AnswerBegins).WaitAsync(patience);
            sent++;
            latencies.Add(Stopwatch.GetElapsedTime(started));
        }
        return latencies;
    }

    public void Dispose() => socket.Dispose();

    private async Task Send(ReadOnlyMemory<byte> request, byte[] answerBegins)
    {
        while (!request.IsEmpty)
            request = request[await socket.SendAsync(request)..];

        var filled = 0;
        while (!IsWhole(buffer.AsSpan(0, filled)))
        {
            if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * filled);
            var received = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (received == 0)
                throw new BenchmarkFailedException("The server closed the connection instead of answering.");
            filled += received;
        }
        if (!buffer.AsSpan(0, filled).StartsWith(answerBegins))
            throw new BenchmarkFailedException($"This is no {Encoding.ASCII.GetString(answerBegins)}:\n{Encoding.UTF8.GetString(buffer, 0, filled)}");
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var headEnd = answer.IndexOf("\r\n\r\n"u8);
        if (headEnd < 0)
            return false;
        if (answer.StartsWith("HTTP/1.1 304 "u8))
            return true;
        var head = answer[..headEnd];
        var lengthAt = head.IndexOf("Content-Length: "u8);
        if (lengthAt < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        return Utf8Parser.TryParse(head[(lengthAt + 16)..], out int length, out _) && answer.Length >= headEnd + 4 + length;
    }
}
