using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Orleans.Embedded.Tests;

/// <summary>
/// A PostgreSQL for the tests: the one that RMS_TEST_POSTGRES names (a superuser's connection string), or an own one in a
/// temporary folder, on loopback, when the programs are installed.
/// </summary>
public sealed class PostgresCluster : IAsyncLifetime
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("RMS_TEST_POSTGRES");
    private static readonly string? Programs = FindPrograms();
    private string? _folder;

    public static bool IsAvailable => Given is not null || Programs is not null;

    public string? ConnectionString { get; private set; } = Given;

    public async Task InitializeAsync()
    {
        if (Given is not null || Programs is null)
            return;
        _folder = Directory.CreateTempSubdirectory("rms-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            await Run("chown", "postgres", _folder); // the server refuses to run as root
        var port = FreePort();
        await RunProgram("initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "-D", _folder);
        await RunProgram("pg_ctl", "start", "-w", "-D", _folder, "-l", $"{_folder}/log",
            "-o", $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={_folder} -c fsync=off");
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
    }

    public async Task DisposeAsync()
    {
        if (_folder is null)
            return;
        NpgsqlConnection.ClearAllPools();
        await RunProgram("pg_ctl", "stop", "-w", "-D", _folder, "-m", "immediate");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A fresh database of this kind with the engine's tables.</summary>
    public Task<TestDatabase> DatabaseAsync(DatabaseKind kind) => kind switch
    {
        DatabaseKind.Sqlite => SqliteTestDatabase.CreateAsync(),
        DatabaseKind.Postgres => PostgresTestDatabase.CreateAsync(ConnectionString ?? throw new InvalidOperationException("There is no PostgreSQL.")),
    };

    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderDescending().Select(version => $"{version}/bin") : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(versions)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunProgram(string program, params string[] arguments)
    {
        var path = Path.Combine(Programs!, program);
        return Environment.IsPrivilegedProcess ? Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Run(path, arguments);
    }

    private static async Task Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath(), RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {await process.StandardError.ReadToEndAsync()}");
    }
}

/// <summary>The tests that share the cluster.</summary>
[CollectionDefinition("databases")]
public sealed class DatabasesCollection : ICollectionFixture<PostgresCluster>;
