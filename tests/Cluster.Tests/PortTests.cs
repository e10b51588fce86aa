using System.Net;
using System.Net.Sockets;
using RmsOrleans.Cluster.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests;

/// <summary>What the program listens on beside the address that it serves: nothing on SQLite, one port for other silos on PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PortTests(PostgresCluster cluster)
{
    private const int StockSiloPort = 11111;

    [Fact(Timeout = Limits.OneTest)]
    public async Task On_SQLite_two_programs_work_side_by_side_and_listen_to_nobody_but_their_callers()
    {
        using var one = Site.OnSqlite;
        using var other = Site.OnSqlite;
        var starting = new[] { RunningProgram.Start(one.Folder), RunningProgram.Start(other.Folder) };
        await using var program = await starting[0];
        await using var otherProgram = await starting[1];

        foreach (var each in (RunningProgram[])[program, otherProgram])
        {
            Assert.Equal([each.Address.Port], Sockets.ListenedOn(each.ProcessId));
            await Numbers(each);
        }
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task On_SQLite_a_silo_port_that_others_have_stops_nothing()
    {
        using var other = Listen(StockSiloPort);
        using var site = Site.OnSqlite;

        await using var program = await RunningProgram.Start(site.Folder);

        await Numbers(program);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task On_PostgreSQL_it_listens_for_silos_on_one_port_and_for_clients_of_the_cluster_on_none()
    {
        using var site = await Site.OnPostgres(cluster);
        var port = LoopbackPort.Reserve();

        await using var program = await RunningProgram.Start(site.Folder, [.. site.Storage, "--Orleans:SiloPort", $"{port}"]);

        Assert.Equal(((int[])[program.Address.Port, port]).Order(), Sockets.ListenedOn(program.ProcessId));
    }

    [PostgresTheory(Timeout = Limits.OneTest)]
    [InlineData("Orleans:SiloPort")]
    [InlineData("Orleans:ListenPort")]
    public async Task On_PostgreSQL_a_silo_port_that_others_have_is_refused_by_its_name(string setting)
    {
        using var site = await Site.OnPostgres(cluster);
        using var other = Listen(0);
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        await using var program = await RunningProgram.RunToTheEnd(site.Folder, [.. site.Storage, $"--{setting}", $"{taken}"]);

        AssertNames(program, taken, setting);
    }

    [PostgresFact(Timeout = Limits.OneTest)]
    public async Task Two_silos_cannot_have_one_port()
    {
        using var site = await Site.OnPostgres(cluster);
        string[] port = ["--Orleans:SiloPort", $"{LoopbackPort.Reserve()}"];
        await using var first = await RunningProgram.Start(site.Folder, [.. site.Storage, .. port]);

        await using var second = await RunningProgram.RunToTheEnd(site.Folder, [.. site.Storage, .. port]);

        AssertNames(second, int.Parse(port[1], null), "Orleans:SiloPort");
        await Numbers(first);
    }

    private static void AssertNames(RunningProgram program, int port, string setting)
    {
        Assert.Equal(1, program.ExitCode);
        var line = Assert.Single(program.Output.Split('\n'), line => line.StartsWith("RmsOrleans did not start: ", StringComparison.Ordinal));
        Assert.Contains($"127.0.0.1:{port} ({setting})", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", program.Output, StringComparison.Ordinal);
    }

    private static TcpListener Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            // Somebody has it, which is as good.
        }
        return listener;
    }

    private static async Task Numbers(RunningProgram program)
    {
        using var http = program.Client(Ceramics.Baltic, Role.Coordinator);
        var office = new Office(Ceramics.Baltic.Value);
        await office.SubmitUntilAnswered(http, "one");
        Assert.EndsWith("/00001", Assert.Single(office.Acknowledged.Values), StringComparison.Ordinal);
    }
}
