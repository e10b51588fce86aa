using System.Reflection;
using System.Text.RegularExpressions;
using Npgsql;
using RmsOrleans.Silo.Hosting;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Databases.Postgres;

namespace RmsOrleans.Api.Tests.Settings;

/// <summary>What the settings let a node take of PostgreSQL's connections, added up.</summary>
public sealed partial class ConnectionsTests
{
    /// <summary>PostgreSQL's max_connections where nobody sets it, without the three that it keeps for superusers.</summary>
    private const int ServersDefault = 100 - 3;

    /// <summary>For migrate, a backup with its verification, and somebody who looks.</summary>
    private const int Reserve = 8;

    [Fact]
    public void Two_nodes_fit_into_a_server_as_it_comes() => Assert.InRange(2 * OfANode(new StorageSettings()) + Reserve, 0, ServersDefault);

    [Theory]
    [InlineData(8)]
    [InlineData(36)]
    [InlineData(1000)]
    public void All_pools_of_the_journal_together_are_no_more_than_the_setting_says(int allowed)
    {
        var pools = PoolsOf(new StorageSettings { PostgresConnections = allowed });

        Assert.All(pools, pool => Assert.True(pool >= 2));
        Assert.InRange(pools.Sum(), allowed - pools.Count, allowed);
    }

    [Theory]
    [InlineData("docker-compose.yml")]
    public void Every_node_of_a_file_has_its_connections(string file)
    {
        var text = File.ReadAllText(Path.Combine(Installation.Repository!, file));
        var nodes = Node().Count(text);
        Assert.True(nodes > 1, "There is no cluster in it.");

        var allowed = int.Parse(MaxConnections().Match(text).Groups["number"].Value);

        Assert.True(allowed - 3 >= nodes * OfANode(new StorageSettings()) + Reserve, $"{nodes} nodes with {OfANode(new StorageSettings())} each need more than {allowed}.");
    }

    private static int OfANode(StorageSettings settings) => PoolsOf(settings).Sum() + GrainHosting.MostConnections;

    private static List<int> PoolsOf(StorageSettings settings)
    {
        settings.Postgres = "Host=nowhere";
        var connections = new PostgresConnections(settings);
        return [.. from property in typeof(PostgresConnections).GetProperties(BindingFlags.Public | BindingFlags.Instance)
                   where property.PropertyType == typeof(NpgsqlDataSource)
                   let source = (NpgsqlDataSource)property.GetValue(connections)!
                   select new NpgsqlConnectionStringBuilder(source.ConnectionString).MaxPoolSize];
    }

    [GeneratedRegex(@"max_connections=(?<number>\d+)")]
    private static partial Regex MaxConnections();

    [GeneratedRegex(@"^  node-\d+:$", RegexOptions.Multiline)]
    private static partial Regex Node();
}
