using System.Text.Json;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// A draft's row in the read model, written in the transaction that writes its lines. The content is not in it: a query reads it from the
/// line <see cref="ContentLine"/>.
/// </summary>
[GenerateSerializer, Alias("draft-head"), Immutable]
public sealed record DraftHead
{
    [Id(0)] public required DraftId Id { get; init; }

    [Id(1)] public required int LastLine { get; init; }

    [Id(2)] public required byte[] LastHash { get; init; }

    [Id(3)] public required DraftStatus Status { get; init; }

    [Id(4)] public required AuthorityCode Authority { get; init; }

    [Id(5)] public required ProfileKind Kind { get; init; }

    [Id(6)] public required string Title { get; init; }

    [Id(7)] public required Territory Territory { get; init; }

    [Id(8)] public required ApplicationMode Mode { get; init; }

    /// <summary>JSON, as it is stored: written by the draft, so that the one who commits for many does not have to.</summary>
    [Id(9)] public required string Paperwork { get; init; }

    [Id(10)] public required DateTimeOffset PreparedAt { get; init; }

    [Id(11)] public required DateTimeOffset ChangedAt { get; init; }

    [Id(12)] public required int ContentLine { get; init; }

    [Id(13)] public required int Version { get; init; }

    [Id(14)] public RegistrationNumber? Number { get; init; }

    [Id(15)] public DateTimeOffset? RegisteredAt { get; init; }

    [Id(16)] public Deadline? Deadline { get; init; }

    [Id(17)] public bool DeadlineMissed { get; init; }

    [Id(18)] public bool Overdue { get; init; }

    /// <summary>What the executor's token says.</summary>
    [Id(19)] public string? Executor { get; init; }

    [Id(20)] public string? ResponsibleUnit { get; init; }

    [Id(21)] public string? ExecutorName { get; init; }

    /// <summary>The code of the risk area that it names.</summary>
    [Id(22)] public string? Area { get; init; }

    public Official? ReadExecutor() => Executor is null ? null : new Official(Executor, ExecutorName!);

    internal static DraftHead Of(Draft draft) => new()
    {
        Id = draft.Id,
        LastLine = draft.Line,
        LastHash = draft.LineHash,
        Status = draft.Status,
        Authority = draft.Authority,
        Kind = draft.Kind,
        Title = draft.Content.Title,
        Territory = draft.Content.Territory,
        Mode = draft.Content.Mode,
        Paperwork = JsonSerializer.Serialize(draft.Paperwork, StoredDraft.Json.PaperworkState),
        PreparedAt = draft.PreparedAt,
        ChangedAt = draft.ChangedAt,
        ContentLine = draft.ContentLine,
        Version = draft.Version,
        Number = draft.Number,
        RegisteredAt = draft.RegisteredAt,
        Deadline = draft.Deadline,
        DeadlineMissed = draft.DeadlineIsMissed,
        Overdue = draft.Overdue,
        Executor = draft.Executor?.Subject,
        ExecutorName = draft.Executor?.Name,
        ResponsibleUnit = draft.ResponsibleUnit,
        Area = draft.Content.RiskArea.Code,
    };
}

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

    /// <summary>The draft as it stood after this line.</summary>
    public async Task<Draft> AsOf(int line) => Draft?.Line == line
        ? Draft
        : StoredEvents.Table.Fold((await journal.Read(id, CancellationToken.None)).Take(line))!;

    /// <summary>Who wrote this line; null if there is none.</summary>
    public async Task<byte[]?> WriterOf(int line) => (await journal.Read(id, CancellationToken.None)).ElementAtOrDefault(line - 1)?.Actor;

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
            id, Line, LineHash, StoredEvents.Table.Pending(events), actor, head, circumstances.Authorities.ZonesOf(head.Authority)!.At(circumstances.Now).Id,
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
