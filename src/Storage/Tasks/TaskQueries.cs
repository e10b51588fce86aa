using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Tasks;

/// <summary>Drafts that may wait for a person, by what the read model knows; whether they do, <see cref="AwaitedSteps"/> says.</summary>
internal sealed class TaskQueries(IReadDatabase database, DraftVisibility visibility)
{
    /// <summary>In the words of the index <c>drafts_unassigned</c>.</summary>
    private const string Due = "coalesce(d.deadline_at, 9223372036854775807)";

    /// <summary>The first half is for SQLite, which does not look up both in an index.</summary>
    private const string After = $" and {Due} >= @afterDue and ({Due}, d.id) > (@afterDue, @afterId)";

    private const string OnPaper = "'Drafting', 'FinalisationByAuthority'";

    /// <summary>As one condition, so that SQLite begins with the meetings, of which the index <c>journal_lines_meetings</c> knows, and not with the status.</summary>
    private const string MeetingConvened =
        "(d.id, d.status) in (select l.subject, 'UnderConsideration' from journal_lines l where l.type = 'MeetingConvened')";

    private static readonly DraftStatus[] inHand = [.. Enum.GetValues<DraftStatus>().Where(IsInHand)];

    private static readonly Operation[] onPaper =
        [Operation.EditDraft, Operation.SignDraft, Operation.GiveVisa, Operation.RegisterDraft, Operation.ResubmitDraft];

    private static readonly Operation[] opinion = [Operation.GiveOpinion, Operation.AgreeOpinion];

    /// <summary>The first due first, those without a deadline last; at most <paramref name="limit"/>.</summary>
    public Task<List<TaskCandidate>> Candidates(Actor actor, TaskCursor? after, int limit, CancellationToken cancellation) =>
        Query(actor, after, limit) is var (sql, parameters) ? database.List<TaskCandidate>(sql, parameters, cancellation) : Task.FromResult<List<TaskCandidate>>([]);

    /// <summary>
    /// Each case by itself, so that it is found by its own index and gives no more than a page; a draft may be in several, and is read once.
    /// Null if nothing can wait for the person.
    /// </summary>
    internal (string Sql, DynamicParameters Parameters)? Query(Actor actor, TaskCursor? after, int limit)
    {
        var parameters = new DynamicParameters(new { authority = actor.Authority.Value, subject = actor.Subject, limit });
        if (after is not null)
            parameters.AddDynamicParams(new { afterDue = after.Due, afterId = after.Id });
        var condition = visibility.Where(actor, parameters);
        string[] parts = [.. Cases(actor).Select((each, i) => $"""
            select * from (
              select d.id as Id, {Due} as Due from drafts d
              where {each} and {condition}{(after is null ? "" : After)} order by {Due}, d.id limit @limit) part{i}
            """)];
        return parts is []
            ? null
            : ($"""
            select d.id as Id, d.last_line as LastLine, page.Due as Due
            from (select * from ({string.Join("\nunion\n", parts)}) parts order by Due, Id limit @limit) page join drafts d on d.id = page.Id
            order by page.Due, page.Id
            """, parameters);
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
            yield return $"d.executor = @subject and d.status in ({string.Join(", ", inHand.Select(status => $"'{status}'"))})";
        if (HoldsAny(actor, [Operation.AssignExecutor, Operation.RecordMinutes, Operation.RegisterProfile]))
        {
            foreach (var status in inHand)
                yield return $"d.executor is null and d.status = '{status}'";
            yield return MeetingConvened;
            yield return "d.status = 'Approved'";
        }
        if (HoldsAny(actor, [Operation.GiveProfileVisa, Operation.SignProfile]))
            yield return "d.status = 'Expedient'";
        if (HoldsAny(actor, [Operation.ApproveProfile]))
            yield return "d.status = 'AwaitingApproval'";
    }

    /// <summary>Whether the FCS works on it.</summary>
    private static bool IsInHand(DraftStatus status) => status switch
    {
        DraftStatus.UnderConsideration or DraftStatus.GatheringInformation or DraftStatus.FinalisationByFcs or DraftStatus.Expedient
            or DraftStatus.AwaitingApproval or DraftStatus.Approved => true,
        DraftStatus.Drafting or DraftStatus.Discarded or DraftStatus.FinalisationByAuthority or DraftStatus.RequestToDirectorate
            or DraftStatus.Inexpedient or DraftStatus.Withdrawn or DraftStatus.Adopted => false,
    };

    private static bool HoldsAny(Actor actor, Operation[] steps) => steps.Any(step => PermissionTable.Of(step).Grants.Any(grant => grant.IsHeldBy(actor)));
}

/// <summary>A draft that may wait for somebody, and its place in the order of what is due.</summary>
internal sealed class TaskCandidate
{
    public DraftId Id { get; init; }

    /// <summary>Up to which its journal had come.</summary>
    public int LastLine { get; init; }

    /// <summary>As in <see cref="TaskCursor"/>.</summary>
    public long Due { get; init; }
}
