namespace RmsOrleans.Tests;

/// <summary>As the fixture of tests it is started before the first of them, and ended after the last.</summary>
public sealed partial class PostgresCluster : IAsyncLifetime;

/// <summary>The tests that share the cluster.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresCollection : ICollectionFixture<PostgresCluster>
{
    public const string Name = "PostgreSQL";
}
