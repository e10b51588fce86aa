using System.Reflection;
using Xunit.Sdk;

namespace Orleans.Embedded.Tests;

public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory on SQLite and on PostgreSQL; without the latter only in CI, where it then fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEachDatabaseAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return [DatabaseKind.Sqlite];
        if (PostgresCluster.IsAvailable || PostgresFactAttribute.IsCi)
            yield return [DatabaseKind.Postgres];
    }
}

/// <summary>Shows that tests were left out where there is no PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresPresenceTests
{
    [PostgresFact]
    public void PostgreSQL_is_there_for_the_tests_that_run_on_each_database() => Assert.True(PostgresCluster.IsAvailable);
}
