using Dapper;
using Npgsql;
using RmsOrleans.Tests;

namespace RmsOrleans.Cluster.Tests.Stage;

/// <summary>What the silos of a cluster have agreed on about each other.</summary>
internal sealed class Membership(Site site)
{
    /// <summary>SiloStatus.Dead of Orleans.</summary>
    private const int Dead = 6;

    /// <summary>Waits until the others have declared the silo dead that is now on this port.</summary>
    public async Task IsDead(int port)
    {
        await using var connection = await Open();
        await Patience.Until($"the others to declare the silo on port {port} dead", () => Status(connection, port), status => status == Dead);
    }

    public async Task<bool> IsDeclaredDead(int port)
    {
        await using var connection = await Open();
        return await Status(connection, port) == Dead;
    }

    /// <summary>How many silos have ever been declared dead, or left.</summary>
    public async Task<long> CountOfDead()
    {
        await using var connection = await Open();
        return await connection.ExecuteScalarAsync<long>("select count(*) from orleansmembershiptable where status = @Dead", new { Dead });
    }

    private static Task<int?> Status(NpgsqlConnection connection, int port) =>
        connection.ExecuteScalarAsync<int?>("select status from orleansmembershiptable where port = @port order by generation desc limit 1", new { port });

    private async Task<NpgsqlConnection> Open()
    {
        var connection = new NpgsqlConnection($"{site.Postgres};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
