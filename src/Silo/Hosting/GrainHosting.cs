using System.Net;
using Npgsql;
using Orleans.Configuration;
using RmsOrleans.Grains;
using RmsOrleans.Silo.Hosting.Dashboard;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Silo.Hosting;

/// <summary>
/// Microsoft Orleans in the two shapes of this program: one silo on SQLite, which opens no port, or a silo of a cluster on PostgreSQL. State
/// of grains and reminders lie in the database of the journal. What each setting is for: <c>docs/cluster.md</c>.
/// </summary>
internal static class GrainHosting
{
    /// <summary>By this name the providers load Microsoft.Data.Sqlite.</summary>
    private const string SqliteInvariant = "System.Data.SQLite";

    private const string PostgresInvariant = "Npgsql";

    /// <summary>Membership, reminders and grain state need few; the server's connections are for the journal.</summary>
    internal const int MostConnections = 8;

    /// <summary>How long a draft stays in memory after its last command, at least.</summary>
    private static readonly TimeSpan draftAge = TimeSpan.FromMinutes(1);

    /// <summary>How often idle grains are looked for; Orleans wants it shorter than any age.</summary>
    private static readonly TimeSpan collectionPeriod = TimeSpan.FromSeconds(10);

    /// <summary>While silos come and go, a watch may be armed at one that does not own it; the owner finds it when it reads the table anew.</summary>
    private static readonly TimeSpan reminderUpkeep = TimeSpan.FromMinutes(1);

    /// <summary>By this time at the latest a silo that the others cannot reach learns from the table that they gave it up, and ends.</summary>
    private static readonly TimeSpan membershipRefresh = TimeSpan.FromSeconds(10);

    /// <summary>A grain that moves on while calls wait for it sends them after it, call by call; by default only twice.</summary>
    private const int MostForwards = 32;

    /// <summary>
    /// Locations of grains that a silo remembers. Orleans sets the room aside at the start, twice; by default for a million, which is 18 MiB.
    /// More than leave memory within a draft's age are seldom asked for.
    /// </summary>
    private const int KnownLocations = 50_000;

    public static void AddGrains(this WebApplicationBuilder builder)
    {
        // In code too: an operator's own levels must not bring back three messages for each placement.
        builder.Logging.AddFilter("Orleans", LogLevel.Warning).AddFilter("Polly", LogLevel.Warning);
        builder.Services.AddSingleton<IReadinessCheck, SiloCheck>();
        var settings = OrleansSettings.Read(builder.Configuration);
        var postgres = builder.Configuration[$"{StorageSettings.Section}:{nameof(StorageSettings.Postgres)}"];
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
            silo.Services.AddSingleton<IFatalErrorHandler, EndOfSilo>();
            silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Membership, new ProgramTime());
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddCallTraces(builder.Configuration);
            silo.AddClusterDashboard();
            silo.Configure<ReminderOptions>(reminders => reminders.RefreshReminderListPeriod = reminderUpkeep);
            silo.Configure<SiloMessagingOptions>(messaging => messaging.MaxForwardCount = MostForwards);
            silo.Configure<GrainDirectoryOptions>(directory => directory.CacheSize = KnownLocations);
            silo.Configure<GrainCollectionOptions>(collection =>
            {
                collection.CollectionQuantum = collectionPeriod;
                foreach (var grain in GrainClassNames.LeaveSoon)
                    collection.ClassSpecificCollectionAge[grain] = draftAge;
            });

            if (string.IsNullOrWhiteSpace(postgres))
                silo.UseOneSilo();
            else
                silo.UseCluster(settings, postgres);
        });
    }

    private static void UseOneSilo(this ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(gatewayPort: 0);
        NobodyListens.Instead(silo.Services);

        silo.AddAdoNetGrainStorageAsDefault(state => state.Configure<SqliteDataSource>(
            (options, source) => (options.Invariant, options.DataSource) = (SqliteInvariant, source)));
        silo.UseAdoNetReminderService(reminders => reminders.Configure<SqliteDataSource>(
            (options, source) => (options.Invariant, options.DataSource) = (SqliteInvariant, source)));
    }

    private static void UseCluster(this ISiloBuilder silo, OrleansSettings settings, string postgres)
    {
        SiloPort.MustBeFree(settings);
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres)
        {
            ApplicationName = "rms-orleans",
            MaxPoolSize = MostConnections,
            MaxAutoPrepare = 20,
        });
        silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.DataSource) = (PostgresInvariant, source));
        silo.AddAdoNetGrainStorageAsDefault(state => (state.Invariant, state.DataSource) = (PostgresInvariant, source));
        silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.DataSource) = (PostgresInvariant, source));

        silo.Configure<EndpointOptions>(endpoint =>
        {
            endpoint.AdvertisedIPAddress = IPAddress.Parse(settings.Address);
            (endpoint.SiloPort, endpoint.GatewayPort) = (settings.SiloPort, settings.GatewayPort);
            if (settings.ListenPort > 0)
                endpoint.SiloListeningEndpoint = new IPEndPoint(endpoint.AdvertisedIPAddress, settings.ListenPort);
        });
        silo.UseCertificates(settings);
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.IAmAliveTablePublishTimeout = settings.IAmAlivePeriod;
            membership.MaxJoinAttemptTime = settings.LongestJoin;
            membership.ProbeTimeout = settings.ProbePeriod;
            membership.TableRefreshTimeout = membershipRefresh;
        });
    }
}
