using System.Diagnostics;
using Npgsql;

namespace RmsOrleans.Tests;

/// <summary>
/// A PostgreSQL for tests: the one that RMS_TEST_POSTGRES names (a superuser's connection string), or an own one in a temporary folder, on
/// loopback, where its programs are installed.
/// </summary>
public sealed partial class PostgresCluster
{
    private const string Given = "RMS_TEST_POSTGRES";
    private const string Password = "only-for-tests";

    private static readonly string? programs = FindPrograms();
    private static int databases;

    private readonly List<PostgresDatabaseStrings> created = [];
    private readonly bool isOwn;
    private readonly PostgresPlace place;
    private Task<PostgresDatabaseStrings>? ready;
    private string? folder;
    private string? superuser;

    public PostgresCluster()
        : this(isOwn: GivenString is null, new PostgresPlace())
    {
    }

    private PostgresCluster(bool isOwn, PostgresPlace place) => (this.isOwn, this.place) = (isOwn, place);

    public static bool IsAvailable => GivenString is not null || programs is not null;

    /// <summary>Whether a test may have a cluster to itself, to stop and start it.</summary>
    public static bool CanBeOwn => programs is not null;

    private static string? GivenString => Environment.GetEnvironmentVariable(Given);

    public static PostgresCluster Own(PostgresPlace? place = null) => new(isOwn: true, place ?? new PostgresPlace());

    /// <summary>One that loses nothing, as PostgreSQL is of itself.</summary>
    public static async Task<PostgresCluster> StartDurable()
    {
        var cluster = Own(new PostgresPlace(Settings: "fsync = on"));
        await cluster.InitializeAsync();
        return cluster;
    }

    public async Task InitializeAsync()
    {
        superuser = GivenString;
        if (!isOwn || programs is null)
            return;

        folder = place.Data is { } disk ? Directory.CreateDirectory(Path.Combine(disk, "data")).FullName : Directory.CreateTempSubdirectory("rms-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            await Run("chown", "postgres", folder); // the server refuses to run as root
        string[] log = place.Log is { } other ? [$"--waldir={Path.Combine(other, "log")}"] : [];
        await RunProgram("initdb", ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "-D", folder, .. log]);
        var port = LoopbackPort.Reserve();
        await File.AppendAllLinesAsync(
            Path.Combine(folder, "postgresql.auto.conf"),
            ["listen_addresses = '127.0.0.1'", $"port = {port}", $"unix_socket_directories = '{folder}'", "fsync = off", "max_connections = 300",
             .. place.Settings]);
        superuser = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";
        await Start();
    }

    /// <summary>A fresh database, with a role that owns it and one that only works in it.</summary>
    /// <param name="options">What else <c>create database</c> is told.</param>
    public async Task<PostgresDatabaseStrings> CreateDatabase(string options = "")
    {
        var name = $"rms_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}";
        await Execute($"create role {name}_owner login password '{Password}'");
        await Execute($"create role {name}_program login password '{Password}'");
        await Execute($"create database {name} owner {name}_owner {options}");
        var strings = new PostgresDatabaseStrings(name, For(name), For(name, $"{name}_owner"), For(name, $"{name}_program"));
        created.Add(strings);
        return strings;
    }

    /// <summary>A new database as the first was made ready, once for all who ask: with its tables, and for its roles.</summary>
    public async Task<PostgresDatabaseStrings> CreateReady(Func<PostgresDatabaseStrings, Task> makeReady)
    {
        return await CopyDatabase(await (ready ??= First()));

        async Task<PostgresDatabaseStrings> First()
        {
            var first = await CreateDatabase();
            await makeReady(first);
            return first;
        }
    }

    /// <summary>A new database with the content of another that nobody works in meanwhile, for the same roles.</summary>
    public async Task<PostgresDatabaseStrings> CopyDatabase(PostgresDatabaseStrings other)
    {
        var name = $"{other.Name}_{Interlocked.Increment(ref databases)}";
        await Execute($"create database {name} template {other.Name} owner {other.OwnerRole}");
        var copy = new PostgresDatabaseStrings(name, For(name), In(other.Owner), In(other.Program));
        created.Add(copy);
        return copy;

        string In(string connection) => new NpgsqlConnectionStringBuilder(connection) { Database = name }.ToString();
    }

    public Task Start() => RunProgram("pg_ctl", "start", "-w", "-D", folder!, "-l", $"{folder}/log");

    /// <summary>As when the machine fails: no connection is told.</summary>
    public async Task Stop()
    {
        try
        {
            await RunProgram("pg_ctl", "stop", "-w", "-D", folder!, "-m", "immediate");
        }
        catch (InvalidOperationException) when (!File.Exists($"{folder}/postmaster.pid"))
        {
            // It has ended by itself.
        }
    }

    public async Task DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (folder is not null)
        {
            await Stop();
            Directory.Delete(folder, recursive: true);
            return;
        }
        foreach (var database in created)
            await Execute($"drop database if exists {database.Name} with (force)");
        foreach (var role in created.SelectMany(database => (string[])[database.OwnerRole, database.ProgramRole]).Distinct())
            await Execute($"drop role {role}");
    }

    private string For(string database, string? role = null)
    {
        var text = new NpgsqlConnectionStringBuilder(superuser) { Database = database };
        if (role is not null)
            (text.Username, text.Password) = (role, Password);
        return text.ToString();
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(superuser ?? throw new InvalidOperationException("There is no PostgreSQL for tests."));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var versions = Directory.Exists(debian) ? Directory.GetDirectories(debian).OrderDescending().Select(version => $"{version}/bin") : [];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(versions)
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static Task RunProgram(string program, params string[] arguments)
    {
        var path = Path.Combine(programs!, program);
        return Environment.IsPrivilegedProcess ? Run("runuser", ["-u", "postgres", "--", path, .. arguments]) : Run(path, arguments);
    }

    private static async Task Run(string program, params string[] arguments)
    {
        var run = await CommandRun.Of(new ProcessStartInfo(program, arguments) { WorkingDirectory = Path.GetTempPath() });
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"{program}: {run}");
    }
}

/// <summary>Folders that everybody may write to, in which a cluster keeps its data and its write-ahead log, if not where all others do.</summary>
/// <param name="Settings">Lines of its configuration.</param>
public sealed record PostgresPlace(string? Data = null, string? Log = null, params string[] Settings);

/// <summary>One database and the connection strings of three roles.</summary>
public sealed record PostgresDatabaseStrings(string Name, string Superuser, string Owner, string Program)
{
    public string OwnerRole => RoleOf(Owner);

    public string ProgramRole => RoleOf(Program);

    private static string RoleOf(string connection) => new NpgsqlConnectionStringBuilder(connection).Username!;
}
