using System.Text;
using Dapper;
using RmsOrleans.Grains.Actors;

namespace RmsOrleans.Api.Drafts;

/// <summary>Lists of drafts, newest first by the moment they were prepared, which never changes; pages go on after a key, not a count.</summary>
internal sealed class DraftListQueries(IReadDatabase database, Visibility visibility)
{
    /// <summary>One row more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<DraftRow>> Page(DraftFilter filter, Actor actor, ListCursor? after, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        var sql = new StringBuilder($"select {DraftRow.Columns} from drafts d where {visibility.Condition(actor, parameters)}");

        void And(string condition, string name, object? value)
        {
            if (value is null)
                return;
            sql.Append(" and ").Append(condition);
            parameters.Add(name, value);
        }

        And("d.status = @status", "status", filter.Status?.ToString());
        And("d.authority = @authority", "authority", filter.Authority?.Value);
        And("d.executor = @executor", "executor", filter.Executor);
        And("d.overdue = @overdue", "overdue", filter.Overdue);
        And("d.deadline_at < @dueBefore", "dueBefore", filter.DueBefore);
        And("d.territory = @territory", "territory", filter.Territory?.ToString());
        if (after is not null)
        {
            sql.Append(" and (d.prepared_at, d.id) < (@afterAt, @afterId)");
            parameters.AddDynamicParams(new { afterAt = after.PreparedAt, afterId = after.Id });
        }
        sql.Append(" order by d.prepared_at desc, d.id desc limit @limit");

        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<DraftRow>(new CommandDefinition(sql.ToString(), parameters, cancellationToken: cancellation))).AsList();
    }
}
