using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>The real program as a process of its own, on a port of its own; killed with this object if it still runs.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<RunningProgram, bool> running = new();

    private readonly Process process;
    private readonly string folder;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A test that was given up does not come to dispose of it.</summary>
    static RunningProgram() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in running.Keys)
            left.process.Kill();
    };

    private RunningProgram(string folder, string[] settings)
    {
        this.folder = folder;
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [CommandRun.Program, "--data", folder, "--urls", "http://127.0.0.1:0", .. settings])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
                Environment = { ["Authentication__BuiltInIssuer"] = "true" }, // also on PostgreSQL
            },
            EnableRaisingEvents = true,
        };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => started.TrySetException(new InvalidOperationException($"The program ended:\n{Output}"));
    }

    public Uri Address { get; private set; } = null!;

    public string Output => string.Join('\n', output);

    public int ProcessId => process.Id;

    public int ExitCode => process.ExitCode;

    /// <summary>Starts it and waits until it has started; throws with its output if it ends instead.</summary>
    public static async Task<RunningProgram> Start(string folder, params string[] settings)
    {
        var program = Launch(folder, settings);
        try
        {
            await program.started.Task.WaitAsync(Patience.Longest);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits until it has ended by itself.</summary>
    public static async Task<RunningProgram> RunToTheEnd(string folder, params string[] settings)
    {
        var program = Launch(folder, settings);
        try
        {
            await program.process.WaitForExitAsync().WaitAsync(Patience.Longest);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL: no last word.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator stops it; waits for the end.</summary>
    public async Task Stop()
    {
        await Signal("TERM");
        await process.WaitForExitAsync().WaitAsync(Patience.Longest);
    }

    /// <summary>Waits until it ends by itself.</summary>
    public Task HasEnded() => process.WaitForExitAsync().WaitAsync(Patience.Longest);

    /// <summary>SIGSTOP: it stands still with all that it holds.</summary>
    public Task Freeze() => Signal("STOP");

    /// <summary>SIGCONT: it goes on with what it believed.</summary>
    public Task GoOn() => Signal("CONT");

    public HttpClient Client(AuthorityCode authority, params Role[] roles) => Client(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }, authority, roles);

    public HttpClient Client(HttpMessageHandler handler, AuthorityCode authority, params Role[] roles)
    {
        var client = new HttpClient(handler) { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new Credentials(authority, null, roles).Token(folder);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        running.TryRemove(this, out _);
        process.Dispose();
    }

    private static RunningProgram Launch(string folder, string[] settings)
    {
        var program = new RunningProgram(folder, settings);
        program.process.Start();
        running[program] = true;
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        return program;
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;

        output.Enqueue(line);
        if (ListeningLine().Match(line) is { Success: true } match)
            Address = new Uri(match.Groups[1].Value);
        else if (line.Contains("Application started", StringComparison.Ordinal))
            started.TrySetResult();
    }

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex ListeningLine();
}
