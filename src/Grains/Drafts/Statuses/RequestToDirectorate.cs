using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Request to the regional directorate: an official of its unit gives an opinion, and its coordinator agrees, which sends it.</summary>
internal static class RequestToDirectorate
{
    public static Deadline StartTerm(AuthorityCode directorate, Circumstances circumstances) => circumstances.StartTerm(DeadlineKind.Opinion, directorate);

    public static ImmutableArray<string> Possible(Draft draft) => draft.Consideration.Opinion is null
        ? [CorrectAddressee.Route, GiveOpinion.Route, Withdraw.Route]
        : [AgreeOpinion.Route, ReturnOpinion.Route, Withdraw.Route];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        GiveOpinion give => draft.Consideration.Opinion is null
            ? give.IfSound(circumstances, () => new OpinionGiven(new Opinion(give.Conclusion, give.Text, give.Official)))
            : new Decision.NotNow(
                "The opinion has been given and waits for the directorate's coordinator",
                "Заключение подготовлено и ожидает согласования координатором РТУ"),
        CorrectAddressee correct => draft.Consideration.Opinion is null
            ? correct.Decide(draft, circumstances)
            : new Decision.NotNow("The opinion has been given, so its addressee stays", "Заключение уже подготовлено, поэтому изменить адресата нельзя"),
        AgreeOpinion => IfGiven(draft, () => Decision.Event(new OpinionAgreed(UnderConsideration.StartTermAfterOpinion(circumstances)))),
        ReturnOpinion back => IfGiven(draft, () => back.IfSound(circumstances, () => new OpinionReturned(back.Remarks))),
        Withdraw withdraw => withdraw.Decide(circumstances),
        _ => new Decision.NotNow("This is not possible", "Это действие невозможно"),
    };

    private static Decision IfGiven(Draft draft, Func<Decision> decide) =>
        draft.Consideration.Opinion is null ? new Decision.NotNow(
            "The directorate's official has given no opinion yet",
            "Должностное лицо РТУ ещё не подготовило заключение") : decide();
}

internal sealed record OpinionRequested(OpinionRequest Asked, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.RequestToDirectorate, Deadline) with
    {
        Consideration = draft.Consideration with { OpinionRequest = Asked },
    };
}

/// <summary>The executor asks another unit of the directorate, until an opinion is given. The term goes on.</summary>
[GenerateSerializer, Alias("correct-addressee"), Immutable]
public sealed record CorrectAddressee([property: Id(0)] string Unit) : DraftCommand
{
    public const string Route = "addressee";

    internal Decision Decide(Draft draft, Circumstances circumstances)
    {
        var (units, directorate) = (circumstances.Units, draft.Consideration.OpinionRequest!.Directorate);
        return IfSound(
            circumstances,
            () => new AddresseeCorrected(units.Written(directorate, Unit)),
            beside: errors => UnitLists.CheckOne(errors, new JsonPointer("/unit"), Unit, directorate, units));
    }
}

internal sealed record AddresseeCorrected(string Unit) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        Consideration = draft.Consideration with { OpinionRequest = draft.Consideration.OpinionRequest! with { Unit = Unit } },
    };
}

/// <summary>An official of the directorate's unit answers its question. <paramref name="Official"/> is the name with initials.</summary>
[GenerateSerializer, Alias("give-opinion"), Immutable]
public sealed record GiveOpinion(
    [property: Id(0)] string Conclusion,
    [property: Id(1)] string Text,
    [property: Id(2)] string Official) : DraftCommand
{
    public const string Route = "opinion";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        errors.Text("/conclusion", Conclusion);
        errors.Text("/text", Text);
        errors.Text("/official", Official);
    }
}

internal sealed record OpinionGiven(Opinion Opinion) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Consideration = draft.Consideration with { Opinion = Opinion } };
}

/// <summary>The directorate's coordinator gives the opinion back to the official.</summary>
[GenerateSerializer, Alias("return-opinion"), Immutable]
public sealed record ReturnOpinion([property: Id(0)] string Remarks) : DraftCommand
{
    public const string Route = "opinion-return";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/remarks", Remarks);
}

internal sealed record OpinionReturned(string Remarks) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Consideration = draft.Consideration with { Opinion = null } };
}

/// <summary>The directorate's coordinator agrees to the opinion, which sends it.</summary>
[GenerateSerializer, Alias("agree-opinion"), Immutable]
public sealed record AgreeOpinion : DraftCommand
{
    public const string Route = "opinion-agreement";
}
