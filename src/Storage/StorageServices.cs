using Microsoft.Extensions.Options;
using RmsOrleans.Declarations.Scanning;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Calendar;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Grains.Reference.Loads;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Grains.Trials;
using RmsOrleans.Storage.Authorities;
using RmsOrleans.Storage.Databases.Postgres;
using RmsOrleans.Storage.Databases.Sqlite;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Efficiency;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.People;
using RmsOrleans.Storage.Prices;
using RmsOrleans.Storage.Profiles;
using RmsOrleans.Storage.ReadLog;
using RmsOrleans.Storage.Reference;
using RmsOrleans.Storage.Registers;
using RmsOrleans.Storage.RiskAreas;
using RmsOrleans.Storage.Sequences;
using RmsOrleans.Storage.Tasks;
using RmsOrleans.Storage.Trials;
using RmsOrleans.Storage.Unfinished;

namespace RmsOrleans.Storage;

internal static class StorageServices
{
    /// <summary>
    /// The journal, the authorities and the read side, on PostgreSQL if <c>Storage:Postgres</c> is set, else on SQLite in the data folder.
    /// The program awaits <see cref="IDatabase.Start"/> before it serves.
    /// </summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration, DataFolder folder)
    {
        SqlTypes.Use();
        services.AddOptions<StorageSettings>().Bind(configuration.GetSection(StorageSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(folder);
        services.AddSingleton<ILoadStore<AuthorityLoad>, AuthorityStore>().AddSingleton<IDeadlineStore, DeadlineStore>();
        services.AddSingleton(LoadTables.Calendar).AddSingleton<ILoadStore<CalendarLoad>, LoadStore<CalendarLoad>>();
        services.AddSingleton(LoadTables.Classifiers).AddSingleton<ILoadStore<ClassifierLoad>, LoadStore<ClassifierLoad>>();
        services.AddSingleton(LoadTables.Kinds).AddSingleton<ILoadStore<KindLoad>, LoadStore<KindLoad>>();
        services.AddSingleton<IEntryStore, EntryStore>().AddSingleton<EntryQueries>().AddSingleton<EntryCounts>().AddSingleton<EntryChainQueries>().AddSingleton<EntryIndex>().AddHostedService<EntryIndexing>();
        services.AddSingleton<ReadLogMetrics>().AddSingleton<ReadLogStore>();
        services.AddSingleton<AttachmentStore>().AddHostedService<AttachmentSweep>();
        services.AddSingleton<UnfinishedStore>().AddHostedService<UnfinishedSweep>();
        services.AddOptions<DeclarationSettings>().Bind(configuration.GetSection(DeclarationSettings.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<DeclarationStore>().AddSingleton<DeclarationMetrics>().AddSingleton<DeclarationLoading>().AddSingleton<DeclarationQueries>().AddSingleton<MappingFolder>();
        services.AddSingleton<SegmentShelf>().AddSingleton<HitLists>().AddSingleton<DeclarationSealing>().AddSingleton<IReadinessCheck, SegmentReadiness>();
        services.AddSingleton<DeclarationRetention>().AddSingleton<ControlRetention>().AddHostedService<DeclarationSweep>();
        services.AddSingleton<JournalSignal>();
        services.AddSingleton<IDirectoryStore, DirectoryStore>().AddSingleton<IChangedProfiles, ChangedProfiles>();
        services.AddSingleton<CheckTaskQueries>().AddSingleton<ControlLoads>().AddSingleton<ControlStore>().AddSingleton<IControlStore>(provider => provider.GetRequiredService<ControlStore>());
        services.AddSingleton<IReadinessCheck, SchemaReadiness>();
        services.AddSingleton<WriteAttempts>().AddHostedService(provider => provider.GetRequiredService<WriteAttempts>());
        services.AddSingleton<WriteReadiness>().AddSingleton<IReadinessCheck>(provider => provider.GetRequiredService<WriteReadiness>());
        services.AddSingleton<IReadDatabase>(provider => provider.GetRequiredService<IDatabase>());
        services.AddSingleton<DraftQueries>().AddSingleton<DraftOutlines>().AddSingleton<DraftListQueries>().AddSingleton<DraftCounts>().AddSingleton<StatusDurations>().AddSingleton<SimilarDrafts>().AddSingleton<DraftVisibility>().AddSingleton<TaskQueries>().AddSingleton<OfficeTaskCounts>();
        services.AddSingleton<ProfileQueries>().AddSingleton<ProfileVisibility>().AddSingleton<DirectoryQueries>().AddSingleton<CoverageQueries>();
        services.AddSingleton<EfficiencyQueries>().AddSingleton<ProfileTaskQueries>().AddSingleton<IEfficiencyStore, EfficiencyStore>();
        services.AddSingleton<SequenceQueries>().AddSingleton<AuthorityQueries>().AddSingleton<ReadLogQueries>();
        services.AddSingleton<OfficialQueries>().AddSingleton<RiskAreaQueries>();
        services.AddSingleton(provider => new Scanner(provider.GetRequiredService<IOptions<DeclarationSettings>>().Value.ScanThreads is > 0 and var threads ? threads : Math.Max(1, Environment.ProcessorCount / 2)));
        services.AddSingleton<TrialFiles>().AddSingleton<TrialOthers>().AddSingleton<TrialSnapshots>().AddSingleton<TrialOverlaps>().AddSingleton<ITrialScans, TrialScans>().AddSingleton<OutcomeScans>();
        services.AddSingleton<PriceStore>().AddSingleton<IPriceStore>(provider => provider.GetRequiredService<PriceStore>());
        services.AddSingleton<TrialStore>().AddSingleton<ITrialStore>(provider => provider.GetRequiredService<TrialStore>());
        return string.IsNullOrWhiteSpace(configuration[$"{StorageSettings.Section}:{nameof(StorageSettings.Postgres)}"])
            ? services.AddSqlite()
            : services.AddPostgres();
    }

    private static IServiceCollection AddSqlite(this IServiceCollection services) => services
        .AddSingleton<SqliteLogMetrics>()
        .AddSingleton<SqliteDatabase>()
        .AddSingleton<SqliteDataSource>()
        .AddSingleton<IDatabase>(provider => provider.GetRequiredService<SqliteDatabase>())
        .AddSingleton<IRegisteredDrafts, SqliteRegisteredDrafts>()
        .AddSingleton(DatabaseClock.Sqlite)
        .AddSingleton<IDirectoryPublishing, SqliteDirectory>()
        .AddSingleton<IJournalReader, SqliteJournalReader>()
        .AddSingleton<SqliteJournal>()
        .AddSingleton<IJournal>(provider => new SignallingJournal(provider.GetRequiredService<SqliteJournal>(), provider.GetRequiredService<JournalSignal>()));

    private static IServiceCollection AddPostgres(this IServiceCollection services) => services
        .AddSingleton<PostgresDatabase>()
        .AddSingleton<IDatabase>(provider => provider.GetRequiredService<PostgresDatabase>())
        .AddSingleton<IRegisteredDrafts, PostgresRegisteredDrafts>()
        .AddSingleton(DatabaseClock.Postgres)
        .AddSingleton<IDirectoryPublishing, PostgresDirectory>()
        .AddSingleton<IJournalReader, PostgresJournalReader>()
        .AddSingleton<PostgresJournal>()
        .AddSingleton<IJournal>(provider => new SignallingJournal(provider.GetRequiredService<PostgresJournal>(), provider.GetRequiredService<JournalSignal>()));
}
