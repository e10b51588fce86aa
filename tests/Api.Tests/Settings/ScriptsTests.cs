using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Npgsql;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Settings;

/// <summary>The scripts of <c>ops/</c> that a cluster is made and kept with.</summary>
[Collection(PostgresCollection.Name)]
public sealed class ScriptsTests(PostgresCluster cluster) : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly string folder = Directory.CreateTempSubdirectory("rms-scripts-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Certificates_of_silos_are_for_both_ends_and_of_their_authority()
    {
        Assert.Equal(0, (await Run("silo-certificates.sh", [folder, "node-1"])).ExitCode);
        var authority = await File.ReadAllTextAsync(Path.Combine(folder, "silos-authority.pem"));
        Assert.Equal(0, (await Run("silo-certificates.sh", [folder, "node-2"])).ExitCode);
        Assert.Equal(authority, await File.ReadAllTextAsync(Path.Combine(folder, "silos-authority.pem")));

        foreach (var node in (string[])["node-1", "node-2"])
        {
            using var certificate = X509Certificate2.CreateFromPemFile(Path.Combine(folder, $"{node}.pem"));
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.ImportFromPem(authority);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.ApplicationPolicy.Add(new(ServerAuthentication));
            chain.ChainPolicy.ApplicationPolicy.Add(new(ClientAuthentication));

            Assert.True(certificate.HasPrivateKey && chain.Build(certificate), $"{node}: {string.Join(' ', chain.ChainStatus.Select(status => status.StatusInformation))}");
        }
    }

    /// <summary>By a role that reads everything and writes nothing.</summary>
    [PostgresFact]
    public async Task Backups_are_made_and_the_newest_kept_and_a_failure_is_said()
    {
        var database = await cluster.CreateDatabase();
        var role = $"{database.Name}_backup";
        await Execute(database.Superuser, $"create role {role} login password 'only-for-tests'; grant pg_read_all_data to {role}; alter role {role} set default_transaction_read_only = on");
        try
        {
            var reader = new NpgsqlConnectionStringBuilder(database.Program) { Username = role }.ToString();
            (string, string)[] settings = [("Storage__Postgres", reader), ("BACKUP_FOLDER", folder), ("BACKUP_KEEP", "2"), ("BACKUP_PROGRAM", CommandRun.Program)];

            var failed = await Run("backup.sh", ["once"], settings);
            Assert.True(failed.ExitCode == 3 && failed.ToString().Contains("FAILED", StringComparison.Ordinal), failed.ToString());
            Assert.Equal(1, (await Run("backup.sh", ["check"], settings)).ExitCode);

            var migrated = await CommandRun.Of("migrate", "--Storage:Postgres", database.Program, "--Storage:PostgresOwner", database.Owner);
            Assert.True(migrated.ExitCode == 0, migrated.ToString());
            foreach (var old in (string[])["rms-2020-01-01T000000Z.dump", "rms-2020-01-02T000000Z.dump", "rms-2020-01-03T000000Z.dump.part", "kept-by-hand.dump"])
                await File.WriteAllTextAsync(Path.Combine(folder, old), "");

            var made = await Run("backup.sh", ["once"], settings);

            Assert.True(made.ExitCode == 0 && made.ToString().Contains("OK", StringComparison.Ordinal), made.ToString());
            var files = Directory.GetFiles(folder, "*.dump*").Select(Path.GetFileName).Order().ToList();
            Assert.Equal(["kept-by-hand.dump", "rms-2020-01-02T000000Z.dump"], files[..2]);
            Assert.EndsWith("Z.dump", Assert.Single(files[2..]), StringComparison.Ordinal);
            Assert.Equal(0, (await Run("backup.sh", ["check"], settings)).ExitCode);
        }
        finally
        {
            await Execute(database.Superuser, $"drop role {role}");
        }
    }

    private static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await source.CreateCommand(sql).ExecuteNonQueryAsync();
    }

    private static Task<CommandRun> Run(string script, string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo("sh", [Path.Combine(Installation.Repository!, "ops", script), .. arguments]);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return CommandRun.Of(start);
    }
}
