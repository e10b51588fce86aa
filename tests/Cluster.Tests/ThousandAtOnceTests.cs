using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

[Collection(PostgresCollection.Name)]
public sealed class ThousandAtOnceTests(PostgresCluster cluster)
{
    private const int Submissions = 1000;

    [Fact(Timeout = Limits.OneTest)]
    public Task On_SQLite_to_one_authority() => Submit(Site.OnSqlite, authorities: 1);

    [Fact(Timeout = Limits.OneTest)]
    public Task On_SQLite_to_a_hundred_authorities() => Submit(Site.OnSqlite, authorities: 100);

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task On_PostgreSQL_to_one_authority() => await Submit(await Site.OnPostgres(cluster), authorities: 1);

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task On_PostgreSQL_to_a_hundred_authorities() => await Submit(await Site.OnPostgres(cluster), authorities: 100);

    /// <summary>All at once; the serials of each authority must be contiguous.</summary>
    private static async Task Submit(Site site, int authorities)
    {
        using var _ = site;
        await using var program = await site.Start();
        AuthorityCode[] offices = Offices.Take(authorities);
        await Offices.Import(program, offices);

        var sample = await File.ReadAllTextAsync(Samples.Ceramics);
        var clients = offices.ToDictionary(office => office, office => program.Client(office, Role.Coordinator));
        var numbers = await Task.WhenAll(Enumerable.Range(0, Submissions).Select(async n =>
        {
            var office = offices[n % authorities];
            using var content = new StringContent(sample.Replace("\"authority\": \"10216000\"", $"\"authority\": \"{office}\"", StringComparison.Ordinal), Encoding.UTF8, "application/json");
            using var answer = await clients[office].PostAsync("/api/v1/submissions", content);
            Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
            return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("number").GetString();
        }));

        foreach (var office in numbers.Select(text => RegistrationNumber.TryParse(text, out var number) ? number : default).GroupBy(number => number.Sequence))
            Assert.Equal(Enumerable.Range(1, Submissions / authorities).Select(serial => (long)serial), office.Select(number => number.Serial).Order());
        foreach (var client in clients.Values)
            client.Dispose();
    }
}
