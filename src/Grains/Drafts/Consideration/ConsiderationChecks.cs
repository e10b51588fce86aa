using System.Collections.Immutable;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What is wrong with a command of consideration in itself.</summary>
internal static class ConsiderationChecks
{
    private const int MostRemarks = 500;

    public static void Check(Faults faults, DraftCommand command)
    {
        switch (command)
        {
            case AssignExecutor assign:
                faults.Name(new Place("/subject"), assign.Subject);
                faults.Text("/name", assign.Name);
                faults.Name(new Place("/unit"), assign.Unit);
                break;
            case ConveneMeeting convene:
                CheckUnits(faults, convene.Units);
                break;
            case RecordMinutes minutes:
                Check(faults, minutes);
                break;
            case Resolve resolve:
                Check(faults, resolve);
                break;
            case RecordInformation information:
                faults.Text("/text", information.Text);
                break;
            case GiveOpinion opinion:
                faults.Text("/conclusion", opinion.Conclusion);
                faults.Text("/text", opinion.Text);
                faults.Text("/official", opinion.Official);
                break;
            case ReturnOpinion opinion:
                faults.Text("/remarks", opinion.Remarks);
                break;
            case Resubmit resubmit:
                Check(faults, resubmit);
                break;
            case Withdraw withdraw:
                faults.Text("/reason", withdraw.Reason);
                break;
        }
    }

    /// <summary>Each remark is answered once, and nothing else is.</summary>
    public static void CheckAnswers(Faults faults, Resubmit resubmit, int remarks)
    {
        for (var i = 0; i < resubmit.Answers.Length; i++)
        {
            if (resubmit.Answers[i].Remark > remarks)
                faults.Add(new Place("/answers").Of("", i).Of("/remark"), $"There is no such remark; they are numbered from 1 to {remarks}.");
        }
        int[] unanswered = [.. Enumerable.Range(1, remarks).Except(resubmit.Answers.Select(answer => answer.Remark))];
        if (unanswered.Length > 0)
            faults.Add("/answers", $"Not answered: {string.Join(", ", unanswered)}.");
    }

    private static void CheckUnits(Faults faults, ImmutableArray<string> units)
    {
        var at = new Place("/units");
        if (units.Length < 2 && !faults.IsUnreadable(at))
            faults.Add(at, "A joint meeting is of two or more units.");
        UnitLists.Check(faults, at, units);
    }

    private static void Check(Faults faults, RecordMinutes minutes)
    {
        faults.Text("/number", minutes.Number);
        faults.Text("/text", minutes.Text);
        if (minutes.ResponsibleUnit is { } unit)
            faults.Name(new Place("/responsibleUnit"), unit);
        else if (minutes.DevelopProfile)
            faults.Add("/responsibleUnit", "Where a profile should be developed, a unit is responsible for it.");
    }

    private static void Check(Faults faults, Resolve resolve)
    {
        if (faults.IsUnreadable(new Place("/resolution")))
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
            faults.Name(new Place("/unit"), unit);

        void Carried(Resolution by, string pointer, string? text)
        {
            if (resolve.Resolution == by && (text is null || pointer != "/unit"))
                faults.Text(pointer, text ?? "");
            else if (resolve.Resolution != by && text is not null)
                faults.Add(pointer, $"Only the resolution {by} carries this.");
        }

        void CarriedList(Resolution by, string pointer, ImmutableArray<string> texts)
        {
            if (resolve.Resolution != by && !texts.IsEmpty)
                faults.Add(pointer, $"Only the resolution {by} carries this.");
            else if (resolve.Resolution == by && texts.IsEmpty)
                faults.Add(pointer, "At least one is needed.");
            else
                TextLists.Check(faults, new Place(""), pointer, texts, MostRemarks);
        }
    }

    private static void Check(Faults faults, Resubmit resubmit)
    {
        var at = new Place("/answers");
        if (TextLists.IsTooLong(faults, at, resubmit.Answers.Length, MostRemarks))
            return;
        for (var i = 0; i < resubmit.Answers.Length; i++)
        {
            var (remark, answer) = resubmit.Answers[i];
            faults.Text(at.Of("", i).Of("/answer"), answer);
            if (remark < 1)
                faults.Add(at.Of("", i).Of("/remark"), "Remarks are numbered from 1.");
            else if (resubmit.Answers.Take(i).Any(earlier => earlier.Remark == remark))
                faults.Add(at.Of("", i).Of("/remark"), "This remark is answered twice.");
        }
    }
}
