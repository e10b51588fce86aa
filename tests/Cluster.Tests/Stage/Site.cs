using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>A place where programs run: a data folder, and where they store. Its settings go on each command line.</summary>
internal sealed class Site : IDisposable
{
    private const string PostgresSetting = "--Storage:Postgres";

    private readonly string[] settings;

    public Site(params string[] settings)
        : this(Directory.CreateTempSubdirectory("rms-site-"), settings)
    {
    }

    private Site(DirectoryInfo folder, string[] settings) => (Folder, this.settings) = (folder.FullName, settings);

    public static Site OnSqlite => new();

    public string Folder { get; }

    /// <summary>Where it stores, as on the command line.</summary>
    public IReadOnlyList<string> Storage => settings;

    /// <summary>The connection string of the role that works there; null on SQLite.</summary>
    public string? Postgres => Array.IndexOf(settings, PostgresSetting) is >= 0 and var at ? settings[at + 1] : null;

    public static Site OnSqliteOn(SmallDisk disk) => new(Directory.CreateDirectory(Path.Combine(disk.Folder, "data")), []);

    /// <summary>A fresh database of this cluster; tables and work belong to different roles, as in production.</summary>
    public static async Task<Site> OnPostgres(PostgresCluster cluster)
    {
        var database = await cluster.CreateDatabase();
        return new Site(PostgresSetting, database.Program, "--Storage:PostgresOwner", database.Owner);
    }

    /// <summary>A node keeps its port when it is started again, so that it is known as the one it was.</summary>
    public static string[] OwnPort() => ["--Orleans:SiloPort", $"{LoopbackPort.Reserve()}"];

    /// <summary>One of <see cref="Nodes"/> brings its ports.</summary>
    public Task<RunningProgram> Start(params string[] more) => RunningProgram.Start(Folder, [.. OwnPort(), .. settings, .. more]);

    /// <summary>The program's own command, beside the programs that work.</summary>
    public Task<CommandRun> Verify() => CommandRun.Of(["verify", "--data", Folder, .. settings]);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
