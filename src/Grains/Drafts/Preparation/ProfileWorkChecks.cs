using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What is wrong with a command of the work on a profile in itself.</summary>
internal static class ProfileWorkChecks
{
    public static void Check(Faults faults, DraftCommand command, AuthorityRegister authorities, ContentRules contentRules)
    {
        switch (command)
        {
            case EditProfile edit:
                UnitLists.Check(faults, new Place("/units"), edit.Units);
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
}
