namespace RmsOrleans.Storage.Feeds;

/// <summary>What lines did to their drafts: the fold of each journal, line by line.</summary>
internal sealed class DraftChanges(IJournal journal)
{
    /// <summary>In the order of the lines.</summary>
    public async Task<IReadOnlyList<PlacedChange>> Of(IEnumerable<FeedLine> lines, CancellationToken cancellation)
    {
        var changes = new List<PlacedChange>();
        foreach (var ofDraft in lines.GroupBy(line => line.Draft))
            await Fold(ofDraft.Key, ofDraft.ToDictionary(line => line.Line), changes, cancellation);
        changes.Sort((one, other) => one.Position.CompareTo(other.Position));
        return changes;
    }

    private async Task Fold(DraftId id, Dictionary<int, FeedLine> wanted, List<PlacedChange> changes, CancellationToken cancellation)
    {
        Draft? draft = null;
        var statusChanges = 0;
        foreach (var line in await journal.Read(id, cancellation))
        {
            var before = draft?.Status;
            draft = StoredEvents.Table.Apply(draft, line);
            var hasNewStatus = before is not null && before != draft.Status;
            statusChanges += hasNewStatus ? 1 : 0;
            if (!wanted.Remove(line.Line, out var place))
                continue;

            var change = new DraftChange(id, draft.Authority, draft.Number, draft.Version, draft.Status, line.Line, line.Type, line.At, Official.WhoWrote(line));
            changes.Add(new PlacedChange(place.Position, change, hasNewStatus ? statusChanges : null));
            if (wanted.Count == 0)
                return;
        }
    }
}

/// <param name="StatusChange">Which change of status of its draft this was, counted from 1; null if the status stayed.</param>
internal sealed record PlacedChange(JournalPosition Position, DraftChange Change, int? StatusChange);
