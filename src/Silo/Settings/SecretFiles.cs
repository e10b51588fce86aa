using Npgsql;

namespace RmsOrleans.Silo.Settings;

/// <summary>
/// Secrets that stand in files, as Docker and Kubernetes mount them: in the folder <c>Secrets:Folder</c> each file is a setting, with its name
/// (<c>Storage__PostgresPassword</c>) and its value.
/// </summary>
internal static class SecretFiles
{
    public const string Section = "Secrets";

    private const string Folder = $"{Section}:Folder";

    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        if (configuration[Folder] is { Length: > 0 } folder)
        {
            if (!Directory.Exists(folder))
                throw new StartRefusedException($"{Folder} names {folder}, which does not exist.");
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        }
        PutIn(configuration, nameof(StorageSettings.PostgresPassword), nameof(StorageSettings.Postgres));
        PutIn(configuration, nameof(StorageSettings.PostgresOwnerPassword), nameof(StorageSettings.PostgresOwner));
    }

    /// <summary>Puts a password that was given by itself into its connection string, in which it may need quotes.</summary>
    private static void PutIn(ConfigurationManager configuration, string password, string connection)
    {
        var section = configuration.GetSection(StorageSettings.Section);
        if (section[password] is not { Length: > 0 } secret || section[connection] is not { Length: > 0 } text)
            return;
        try
        {
            section[connection] = new NpgsqlConnectionStringBuilder(text) { Password = secret }.ToString();
        }
        catch (ArgumentException)
        {
            // Whoever reads the connection string says that it is none.
        }
    }
}

/// <summary>The settings group <c>Secrets</c>.</summary>
internal sealed record SecretSettings(string Folder);
