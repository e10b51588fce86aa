using System.CommandLine;
using Microsoft.Extensions.Options;
using Npgsql;
using OpenTelemetry.Metrics;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Silo.Start;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage;
using RmsOrleans.Storage.Backups;
using RmsOrleans.Storage.Databases.Sqlite;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Exports;

namespace RmsOrleans.Silo.Commands;

/// <summary>Which store a command works on: options of the names that the settings have; files and environment say the rest, as when serving.</summary>
internal sealed class StoreOptions
{
    /// <summary>The command could not do what it was asked to.</summary>
    public const int Failed = 2;

    private readonly Option<string?> data = new("--data") { Description = "The data folder; by default data/ at the root of the repository." };
    private readonly Option<string?> postgres = new($"--{Postgres}") { Description = "The connection string of a store on PostgreSQL. Better in the environment: Storage__Postgres." };
    private readonly Option<bool> allowEmpty = NothingThere.Option();
    private readonly Option<string?> owner = new($"--{Owner}") { Description = "The connection string of the role that owns the tables." };

    private const string Postgres = $"{StorageSettings.Section}:{nameof(StorageSettings.Postgres)}";
    private const string StatementTimeout = $"{StorageSettings.Section}:{nameof(StorageSettings.StatementTimeout)}";
    private const string Owner = $"{StorageSettings.Section}:{nameof(StorageSettings.PostgresOwner)}";

    /// <summary>A command on a store that must be there; what it finds missing is told apart from what failed.</summary>
    /// <param name="failed">Told when it could not do what it was asked to.</param>
    public Command OnStore(
        Command command, string failing, Func<CommandStore, ParseResult, CancellationToken, Task<int>> run, Action<CommandStore>? failed = null)
    {
        command.Add(allowEmpty);
        return On(command, failing, async (store, parsed, cancellation) =>
        {
            try
            {
                await store.MustBeMade(cancellation);
                return await run(store, parsed, cancellation);
            }
            catch (NothingThereException nothing)
            {
                return NothingThere.Tell(failing, nothing, parsed.GetValue(allowEmpty));
            }
            catch
            {
                failed?.Invoke(store);
                throw;
            }
        });
    }

    /// <param name="run">Does the work and gives the exit code. What an operator can mend is told in a sentence that begins with <paramref name="failing"/>.</param>
    public Command On(Command command, string failing, Func<CommandStore, ParseResult, CancellationToken, Task<int>> run)
    {
        foreach (var option in (Option[])[data, postgres, owner])
            command.Add(option);
        command.SetAction(async (parsed, cancellation) =>
        {
            var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
            try
            {
                await using var store = Open(builder, parsed);
                return await run(store, parsed, cancellation);
            }
            catch (Exception failure) when (StartFailure.InOneSentence(failure, builder.Configuration) is { } sentence)
            {
                await Console.Error.WriteLineAsync($"{failing}: {sentence}");
                return Failed;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"{failing}: {failure.Message}");
                return Failed;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync($"{failing}: it was interrupted.");
                return Failed;
            }
            catch (Exception surprise)
            {
                await Console.Error.WriteLineAsync($"{failing}: {surprise}");
                return Failed; // of itself it would be 1, by which most commands say that they have done their work
            }
        });
        return command;
    }

    private CommandStore Open(HostApplicationBuilder builder, ParseResult parsed)
    {
        builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning);
        foreach (var (name, value) in ((string, string?)[])[(DataFolder.Setting, parsed.GetValue(data)), (Postgres, parsed.GetValue(postgres)), (Owner, parsed.GetValue(owner))])
        {
            if (value is not null)
                builder.Configuration[name] = value;
        }
        builder.Configuration.AddSecretFiles();
        builder.Configuration[StatementTimeout] ??= "00:00:20"; // nobody waits for a command as for an answer
        ProgramSettings.CheckConnectionStrings(builder.Configuration);
        var folder = ProgramSettings.Folder(builder.Configuration);
        builder.Services.AddKeyedSingleton(Clocks.Domain, TimeProvider.System);
        builder.Services.AddStorage(builder.Configuration, folder);
        builder.AddBackupTelemetry();
        return new CommandStore(builder.Services.BuildServiceProvider(), folder);
    }
}

/// <summary>The storage of the program, put together for one command; nothing of it is begun, and no lock is taken.</summary>
internal sealed class CommandStore(ServiceProvider services, DataFolder folder) : IAsyncDisposable
{
    public DataFolder Folder => folder;

    public IDatabase Database => services.GetRequiredService<IDatabase>();

    public DeclarationLoading DeclarationLoading => services.GetRequiredService<DeclarationLoading>();

    public DeclarationQueries Declarations => services.GetRequiredService<DeclarationQueries>();

    public DeclarationSealing DeclarationSealing => services.GetRequiredService<DeclarationSealing>();

    public SegmentShelf Segments => services.GetRequiredService<SegmentShelf>();

    public IKindLoads KindLoads => new KindLoads(new(services.GetRequiredService<ILoadStore<KindLoad>>()), services.GetRequiredService<IEntryStore>(), TimeProvider.System);

    public MappingFolder Mappings => services.GetRequiredService<MappingFolder>();

    public IStoreBackup Backup => Database is SqliteDatabase
        ? new SqliteBackup(folder)
        : new PostgresBackup(Database, services.GetRequiredService<IOptions<StorageSettings>>());

    public BackupGauges BackupGauges
    {
        get
        {
            services.GetService<MeterProvider>(); // what was measured before it is there is lost
            return services.GetRequiredService<BackupGauges>();
        }
    }

    /// <summary>An empty store to fill.</summary>
    public async Task<IStoreLoading> BeginLoading(CancellationToken cancellation) => Database is SqliteDatabase
        ? await SqliteLoading.Begin(folder, cancellation)
        : await PostgresLoading.Begin(Database, services.GetRequiredService<IOptions<StorageSettings>>().Value, cancellation);

    /// <exception cref="NothingThereException">There is no data folder, no database, or one without tables of ours.</exception>
    public async Task MustBeMade(CancellationToken cancellation)
    {
        var isOnSqlite = Database is SqliteDatabase;
        if (isOnSqlite && !File.Exists(folder.Database)) // to open it would make it
            throw new NothingThereException($"there is no store in {folder.Path}.");
        try
        {
            await using var connection = await Database.Open(cancellation);
            await StoreDialect.MustBeMade(connection, isOnSqlite ? folder.Path : "this database");
        }
        catch (StorageUnavailableException away) when (away.InnerException is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing)
        {
            throw new NothingThereException($"{missing.MessageText}.", away);
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
