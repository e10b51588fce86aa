namespace RmsOrleans.Grains.Drafts;

/// <summary>What a grain knows of its draft: a copy, which somebody else's lines make old. The journal refuses what was decided on an old one.</summary>
internal sealed class DraftCopy(DraftId id, IJournal journal)
{
    private bool hasRead;

    /// <summary>Null as long as nothing is known, or if there is no such draft.</summary>
    public Draft? Draft { get; private set; }

    private int Line => Draft?.Line ?? 0;

    private byte[] LineHash => Draft?.LineHash ?? Chain.Start;

    public async Task Read()
    {
        Draft = StoredEvents.Table.Fold(await journal.Read(id, CancellationToken.None));
        hasRead = true;
    }

    /// <summary>Whether it had to be read.</summary>
    public async Task<bool> ReadUnlessKnown()
    {
        if (hasRead)
            return false;

        await Read();
        return true;
    }

    public async Task<bool> IsStillTrue() => await journal.LastLine(id, CancellationToken.None) == Line;

    /// <summary>The draft's row after these events; null when the draft has moved on since it was read.</summary>
    public async Task<DraftHead?> Append(ImmutableArray<DraftEvent> events, byte[] actor, DateTimeOffset at)
    {
        var lines = JournalLines.Date(id.Value, Line, LineHash, StoredEvents.Table.Pending(events), actor, at);
        var next = Fold(events, at, lines);
        var head = DraftHead.Of(next);
        if (!await journal.Append(new DraftAppend(Line, lines, head), CancellationToken.None))
            return null;

        (Draft, hasRead) = (next, true);
        return head;
    }

    /// <summary>What a sequence needs to write these events and the draft's number in one commit.</summary>
    public RegistrationRequest Registration(ImmutableArray<DraftEvent> events, byte[] actor, Circumstances circumstances)
    {
        var head = DraftHead.Of(Fold(events, circumstances.Now, []));
        return new(
            id, Line, LineHash, StoredEvents.Table.Pending(events), actor, head, circumstances.Authorities.Find(head.Authority)!.TimeZone,
            events.IsEmpty ? circumstances.Conditions.Key : null);
    }

    public void Forget() => (Draft, hasRead) = (null, false);

    /// <summary>Lines that have no hash yet are folded without one.</summary>
    private Draft Fold(ImmutableArray<DraftEvent> events, DateTimeOffset at, ImmutableArray<JournalLine> lines)
    {
        var next = Draft;
        for (var i = 0; i < events.Length; i++)
            next = events[i].ApplyTo(next, new EventLine(id.Value, (next?.Line ?? 0) + 1, at, lines.IsEmpty ? [] : lines[i].Hash));
        return next ?? throw new InvalidOperationException($"Draft {id}: nothing to fold.");
    }
}
