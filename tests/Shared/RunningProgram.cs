using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace RmsOrleans.Tests;

/// <summary>A program as a process of its own, on a free port of the loopback interface; killed with this object if it still runs.</summary>
internal sealed partial class RunningProgram : IAsyncDisposable
{
    private const string AnyPort = "http://127.0.0.1:0";
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Halt = 19;

    private static readonly ConcurrentDictionary<RunningProgram, bool> running = new();

    private readonly Process process;
    private readonly ConcurrentQueue<string> output = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A test that was given up does not come to dispose of it.</summary>
    static RunningProgram() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var left in running.Keys)
            left.process.Kill();
    };

    private RunningProgram(string assembly, string folder, IEnumerable<string> arguments)
    {
        (Assembly, Folder) = (assembly, folder);
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [assembly, .. arguments])
            {
                RedirectStandardInput = true, // a server of our own ends when this process does
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

    /// <summary>The path of its main assembly.</summary>
    public string Assembly { get; }

    /// <summary>The one that it works in.</summary>
    public string Folder { get; }

    public Uri Address { get; private set; } = null!;

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    public string Output => string.Join('\n', output);

    public int ProcessId => process.Id;

    public int ExitCode => process.ExitCode;

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Now and at its highest, in bytes.</summary>
    public (long Now, long Peak) WorkingSet
    {
        get
        {
            process.Refresh();
            return (process.WorkingSet64, process.PeakWorkingSet64);
        }
    }

    /// <summary>Starts the program of this build on a data folder, and waits until it has started; throws with its output if it ends instead.</summary>
    public static Task<RunningProgram> Start(string folder, params string[] settings) => Started(OnFolder(folder, settings));

    /// <summary>Starts any server as when it is installed, beside its settings.</summary>
    public static Task<RunningProgram> StartInstalled(string assembly, params string[] arguments) =>
        Started(new RunningProgram(assembly, Path.GetDirectoryName(assembly)!, [.. arguments, "--urls", AnyPort]));

    /// <summary>Starts the program of this build and waits until it has ended by itself.</summary>
    public static Task<RunningProgram> RunToTheEnd(string folder, params string[] settings) => Launched(OnFolder(folder, settings), program => program.HasEnded());

    /// <summary>SIGKILL: no last word.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator stops it, also one that stands still; waits for the end.</summary>
    public async Task Stop()
    {
        Signal(Terminate);
        GoOn();
        await HasEnded();
    }

    /// <summary>Waits until it ends by itself.</summary>
    public Task HasEnded() => process.WaitForExitAsync().WaitAsync(Patience.Longest);

    /// <summary>SIGSTOP: it stands still with all that it holds.</summary>
    public void Freeze() => Signal(Halt);

    /// <summary>SIGCONT: it goes on with what it believed.</summary>
    public void GoOn() => Signal(Continue);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        running.TryRemove(this, out _);
        process.Dispose();
    }

    private static RunningProgram OnFolder(string folder, string[] settings) => new(CommandRun.Program, folder, ["--data", folder, "--urls", AnyPort, .. settings]);

    private static Task<RunningProgram> Started(RunningProgram program) => Launched(program, launched => launched.started.Task.WaitAsync(Patience.Longest));

    private static async Task<RunningProgram> Launched(RunningProgram program, Func<RunningProgram, Task> awaited)
    {
        program.process.Start();
        running[program] = true;
        program.process.BeginOutputReadLine();
        program.process.BeginErrorReadLine();
        try
        {
            await awaited(program);
            return program;
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    private void Signal(int signal) => _ = Kill(process.Id, signal);

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

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [GeneratedRegex(@"Now listening on: (\S+)")]
    private static partial Regex ListeningLine();
}
