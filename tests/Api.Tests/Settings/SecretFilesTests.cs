using Microsoft.Extensions.Configuration;
using Npgsql;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tests.Settings;

public sealed class SecretFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rms-secrets-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Are_settings_and_a_password_goes_into_its_connection_string()
    {
        File.WriteAllText(Path.Combine(folder, "Storage__PostgresPassword"), "it's; \"quoted\"=\n");
        File.WriteAllText(Path.Combine(folder, "Kestrel__Certificates__Default__Password"), "of the certificate");

        var configuration = Read(("Storage:Postgres", "Host=db;Username=rms"), ("Storage:PostgresOwner", "Host=db;Username=owner"));

        var connection = new NpgsqlConnectionStringBuilder(configuration["Storage:Postgres"]);
        Assert.Equal(("db", "rms", "it's; \"quoted\"="), (connection.Host, connection.Username, connection.Password));
        Assert.Equal("Host=db;Username=owner", configuration["Storage:PostgresOwner"]);
        Assert.Equal("of the certificate", configuration["Kestrel:Certificates:Default:Password"]);
    }

    [Fact]
    public void That_nothing_reads_are_refused_by_name_alone()
    {
        File.WriteAllText(Path.Combine(folder, "Storage__PostgresPasword"), "secret");

        var refused = Assert.Throws<StartRefusedException>(() => UnknownSettings.Refuse(Read()));

        Assert.Contains("Storage:PostgresPasword is not a setting", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    private ConfigurationManager Read(params (string Name, string Value)[] others)
    {
        var configuration = new ConfigurationManager { ["Secrets:Folder"] = folder };
        foreach (var (name, value) in others)
            configuration[name] = value;
        configuration.AddSecretFiles();
        return configuration;
    }
}
