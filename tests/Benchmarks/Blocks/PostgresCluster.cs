using System.Diagnostics;
using Npgsql;
using RmsOrleans.Tests;

namespace RmsOrleans.Benchmarks.Blocks;

/// <summary>A PostgreSQL of our own in a temporary folder, on a free loopback port, with its default durability.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private const string Superuser = "postgres";

    private readonly string folder;
    private readonly int port;

    private PostgresCluster(string folder, int port) => (this.folder, this.port) = (folder, port);

    public static async Task<PostgresCluster> Start()
    {
        var folder = Directory.CreateTempSubdirectory("rms-postgres-").FullName;
        var cluster = new PostgresCluster(folder, LoopbackPort.Reserve());
        if (Environment.UserName == "root")
            await Run("chown", "postgres", folder);
        await cluster.RunTool("initdb", "-D", cluster.Data, "-U", Superuser, "-A", "trust", "-E", "UTF8", "--locale=C");
        await cluster.RunTool(
            "pg_ctl", "-D", cluster.Data, "-l", Path.Combine(folder, "log"), "-w",
            "-o", $"-p {cluster.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}", "start");
        return cluster;
    }

    /// <summary>A new database with a role that owns it and another that only works in it.</summary>
    public async Task<PostgresDatabase> CreateDatabase(string name)
    {
        await Execute($"CREATE DATABASE {name}");
        await Execute($"CREATE ROLE {name}_program LOGIN");
        return new PostgresDatabase(ConnectionString(name, $"{name}_program"), ConnectionString(name, Superuser));
    }

    /// <summary>A new database with the content of another that nobody works in meanwhile, for the same two roles.</summary>
    public async Task<PostgresDatabase> CopyDatabase(PostgresDatabase other, string name)
    {
        await Execute($"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(other.AsOwner).Database}");
        return new PostgresDatabase(In(other.AsProgram), In(other.AsOwner));

        string In(string connection) => new NpgsqlConnectionStringBuilder(connection) { Database = name }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        await RunTool("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private string ConnectionString(string database, string user) => $"Host=127.0.0.1;Port={port};Username={user};Database={database}";

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres", Superuser));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private string Data => Path.Combine(folder, "data");

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private Task RunTool(string tool, params string[] arguments) =>
        Environment.UserName == "root"
            ? Run("runuser", ["-u", "postgres", "--", Find(tool), .. arguments])
            : Run(Find(tool), arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
        })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new BenchmarkFailedException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{said}");
    }

    private static string Find(string tool)
    {
        const string debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderDescending(StringComparer.Ordinal) : Enumerable.Empty<string>();
        return folders.Select(version => Path.Combine(version, "bin", tool)).FirstOrDefault(File.Exists) ?? tool;
    }
}

/// <summary>Connection strings of the two roles.</summary>
internal sealed record PostgresDatabase(string AsProgram, string AsOwner);
