using System.ComponentModel.DataAnnotations;
using System.Net;
using Npgsql;
using Orleans.Configuration;
using RmsOrleans.Grains;
using RmsOrleans.Silo.Start;
using RmsOrleans.Silo.Storage;

namespace RmsOrleans.Silo.Engines;

/// <summary>Grains in a cluster, on Microsoft Orleans with its tables in the same PostgreSQL as the journal.</summary>
internal static class GrainEngine
{
    public const string Section = OrleansSettings.Section;

    public static readonly Type Settings = typeof(OrleansSettings);

    /// <summary>The tables of clustering, reminders and grain state.</summary>
    public static readonly SchemaScript Script = new("engine-orleans-1", SchemaScript.Read("Schema/orleans.postgres.sql"));

    private const string Invariant = "Npgsql";

    /// <summary>Membership, reminders and grain state need few; the server's connections are for the journal.</summary>
    private const int MostConnections = 20;

    private static readonly TimeSpan draftAge = TimeSpan.FromMinutes(1);

    /// <summary>How often idle grains are looked for; Orleans wants it shorter than any age.</summary>
    private static readonly TimeSpan collectionPeriod = TimeSpan.FromSeconds(10);

    /// <summary>While silos come and go, a watch may be armed at one that does not own it; the owner finds it when it reads the table anew.</summary>
    private static readonly TimeSpan reminderUpkeep = TimeSpan.FromMinutes(1);

    public static void AddGrainEngine(this WebApplicationBuilder builder)
    {
        var postgres = builder.Configuration["Storage:Postgres"];
        if (string.IsNullOrEmpty(postgres))
            throw new StartRefusedException("the Orleans engine needs PostgreSQL; set Storage:Postgres, or use the embedded engine.");

        var settings = OrleansSettings.Read(builder.Configuration);
        var dataSource = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres)
        {
            ApplicationName = "rms-orleans-engine",
            MaxPoolSize = MostConnections,
            MaxAutoPrepare = 20,
        });

        builder.Services.AddSingleton(Script);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
            silo.ConfigureEndpoints(IPAddress.Parse(settings.Address), settings.SiloPort, settings.GatewayPort);
            silo.Configure<ClusterMembershipOptions>(membership =>
            {
                membership.IAmAliveTablePublishTimeout = settings.IAmAlivePeriod;
                membership.MaxJoinAttemptTime = settings.LongestJoin;
            });

            silo.UseAdoNetClustering(clustering => (clustering.Invariant, clustering.DataSource) = (Invariant, dataSource));
            silo.UseSystemTextJsonGrainStorageSerializer();
            silo.AddAdoNetGrainStorageAsDefault(state => (state.Invariant, state.DataSource) = (Invariant, dataSource));
            silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.DataSource) = (Invariant, dataSource));
            silo.Configure<ReminderOptions>(reminders => reminders.RefreshReminderListPeriod = reminderUpkeep);

            silo.Configure<GrainCollectionOptions>(collection =>
            {
                collection.CollectionQuantum = collectionPeriod;
                collection.ClassSpecificCollectionAge[GrainClassNames.Draft] = draftAge;
            });
            silo.AddActivityPropagation();
        });
    }
}

/// <summary>
/// The settings group <c>Orleans</c>. Ports between silos have no authentication: <see cref="Address"/> belongs to a private interface. Keep
/// address and port of a silo over restarts: a silo on a new address waits for the old ones to go stale (dotnet/orleans#4734).
/// </summary>
internal sealed class OrleansSettings
{
    public const string Section = "Orleans";

    [Required]
    public string ClusterId { get; set; } = "rms";

    [Required]
    public string ServiceId { get; set; } = "rms";

    /// <summary>The address under which the other silos reach this one.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    [Range(1, 65535)]
    public int SiloPort { get; set; } = 11111;

    [Range(1, 65535)]
    public int GatewayPort { get; set; } = 30000;

    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan IAmAlivePeriod { get; set; } = TimeSpan.FromSeconds(5);

    [Range(typeof(TimeSpan), "00:00:10", "00:10:00")]
    public TimeSpan LongestJoin { get; set; } = TimeSpan.FromSeconds(60);

    public static OrleansSettings Read(IConfiguration configuration)
    {
        var settings = configuration.GetSection(Section).Get<OrleansSettings>() ?? new OrleansSettings();
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true))
            throw new StartRefusedException($"{Section}: {string.Join(" ", faults.Select(fault => fault.ErrorMessage))}");
        return IPAddress.TryParse(settings.Address, out _)
            ? settings
            : throw new StartRefusedException($"{Section}:Address must be an IP address, not '{settings.Address}'.");
    }
}
