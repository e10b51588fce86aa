using System.Text;
using Npgsql;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

[Collection(PostgresCollection.Name)]
public sealed class SecretsTests(PostgresCluster cluster)
{
    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Are_read_from_files_and_never_logged_however_much_is()
    {
        var database = await cluster.CreateDatabase();
        using var site = new Site();
        var secrets = Directory.CreateDirectory(Path.Combine(site.Folder, "secrets")).FullName;
        var password = new NpgsqlConnectionStringBuilder(database.Program).Password!;
        foreach (var name in new[] { "Storage__PostgresPassword", "Storage__PostgresOwnerPassword" })
            await File.WriteAllTextAsync(Path.Combine(secrets, name), password);
        await using var program = await site.Start(
            "--Storage:Postgres", Without(database.Program), "--Storage:PostgresOwner", Without(database.Owner), "--Secrets:Folder", secrets,
            "--Logging:LogLevel:Default", "Trace", "--Logging:LogLevel:Microsoft.AspNetCore", "Trace");

        using var http = program.Client(new AuthorityCode("10216000"), Role.Coordinator);
        using var content = new StringContent(await File.ReadAllTextAsync(Samples.Ceramics), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync("/api/v1/submissions", content);
        await program.Stop();

        Assert.True(answer.IsSuccessStatusCode);
        Assert.Contains("trce:", program.Output, StringComparison.Ordinal);
        string[] secret = [password, http.DefaultRequestHeaders.Authorization!.Parameter!, (await File.ReadAllTextAsync(Path.Combine(site.Folder, "token-key"))).Trim()];
        Assert.All(secret, each => Assert.DoesNotContain(each, program.Output, StringComparison.Ordinal));
    }

    private static string Without(string connection) => new NpgsqlConnectionStringBuilder(connection) { Password = null }.ToString();
}
