using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>How SQLite means to answer a query, step by step.</summary>
internal static class QueryPlan
{
    public static async Task<string[]> Of(TheProgram program, string sql, DynamicParameters parameters)
    {
        await using var connection = await program.Services.GetRequiredService<IReadDatabase>().Open(CancellationToken.None);
        return [.. (await connection.QueryAsync($"explain query plan {sql}", parameters)).Select(row => (string)row.detail)];
    }

    /// <summary>Every draft that it looks at, it finds by an index; and what it finds by this one in so many parts, it need not sort.</summary>
    public static void AssertFindsInOrder(string[] plan, string index, int parts)
    {
        Assert.Equal(parts, plan.Count(IsByIndex));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN d", StringComparison.Ordinal) || step.Contains("MULTI-INDEX", StringComparison.Ordinal));
        Assert.All(plan.Zip(plan.Skip(1)), step => Assert.False(IsByIndex(step.First) && step.Second.Contains("TEMP B-TREE", StringComparison.Ordinal)));

        bool IsByIndex(string step) => step.StartsWith($"SEARCH d USING INDEX {index}", StringComparison.Ordinal);
    }
}
