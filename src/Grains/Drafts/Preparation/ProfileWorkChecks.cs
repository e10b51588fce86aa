using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Grains.Drafts;

/// <summary>What is wrong with a command of the work on a profile in itself.</summary>
internal static class ProfileWorkChecks
{
    public static void Check(ValidationErrors errors, DraftCommand command, AuthorityRegister authorities, ContentRules contentRules)
    {
        switch (command)
        {
            case EditProfile edit:
                UnitLists.Check(errors, new JsonPointer("/units"), edit.Units);
                contentRules.Check(errors, "/content", edit.Content, authorities);
                contentRules.Check(errors, "/note", edit.Note);
                break;
            case RefuseProfileVisa refuse:
                errors.Text("/remarks", refuse.Remarks);
                break;
            case SignProfile sign:
                errors.OptionalText("/position", sign.Position);
                break;
            case RequestApproval request:
                errors.OptionalText("/text", request.Text);
                break;
            case Approve approve:
                errors.OptionalText("/position", approve.Position);
                break;
            case ReturnProfile back:
                errors.Text("/remarks", back.Remarks);
                break;
            case ReportApproval { Number: { } number }:
                errors.Text("/number", number);
                break;
        }
    }

    /// <summary>A letter has a number, a memorandum has none.</summary>
    public static void CheckNumber(ValidationErrors errors, ReportApproval report, CoveringDocument covering)
    {
        if (covering == CoveringDocument.Letter && report.Number is null)
            errors.Add("/number", "A letter is reported with its registry number.");
        else if (covering == CoveringDocument.Memorandum && report.Number is not null)
            errors.Add("/number", "Of a memorandum only the date of the resolution is reported.");
    }
}
