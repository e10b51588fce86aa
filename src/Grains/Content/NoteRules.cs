using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Grains.Content;

/// <summary>The explanatory note.</summary>
internal static class NoteRules
{
    private const int MostSources = 1000;

    public static void Check(Faults faults, Place at, ExplanatoryNote note)
    {
        if (note.Sources.IsEmpty)
            faults.Add(at.Of("/sources"), "At least one source of information is needed.");
        TextLists.Check(faults, at, "/sources", note.Sources, MostSources);

        faults.OptionalText(at.Of("/methodology"), note.Methodology);
        faults.OptionalText(at.Of("/logic"), note.Logic);
        if (string.IsNullOrWhiteSpace(note.Methodology) && string.IsNullOrWhiteSpace(note.Logic) && !faults.IsUnreadable(at.Of("/methodology")))
            faults.Add(at.Of("/logic"), "Without an approved target methodology the logic is needed.");

        faults.Text(at.Of("/calculation"), note.Calculation);
        faults.Text(at.Of("/assessment"), note.Assessment);
        faults.Text(at.Of("/consequences"), note.Consequences);
        if (note.ExpectedConsignments < 0)
            faults.Add(at.Of("/expectedConsignments"), "The number of consignments is not negative.");
        if (note.ValidTo < note.ValidFrom && !faults.IsUnreadable(at.Of("/validFrom")))
            faults.Add(at.Of("/validTo"), "The last day lies before the first.");
    }
}
