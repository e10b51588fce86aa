using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What is wrong with a command of consideration in itself.</summary>
internal static class ConsiderationChecks
{
    private const int MostRemarks = 500;

    public static void Check(ValidationErrors errors, DraftCommand command)
    {
        switch (command)
        {
            case AssignExecutor assign:
                errors.Name(new JsonPointer("/subject"), assign.Subject);
                errors.Text("/name", assign.Name);
                errors.Name(new JsonPointer("/unit"), assign.Unit);
                break;
            case ConveneMeeting convene:
                CheckUnits(errors, convene.Units);
                break;
            case RecordMinutes minutes:
                Check(errors, minutes);
                break;
            case Resolve resolve:
                Check(errors, resolve);
                break;
            case RecordInformation information:
                errors.Text("/text", information.Text);
                break;
            case GiveOpinion opinion:
                errors.Text("/conclusion", opinion.Conclusion);
                errors.Text("/text", opinion.Text);
                errors.Text("/official", opinion.Official);
                break;
            case ReturnOpinion opinion:
                errors.Text("/remarks", opinion.Remarks);
                break;
            case Resubmit resubmit:
                Check(errors, resubmit);
                break;
            case Withdraw withdraw:
                errors.Text("/reason", withdraw.Reason);
                break;
        }
    }

    /// <summary>Each remark is answered once, and nothing else is.</summary>
    public static void CheckAnswers(ValidationErrors errors, Resubmit resubmit, int remarks)
    {
        for (var i = 0; i < resubmit.Answers.Length; i++)
        {
            if (resubmit.Answers[i].Remark > remarks)
                errors.Add(new JsonPointer("/answers").Of("", i).Of("/remark"), $"There is no such remark; they are numbered from 1 to {remarks}.");
        }
        int[] unanswered = [.. Enumerable.Range(1, remarks).Except(resubmit.Answers.Select(answer => answer.Remark))];
        if (unanswered.Length > 0)
            errors.Add("/answers", $"Not answered: {string.Join(", ", unanswered)}.");
    }

    private static void CheckUnits(ValidationErrors errors, ImmutableArray<string> units)
    {
        var at = new JsonPointer("/units");
        if (units.Length < 2 && !errors.IsUnreadable(at))
            errors.Add(at, "A joint meeting is of two or more units.");
        UnitLists.Check(errors, at, units);
    }

    private static void Check(ValidationErrors errors, RecordMinutes minutes)
    {
        errors.Text("/number", minutes.Number);
        errors.Text("/text", minutes.Text);
        if (minutes.ResponsibleUnit is { } unit)
            errors.Name(new JsonPointer("/responsibleUnit"), unit);
        else if (minutes.DevelopProfile)
            errors.Add("/responsibleUnit", "Where a profile should be developed, a unit is responsible for it.");
    }

    private static void Check(ValidationErrors errors, Resolve resolve)
    {
        if (errors.IsUnreadable(new JsonPointer("/resolution")))
            return;

        Carried(Resolution.Expedient, "/agreedBy", resolve.AgreedBy);
        Carried(Resolution.Inexpedient, "/reasons", resolve.Reasons);
        Carried(Resolution.GatheringInformation, "/needed", resolve.Needed);
        CarriedList(Resolution.GatheringInformation, "/bodies", resolve.Bodies);
        Carried(Resolution.FinalisationByFcs, "/analysis", resolve.Analysis);
        CarriedList(Resolution.FinalisationByAuthority, "/remarks", resolve.Remarks);
        Carried(Resolution.RequestToDirectorate, "/question", resolve.Question);
        Carried(Resolution.RequestToDirectorate, "/unit", resolve.Unit);
        if (resolve is { Resolution: Resolution.RequestToDirectorate, Unit: { } unit })
            errors.Name(new JsonPointer("/unit"), unit);

        void Carried(Resolution by, string pointer, string? text)
        {
            if (resolve.Resolution == by && (text is null || pointer != "/unit"))
                errors.Text(pointer, text ?? "");
            else if (resolve.Resolution != by && text is not null)
                errors.Add(pointer, $"Only the resolution {by} carries this.");
        }

        void CarriedList(Resolution by, string pointer, ImmutableArray<string> texts)
        {
            if (resolve.Resolution != by && !texts.IsEmpty)
                errors.Add(pointer, $"Only the resolution {by} carries this.");
            else if (resolve.Resolution == by && texts.IsEmpty)
                errors.Add(pointer, "At least one is needed.");
            else
                TextLists.Check(errors, new JsonPointer(""), pointer, texts, MostRemarks);
        }
    }

    private static void Check(ValidationErrors errors, Resubmit resubmit)
    {
        var at = new JsonPointer("/answers");
        if (TextLists.IsTooLong(errors, at, resubmit.Answers.Length, MostRemarks))
            return;
        for (var i = 0; i < resubmit.Answers.Length; i++)
        {
            var (remark, answer) = resubmit.Answers[i];
            errors.Text(at.Of("", i).Of("/answer"), answer);
            if (remark < 1)
                errors.Add(at.Of("", i).Of("/remark"), "Remarks are numbered from 1.");
            else if (resubmit.Answers.Take(i).Any(earlier => earlier.Remark == remark))
                errors.Add(at.Of("", i).Of("/remark"), "This remark is answered twice.");
        }
    }
}
