using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Verification;

/// <summary>A draft: its journal, and its row, its number and its profile against the fold of that journal.</summary>
internal static class DraftCheck
{
    public static IEnumerable<Finding> Check(StoredSubject subject)
    {
        var where = $"draft {subject.Id}";
        if (subject.Lines.Count == 0)
            return [new Finding(where, "it has a row in drafts, but no line in the journal")];

        var findings = JournalCheck.Check(where, subject.Lines).ToList();
        if (subject.Draft is null)
            findings.Add(new Finding(where, "it has lines in the journal, but no row in drafts"));
        if (subject.Profile is not null || subject.Entries.Count > 0)
            findings.Add(new Finding(where, "it stands in profiles or in the directory as well"));
        if (subject.HasUnknownAuthority)
            findings.Add(new Finding(where, "its authority is not in the register of authorities"));
        try
        {
            var folded = FoldedDraft.Of(new DraftId(subject.Id), subject.Lines);
            subject.Files = folded.State.Named();
            findings.AddRange(AgainstFold(where, subject, folded));
        }
        catch (Exception failure) when (FoldFailures.IsOne(failure))
        {
            findings.Add(new Finding(where, $"its journal cannot be read: {failure.Message}"));
        }
        return findings;
    }

    private static IEnumerable<Finding> AgainstFold(string where, StoredSubject subject, FoldedDraft folded)
    {
        if (subject.Draft is { } row)
        {
            foreach (var difference in row.Differences(JournalTables.DraftRows.Values(DraftHead.Of(folded.State))))
                yield return new Finding(where, $"column {difference}");
        }
        if (folded.Numbered is { } numbered && subject.Draft?.Is("number", numbered.Number.ToString()) == true)
        {
            foreach (var finding in numbered.Check(where, subject.Registration))
                yield return finding;
        }
        if (folded.State.AdoptedAs?.ToString() is var adopted && adopted != subject.AdoptedAs)
            yield return new Finding(where, $"by its journal it became profile {adopted ?? "none"}, and the profiles say {subject.AdoptedAs ?? "none"}");
    }
}

/// <summary>A draft folded from its lines, and the line that gave it its number.</summary>
internal sealed record FoldedDraft(Draft State, NumberedLine? Numbered)
{
    public static FoldedDraft Of(DraftId id, IEnumerable<JournalLine> lines)
    {
        Draft? draft = null;
        NumberedLine? numbered = null;
        foreach (var line in lines)
        {
            draft = StoredEvents.Table.Apply(draft, line);
            if (numbered is null && draft.Number is { } number)
                numbered = new NumberedLine(number, draft.Version, line);
        }
        return new FoldedDraft(draft ?? throw new InvalidOperationException("it has no line"), numbered);
    }
}
