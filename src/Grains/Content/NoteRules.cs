namespace RmsOrleans.Grains.Content;

/// <summary>The explanatory note.</summary>
internal static class NoteRules
{
    private const int MostSources = 1000;

    public static void Check(ValidationErrors errors, JsonPointer at, ExplanatoryNote note)
    {
        if (note.Sources.IsEmpty)
            errors.Add(at.Of("/sources"), "At least one source of information is needed.");
        TextLists.Check(errors, at, "/sources", note.Sources, MostSources);

        errors.OptionalText(at.Of("/methodology"), note.Methodology);
        errors.OptionalText(at.Of("/logic"), note.Logic);
        if (string.IsNullOrWhiteSpace(note.Methodology) && string.IsNullOrWhiteSpace(note.Logic) && !errors.IsUnreadable(at.Of("/methodology")))
            errors.Add(at.Of("/logic"), "Without an approved target methodology the logic is needed.");

        errors.Text(at.Of("/calculation"), note.Calculation);
        errors.Text(at.Of("/assessment"), note.Assessment);
        errors.Text(at.Of("/consequences"), note.Consequences);
        if (note.ExpectedConsignments < 0)
            errors.Add(at.Of("/expectedConsignments"), "The number of consignments is not negative.");
        if (note.ValidTo < note.ValidFrom && !errors.IsUnreadable(at.Of("/validFrom")))
            errors.Add(at.Of("/validTo"), "The last day lies before the first.");
    }
}
