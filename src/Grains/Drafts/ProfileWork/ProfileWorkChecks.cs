using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts.Content;

namespace RmsOrleans.Grains.Drafts.ProfileWork;

/// <summary>What is wrong with a command of the work on a profile in itself.</summary>
internal static class ProfileWorkChecks
{
    private const int MostUnits = 100;

    public static void Check(Faults faults, DraftCommand command, AuthorityRegister authorities, ContentRules contentRules)
    {
        switch (command)
        {
            case EditProfile edit:
                CheckUnits(faults, edit);
                contentRules.Check(faults, "/content", edit.Content, authorities);
                contentRules.Check(faults, "/note", edit.Note);
                break;
            case RefuseProfileVisa refuse:
                faults.Text("/remarks", refuse.Remarks);
                break;
            case SignProfile sign:
                faults.OptionalText("/position", sign.Position);
                break;
            case RequestApproval request:
                faults.OptionalText("/text", request.Text);
                break;
            case Approve approve:
                faults.OptionalText("/position", approve.Position);
                break;
            case ReturnProfile back:
                faults.Text("/remarks", back.Remarks);
                break;
            case ReportApproval { Number: { } number }:
                faults.Text("/number", number);
                break;
        }
    }

    /// <summary>A letter has a number, a memorandum has none.</summary>
    public static void CheckNumber(Faults faults, ReportApproval report, CoveringDocument covering)
    {
        if (covering == CoveringDocument.Letter && report.Number is null)
            faults.Add("/number", "A letter is reported with its registry number.");
        else if (covering == CoveringDocument.Memorandum && report.Number is not null)
            faults.Add("/number", "Of a memorandum only the date of the resolution is reported.");
    }

    private static void CheckUnits(Faults faults, EditProfile edit)
    {
        var at = new Place("/units");
        if (TextLists.IsTooLong(faults, at, edit.Units.Length, MostUnits) || faults.IsUnreadable(at))
            return;
        for (var i = 0; i < edit.Units.Length; i++)
        {
            faults.Name(at.Of("", i), edit.Units[i]);
            if (edit.Units.IndexOf(edit.Units[i]) < i)
                faults.Add(at.Of("", i), "This unit is named twice.");
        }
    }
}
