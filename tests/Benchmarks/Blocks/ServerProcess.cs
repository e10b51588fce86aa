using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>A server as a process of its own, on a free port of the loopback interface; it ends with this object.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;
    private static readonly TimeSpan startWithin = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan stopWithin = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();

    private ServerProcess(string program, string[] arguments, int port)
    {
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
        Program = program;
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [program, .. arguments, "--urls", Address.ToString().TrimEnd('/')])
            {
                // As when it is installed: beside its settings.
                WorkingDirectory = Path.GetDirectoryName(program),
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public IPEndPoint EndPoint { get; }

    public Uri Address => new($"http://{EndPoint}");

    /// <summary>The path of its main assembly.</summary>
    public string Program { get; }

    public int Id => process.Id;

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<ServerProcess> Start(string program, params string[] arguments)
    {
        var server = new ServerProcess(program, arguments, LoopbackPort.Reserve());
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        try
        {
            await server.BeReady();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGSTOP: it keeps all that it has and does nothing, so that another can be measured.</summary>
    public void Freeze() => Signal(process.Id, Stop);

    /// <summary>SIGCONT.</summary>
    public void GoOn() => Signal(process.Id, Continue);

    /// <summary>Working set now and at its highest, in bytes.</summary>
    public (long Now, long Peak) WorkingSet()
    {
        process.Refresh();
        return (process.WorkingSet64, process.PeakWorkingSet64);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.StandardInput.Close();
            Signal(process.Id, Terminate);
            GoOn();
            using var late = new CancellationTokenSource(stopWithin);
            try
            {
                await process.WaitForExitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }
        process.Dispose();
    }

    private async Task BeReady()
    {
        using var http = new HttpClient { BaseAddress = Address };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < startWithin && !process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }
            await Task.Delay(50);
        }
        throw new BenchmarkFailedException($"{Path.GetFileName(Program)} did not get ready:\n{string.Join('\n', output)}");
    }

    private void Keep(string? line)
    {
        if (line is null)
            return;
        output.Enqueue(line);
        if (output.Count > 100)
            output.TryDequeue(out _);
    }

    private static void Signal(int process, int signal) => _ = Kill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
