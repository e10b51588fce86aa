using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

[Collection(PostgresCollection.Name)]
public sealed class TwoProgramsTests(PostgresCluster cluster)
{
    private static readonly AuthorityCode baltic = new("10216000");

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Two_programs_on_one_PostgreSQL_number_one_authority_without_gap_or_double()
    {
        using var site = await Site.OnPostgres(cluster);
        var office = new Office(baltic.Value);
        var starting = new[] { site.Start(), site.Start() };
        await using var one = await starting[0];
        await using var two = await starting[1];
        using var toOne = one.Client(baltic, Role.Coordinator);
        using var toTwo = two.Client(baltic, Role.Coordinator);

        using var stop = new CancellationTokenSource();
        var clients = Task.WhenAll(office.Submit(toOne, 16, stop.Token), office.Submit(toTwo, 16, stop.Token));
        await office.HasAcknowledged(1000, clients);
        await stop.CancelAsync();
        await clients;

        await Register.IsWhole(two, baltic, office);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task The_same_key_sent_to_both_at_once_is_one_draft()
    {
        using var site = await Site.OnPostgres(cluster);
        var office = new Office(baltic.Value);
        await using var one = await site.Start();
        await using var two = await site.Start();
        using var toOne = one.Client(baltic, Role.Coordinator);
        using var toTwo = two.Client(baltic, Role.Coordinator);

        foreach (var key in Enumerable.Range(1, 50).Select(n => $"shared-{n}"))
            await Task.WhenAll(office.SubmitUntilAnswered(toOne, key), office.SubmitUntilAnswered(toTwo, key));

        await Register.IsWhole(one, baltic, office);
    }
}
