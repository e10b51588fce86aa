using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// Finalisation by the customs authority: the draft's own authority mends what the remarks say, agrees anew from an empty paperwork, and
/// resubmits under the same number as the next version.
/// </summary>
internal static class FinalisationByAuthority
{
    public static Deadline StartTerm(Draft draft, Circumstances circumstances) =>
        circumstances.StartTerm(DeadlineKind.FinalisationByAuthority, draft.Authority);

    public static ImmutableArray<string> Possible(Draft draft) =>
        [.. PaperworkSteps.Possible(draft.Paperwork, Resubmit.Route), Withdraw.Route];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        Resubmit resubmit => draft.Paperwork.IsComplete
            ? resubmit.IfSound(
                circumstances,
                () => new DraftResubmitted(
                    draft.Version + 1, [.. resubmit.Answers.OrderBy(answer => answer.Remark)], UnderConsideration.StartTerm(circumstances)),
                beside: errors => resubmit.CheckAnswers(errors, draft.Consideration.Remarks.Length))
            : new Decision.NotNow(new Phrase("The draft cannot be resubmitted until its paperwork is complete; missing: ", "Проект нельзя представить повторно, пока не оформлены подпись и визы; отсутствуют: ") + PaperworkRules.Missing(draft.Paperwork)),
        Withdraw withdraw => withdraw.Decide(circumstances),
        _ => PaperworkSteps.Decide(draft, command, circumstances),
    };
}

/// <param name="Remarks">Numbered from 1 in this order.</param>
internal sealed record FinalisationByAuthorityRequested(ImmutableArray<string> Remarks, Deadline Deadline) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft.Enter(DraftStatus.FinalisationByAuthority, Deadline) with
    {
        Consideration = draft.Consideration with { Remarks = Remarks },
        Paperwork = draft.Paperwork.Void(),
        Versions = [.. draft.Versions[..^1], draft.Versions[^1] with { Remarks = Remarks }],
    };
}

/// <summary>The authority's coordinator sends the finalised draft again, with an answer to each remark.</summary>
[GenerateSerializer, Alias("resubmit"), Immutable]
public sealed record Resubmit([property: Id(0)] ImmutableArray<RemarkAnswer> Answers) : DraftCommand
{
    public const string Route = "resubmission";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        var at = new JsonPointer("/answers");
        if (TextLists.IsTooLong(errors, at, Answers.Length, Resolve.MostRemarks))
            return;
        for (var i = 0; i < Answers.Length; i++)
        {
            var (remark, answer) = Answers[i];
            errors.Text(at.Of("", i).Of("/answer"), answer);
            if (remark < 1)
                errors.Add(at.Of("", i).Of("/remark"), "Remarks are numbered from 1.", "Замечания нумеруются с 1.");
            else if (Answers.Take(i).Any(earlier => earlier.Remark == remark))
                errors.Add(at.Of("", i).Of("/remark"), "This remark is answered twice.", "Ответ на это замечание указан дважды.");
        }
    }

    /// <summary>Each remark is answered once, and nothing else is.</summary>
    internal void CheckAnswers(ValidationErrors errors, int remarks)
    {
        for (var i = 0; i < Answers.Length; i++)
        {
            if (Answers[i].Remark > remarks)
            {
                errors.Add(
                    new JsonPointer("/answers").Of("", i).Of("/remark"),
                    $"There is no such remark; they are numbered from 1 to {remarks}.",
                    $"Такого замечания нет; замечания пронумерованы от 1 до {remarks}.");
            }
        }
        int[] unanswered = [.. Enumerable.Range(1, remarks).Except(Answers.Select(answer => answer.Remark))];
        if (unanswered.Length > 0)
            errors.Add("/answers", $"Not answered: {string.Join(", ", unanswered)}.", $"Нет ответа на замечания: {string.Join(", ", unanswered)}.");
    }
}

/// <summary>What was done about a remark. <paramref name="Remark"/> counts from 1.</summary>
[GenerateSerializer, Alias("remark-answer"), Immutable]
public sealed record RemarkAnswer([property: Id(0)] int Remark, [property: Id(1)] string Answer);
