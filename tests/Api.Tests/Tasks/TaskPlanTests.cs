using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Storage.Tasks;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Tasks;

/// <summary>The coordinators of the FCS have all drafts before them that nobody has taken on.</summary>
[Collection(OneProgram.Name)]
public sealed class TaskPlanTests(TheProgram program)
{
    private static readonly TaskCursor somewhere = new(1, new(Guid.Empty));

    [Fact]
    public async Task Those_without_an_executor_are_read_in_the_order_of_their_index_and_meetings_by_theirs()
    {
        foreach (var after in (TaskCursor?[])[null, somewhere])
        {
            var (sql, parameters) = program.Services.GetRequiredService<TaskQueries>().Query(Ceramics.FcsCoordinator, after, 50)!.Value;
            var plan = await QueryPlan.Of(program, sql, parameters);

            QueryPlan.AssertFindsInOrder(plan, after is null ? "drafts_unassigned (status=?)" : "drafts_unassigned (status=? AND <expr>>?)", parts: 6);
            Assert.Contains(plan, step => step.Contains("INDEX journal_lines_meetings", StringComparison.Ordinal));
            Assert.Contains(plan, step => step.StartsWith("SEARCH d USING INDEX sqlite_autoindex_drafts_1 (id=?", StringComparison.Ordinal));
        }
    }
}
