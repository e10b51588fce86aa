using System.Diagnostics;
using Npgsql;

namespace RmsOrleans.Storage.Backups;

/// <summary>PostgreSQL's own client programs, on the path or where Debian puts them. What they need to connect goes by the environment.</summary>
internal sealed class PostgresPrograms(NpgsqlConnectionStringBuilder connection)
{
    private const string Debian = "/usr/lib/postgresql";

    /// <summary>Runs a program to its end. <paramref name="said"/> is told each line that it says beside its output.</summary>
    /// <exception cref="StartRefusedException">It is not installed, or it failed; the message has its last words.</exception>
    public async Task Run(string program, string[] arguments, Action<string> said, Func<Process, Task> work, CancellationToken cancellation)
    {
        using var process = Process.Start(StartInfo(program, arguments)) ?? throw new StartRefusedException($"{program} could not be started.");
        var lastWords = "";
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not { Length: > 0 } text)
                return;
            lastWords = text;
            said(text);
        };
        process.BeginErrorReadLine();
        try
        {
            await work(process);
            await process.WaitForExitAsync(cancellation);
        }
        catch (IOException) when (process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            // It ended before it had read all; its exit code says why.
        }
        catch
        {
            process.Kill(); // else it might take what it has got for all
            throw;
        }
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new StartRefusedException($"{program} failed: {lastWords}");
    }

    private ProcessStartInfo StartInfo(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in ((string, string?)[])
        [
            ("PGHOST", connection.Host), ("PGPORT", $"{connection.Port}"), ("PGDATABASE", connection.Database), ("PGUSER", connection.Username),
            ("PGPASSWORD", connection.Password), ("PGPASSFILE", connection.Passfile), ("PGSSLROOTCERT", connection.RootCertificate),
            ("PGSSLMODE", LibpqName(connection.SslMode)), ("LC_ALL", "C"),
        ])
        {
            if (!string.IsNullOrEmpty(value))
                start.Environment[name] = value;
        }
        return start;
    }

    private static string LibpqName(SslMode mode) => mode switch
    {
        SslMode.VerifyCA => "verify-ca",
        SslMode.VerifyFull => "verify-full",
        _ => mode.ToString().ToLowerInvariant(),
    };

    private static string Find(string program)
    {
        var debian = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian).OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => $"{folder}/bin")
            : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(debian)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? $"{program}.exe" : program)).FirstOrDefault(File.Exists)
            ?? throw new StartRefusedException($"{program} is not installed here; it comes with PostgreSQL's client programs (Debian: postgresql-client).");
    }
}
