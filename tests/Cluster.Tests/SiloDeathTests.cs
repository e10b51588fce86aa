using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;
using Xunit.Abstractions;

namespace RmsOrleans.Cluster.Tests;

/// <summary>The silo that holds a sequence is killed while two others register in it, and their callers hardly notice.</summary>
[Collection(PostgresCollection.Name)]
public sealed class SiloDeathTests(PostgresCluster cluster, ITestOutputHelper output)
{
    private const int ClientsOfEach = 8;

    /// <summary>So long the others may be without a registration; and where the machine is slow by itself, some times its longest pause before beside.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    private const int TimesAsLong = 5;

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task The_others_go_on_within_a_second_and_turn_away_no_more_than_the_calls_in_flight()
    {
        using var site = await Site.OnPostgres(cluster);
        var office = new Office(Ceramics.Baltic.Value);
        var port = LoopbackPort.Reserve();
        await using var holder = await site.Start("--Orleans:SiloPort", $"{port}");
        using (var http = holder.Client(Ceramics.Baltic, Role.Coordinator))
            await office.SubmitUntilAnswered(http, office.NextKey()); // the only silo has the sequence, and keeps it
        await using var one = await site.Start();
        await using var two = await site.Start();
        Pace[] paces = [new(), new()];
        using var toOne = one.Client(paces[0], Ceramics.Baltic, Role.Coordinator);
        using var toTwo = two.Client(paces[1], Ceramics.Baltic, Role.Coordinator);
        using var stop = new CancellationTokenSource();
        var clients = Task.WhenAll(office.SubmitWhateverComes(toOne, ClientsOfEach, stop.Token), office.SubmitWhateverComes(toTwo, ClientsOfEach, stop.Token));
        await office.HasAcknowledged(300, clients);
        var loaded = Pace.Now;
        await office.HasAcknowledged(1500, clients);
        var usual = paces.Max(pace => pace.LongestPause(loaded));

        var killed = Pace.Now;
        await holder.Kill();
        await new Membership(site).IsDead(port);
        await office.HasAcknowledged(office.Acknowledged.Count + 100, clients);
        var after = Pace.Now; // from here on all must be as before
        var longest = paces.Max(pace => pace.LongestPause(killed));
        var turnedAway = paces.Sum(pace => pace.TurnedAway(killed));
        await office.HasAcknowledged(office.Acknowledged.Count + 500, clients);
        await stop.CancelAsync();
        await clients;

        output.WriteLine($"Nothing was registered for {longest.TotalMilliseconds:F0} ms at most, before the death for {usual.TotalMilliseconds:F0} ms; {turnedAway} calls were turned away: {string.Join("; ", office.TurnedAwayWith.Keys)}.");
        Assert.True(longest < pause + usual * TimesAsLong, $"For {longest} nothing was registered; the longest pause before was {usual}.");
        Assert.True(turnedAway <= 2 * ClientsOfEach, $"{turnedAway} calls were turned away.");
        Assert.Equal(0, paces.Sum(pace => pace.TurnedAway(after)));
        await office.AskAgain(toOne);
        await Register.IsWhole(toTwo, Ceramics.Baltic, office);
    }
}
