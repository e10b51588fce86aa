using Npgsql;
using RmsOrleans.Api.Edge;

namespace RmsOrleans.Silo.Settings;

/// <summary>Where settings come from: files, environment, command line, files of secrets, in this order; <c>--data FOLDER</c> is short for <c>--Data:Folder</c>.</summary>
internal static class ProgramSettings
{
    /// <summary>What the program listens on when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private const string TrustEveryProxy = "ForwardedHeaders_Enabled";

    private static readonly Dictionary<string, string> shortForms = new() { ["--data"] = DataFolder.Setting };

    public static void AddProgramSettings(this WebApplicationBuilder builder, string[] args)
    {
        UnknownSettings.Refuse(args);
        builder.Configuration.AddCommandLine(args, shortForms);
        builder.Configuration.AddSecretFiles();
        UnknownSettings.Refuse(builder.Configuration);
        builder.Configuration[DataFolder.Setting] = Folder(builder.Configuration).Path;
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
        CheckConnectionStrings(builder.Configuration);
        RefuseToTrustEveryProxy(builder.Configuration);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    /// <summary>The data folder that settings name, or the default one, as an absolute path.</summary>
    /// <exception cref="StartRefusedException">The name is empty: somebody's variable was, and the default would be another store than was meant.</exception>
    public static DataFolder Folder(IConfiguration configuration) => configuration[DataFolder.Setting] is not { } folder
        ? new(Installation.DefaultDataFolder)
        : string.IsNullOrWhiteSpace(folder)
            ? throw new StartRefusedException($"{DataFolder.Setting} is empty; name a folder (--data FOLDER), or leave it out.")
            : new(Path.GetFullPath(folder));

    public static void CheckConnectionStrings(IConfiguration configuration)
    {
        CheckConnectionString(configuration, $"{StorageSettings.Section}:{nameof(StorageSettings.Postgres)}");
        CheckConnectionString(configuration, $"{StorageSettings.Section}:{nameof(StorageSettings.PostgresOwner)}");
    }

    /// <summary>The stock switch believes whoever says that it asks for somebody else.</summary>
    private static void RefuseToTrustEveryProxy(IConfiguration configuration)
    {
        if (string.Equals(configuration[TrustEveryProxy], "true", StringComparison.OrdinalIgnoreCase))
            throw new StartRefusedException($"{TrustEveryProxy} would trust every proxy; name those you have in {EdgeSettings.Section}:{nameof(EdgeSettings.Proxies)}.");
    }

    /// <summary>The text itself is not repeated: it may hold a password.</summary>
    private static void CheckConnectionString(IConfiguration configuration, string setting)
    {
        if (string.IsNullOrWhiteSpace(configuration[setting]))
            return;
        try
        {
            NpgsqlDataSource.Create(configuration[setting]!).Dispose();
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or FormatException)
        {
            throw new StartRefusedException($"{setting} is not a connection string; it should read like Host=localhost;Database=rms;Username=rms.", failure);
        }
    }
}
