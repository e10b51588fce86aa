using Dapper;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Rights;

namespace RmsOrleans.Api.Tasks;

/// <summary>Drafts that may wait for a person, by what the read model knows; whether they do, <see cref="AwaitedSteps"/> says.</summary>
internal sealed class TaskQueries(IReadDatabase database, Visibility visibility)
{
    private const string Due = "coalesce(d.deadline_at, @never)";

    private const string OnPaper = "'Drafting', 'FinalisationByAuthority'";
    private const string InHand = "'UnderConsideration', 'GatheringInformation', 'FinalisationByFcs', 'Expedient', 'AwaitingApproval', 'Approved'";
    private const string MeetingConvened = "exists (select 1 from journal_lines l where l.subject = d.id and l.type = 'MeetingConvened')";

    private static readonly Operation[] onPaper =
        [Operation.EditDraft, Operation.SignDraft, Operation.GiveVisa, Operation.RegisterDraft, Operation.ResubmitDraft];

    private static readonly Operation[] opinion = [Operation.GiveOpinion, Operation.AgreeOpinion];

    /// <summary>The first due first, those without a deadline last; at most <paramref name="limit"/>.</summary>
    public async Task<List<DraftRow>> Candidates(Actor actor, TaskCursor? after, int limit, CancellationToken cancellation)
    {
        string[] cases = [.. Cases(actor)];
        if (cases.Length == 0)
            return [];

        var parameters = new DynamicParameters(new
        {
            authority = actor.Authority.Value,
            subject = actor.Subject,
            never = TaskCursor.Never,
            afterDue = after?.Due ?? long.MinValue,
            afterId = after?.Id ?? default,
            limit,
        });
        var sql = $"""
            select {DraftRow.Columns} from drafts d
            where ({string.Join(" or ", cases)}) and {visibility.Condition(actor, parameters)} and ({Due}, d.id) > (@afterDue, @afterId)
            order by {Due}, d.id limit @limit
            """;
        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<DraftRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
    }

    private static IEnumerable<string> Cases(Actor actor)
    {
        if (HoldsAny(actor, onPaper))
            yield return $"d.authority = @authority and d.status in ({OnPaper})";

        if (actor.Authority != AuthorityCode.Fcs)
        {
            if (HoldsAny(actor, opinion))
                yield return "d.status = 'RequestToDirectorate' and d.authority <> @authority";
            yield break;
        }

        if (HoldsAny(actor, [Operation.ResolveDraft]))
            yield return $"d.executor = @subject and d.status in ({InHand})";
        if (HoldsAny(actor, [Operation.AssignExecutor, Operation.RecordMinutes, Operation.RegisterProfile]))
        {
            yield return $"d.executor is null and d.status in ({InHand})";
            yield return $"d.status = 'UnderConsideration' and {MeetingConvened}";
            yield return "d.status = 'Approved'";
        }
        if (HoldsAny(actor, [Operation.GiveProfileVisa, Operation.SignProfile]))
            yield return "d.status = 'Expedient'";
        if (HoldsAny(actor, [Operation.ApproveProfile]))
            yield return "d.status = 'AwaitingApproval'";
    }

    private static bool HoldsAny(Actor actor, Operation[] steps) => steps.Any(step => RightsTable.Of(step).Grants.Any(grant => grant.IsHeldBy(actor)));
}
