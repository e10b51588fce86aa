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

    /// <summary>
    /// Until three looks were in vain a silo counts as there. How long the others are without a registration is printed, not tested, since a busy
    /// machine has pauses of its own; that they did not wait for the declaration is.
    /// </summary>
    private static readonly string[] slowToDeclare = ["--Orleans:ProbePeriod", "00:00:05"];

    /// <summary>By each of the others, before it is declared dead; more than its clients had in flight.</summary>
    private const int DoneMeanwhile = 5 * ClientsOfEach;

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task The_others_go_on_before_it_is_declared_dead_and_turn_away_no_more_than_the_calls_in_flight()
    {
        using var site = await Site.OnPostgres(cluster);
        var office = new Office(Ceramics.Baltic.Value);
        var port = LoopbackPort.Reserve();
        await using var holder = await site.Start(["--Orleans:SiloPort", $"{port}", .. slowToDeclare]);
        using (var http = holder.Client(Ceramics.Baltic, Role.Coordinator))
            await office.SubmitUntilAnswered(http, office.NextKey()); // the only silo has the sequence, and keeps it
        await using var one = await site.Start(slowToDeclare);
        await using var two = await site.Start(slowToDeclare);
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
        await Task.WhenAll(paces.Select(pace => pace.HasDone(DoneMeanwhile, killed)));
        var membership = new Membership(site);
        Assert.False(await membership.IsDeclaredDead(port), "The others waited until the silo had been declared dead.");
        await membership.IsDead(port);
        await office.HasAcknowledged(office.Acknowledged.Count + 100, clients);
        var after = Pace.Now; // from here on all must be as before
        var longest = paces.Max(pace => pace.LongestPause(killed));
        var turnedAway = paces.Sum(pace => pace.TurnedAway(killed));
        await office.HasAcknowledged(office.Acknowledged.Count + 500, clients);
        await stop.CancelAsync();
        await clients;

        output.WriteLine($"Nothing was registered for {longest.TotalMilliseconds:F0} ms at most, before the death for {usual.TotalMilliseconds:F0} ms; {turnedAway} calls were turned away: {string.Join("; ", office.TurnedAwayWith.Keys)}.");
        Assert.True(turnedAway <= 2 * ClientsOfEach, $"{turnedAway} calls were turned away.");
        Assert.Equal(0, paces.Sum(pace => pace.TurnedAway(after)));
        await office.AskAgain(toOne);
        await Register.IsWhole(toTwo, Ceramics.Baltic, office);
    }
}
