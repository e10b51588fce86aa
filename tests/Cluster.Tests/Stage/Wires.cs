using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>
/// All that silos say to each other goes through here: each advertises a port of these, and listens on one that only this knows. So one of them
/// can be cut off from the others, which then neither hear it nor are told that it is gone; the database both sides still reach.
/// </summary>
internal sealed class Wires : IAsyncDisposable
{
    private readonly Wire[] wires;
    private readonly ConcurrentBag<Task> running = [];
    private readonly CancellationTokenSource end = new();
    private volatile Cutting? cut;

    public Wires(int nodes)
    {
        wires = [.. Enumerable.Range(0, nodes).Select(node => new Wire(node))];
        foreach (var wire in wires)
            running.Add(Accept(wire));
    }

    /// <summary>The settings of a silo, also when it is started again.</summary>
    public string[] PortsOf(int node) => ["--Orleans:SiloPort", $"{wires[node].Port}", "--Orleans:ListenPort", $"{wires[node].Behind}"];

    /// <summary>By which the others know it.</summary>
    public int PortOf(int node) => wires[node].Port;

    /// <summary>From now on nothing goes to or from it; what is under way waits, as on a network that drops packets.</summary>
    public void Cut(int node) => cut = new Cutting(node);

    /// <summary>What waited goes on.</summary>
    public void Mend()
    {
        var (mended, _) = (cut, cut = null);
        mended?.Over.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        Mend();
        await end.CancelAsync();
        foreach (var wire in wires)
            wire.Dispose();
        await Task.WhenAll(running);
        end.Dispose();
    }

    private async Task Accept(Wire wire)
    {
        try
        {
            while (true)
                running.Add(Carry(wire, await wire.Listener.AcceptSocketAsync(end.Token)));
        }
        catch (Exception) when (end.IsCancellationRequested)
        {
            // Between two callers the listener is gone before the end is seen.
        }
    }

    private async Task Carry(Wire wire, Socket caller)
    {
        using var called = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (caller)
        {
            try
            {
                caller.NoDelay = true;
                var from = SourceOf(caller, wire);
                await MayPass(from, wire.Node);
                await called.ConnectAsync(IPAddress.Loopback, wire.Behind, end.Token);
                await Task.WhenAny(Pump(caller, called, from, wire.Node), Pump(called, caller, from, wire.Node));
            }
            catch (Exception gone) when (gone is SocketException or OperationCanceledException)
            {
                // Nobody listens, or one of them has closed it: then it ends for the other too.
            }
        }
    }

    private async Task Pump(Socket from, Socket to, int? caller, int called)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, end.Token) is > 0 and var count)
            {
                await MayPass(caller, called);
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), end.Token);
            }
        }
        catch (Exception gone) when (gone is SocketException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private async Task MayPass(int? caller, int called)
    {
        while (cut is { } here && (here.Node == caller || here.Node == called))
            await here.Over.Task.WaitAsync(end.Token);
    }

    /// <summary>Silos do not say where they call from, but each has its port in its command line.</summary>
    private int? SourceOf(Socket caller, Wire wire)
    {
        var from = ((IPEndPoint)caller.RemoteEndPoint!).Port;
        foreach (var process in Directory.GetDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)))
        {
            try
            {
                var line = File.ReadAllText($"/proc/{process}/cmdline");
                if (Array.Find(wires, each => line.Contains($"--Orleans:ListenPort\0{each.Behind}\0", StringComparison.Ordinal)) is { } source
                    && Sockets.HasConnection(int.Parse(process!, null), from, wire.Port))
                    return source.Node;
            }
            catch (Exception ended) when (ended is IOException or UnauthorizedAccessException)
            {
                // The process has ended meanwhile.
            }
        }
        return null;
    }

    private sealed record Cutting(int Node)
    {
        public TaskCompletionSource Over { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>What is advertised for a node, and what it listens on behind it.</summary>
    private sealed class Wire : IDisposable
    {
        public Wire(int node)
        {
            Node = node;
            Listener.Start();
        }

        public int Node { get; }

        public TcpListener Listener { get; } = new(IPAddress.Loopback, 0);

        public int Port => ((IPEndPoint)Listener.LocalEndpoint).Port;

        public int Behind { get; } = LoopbackPort.Reserve();

        public void Dispose() => Listener.Dispose();
    }
}
