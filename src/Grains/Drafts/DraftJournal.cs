using RmsOrleans.Grains.Kernel.Journal;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Reads a draft from its journal.</summary>
public static class DraftJournal
{
    /// <summary>A draft from its stored lines; null if there are none.</summary>
    public static Draft? Fold(DraftId id, IReadOnlyList<JournalLine> lines)
    {
        Draft? draft = null;
        foreach (var line in lines)
            draft = Draft.Apply(draft, new DraftLine(id, line.Line, line.At, StoredEvents.Table.Read(line.Type, line.Payload), line.Hash));
        return draft;
    }
}
