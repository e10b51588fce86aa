using System.Diagnostics;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Rounds;

/// <summary>Three healthy silos on a machine that others keep busy: none of them may be declared dead.</summary>
internal static class BusyMachine
{
    public const int Load = 20;

    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    /// <param name="settings">Of the silos, beside their defaults.</param>
    /// <returns>How many drafts were registered meanwhile.</returns>
    public static async Task<int> IsBorne(PostgresCluster postgres, params string[] settings)
    {
        using var site = await Site.OnPostgres(postgres);
        await using var one = await site.Start(settings); // no wires between them: those would be kept waiting too
        await using var two = await site.Start(settings);
        await using var three = await site.Start(settings);
        using var http = two.Client(Ceramics.Baltic, Role.Coordinator);
        var office = new Office(Ceramics.Baltic.Value);
        using var stop = new CancellationTokenSource();
        var clients = office.SubmitWhateverComes(http, 2, stop.Token);
        await office.HasAcknowledged(1, clients);

        var busy = Enumerable.Range(0, Load).Select(_ => Process.Start("timeout", [$"{Length.TotalSeconds:F0}", "sh", "-c", "while :; do :; done"])).ToList();
        foreach (var process in busy)
        {
            await process.WaitForExitAsync(); // it ends by itself
            process.Dispose();
        }
        await stop.CancelAsync();
        await clients;

        Assert.Equal(0, await new Membership(site).CountOfDead());
        await Register.IsWhole(http, Ceramics.Baltic, office);
        return office.Acknowledged.Count;
    }
}
