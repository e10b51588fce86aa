using System.Diagnostics;

namespace RmsOrleans.Grains.Drafts;

/// <summary>
/// A draft that asks for its number: its lines so far undated, and its head as it will stand before registration. All get one time, that of
/// the commit.
/// </summary>
[GenerateSerializer, Alias("registration-request"), Immutable]
internal sealed record RegistrationRequest(
    [property: Id(0)] DraftId Draft,
    [property: Id(1)] int DecidedOn,
    [property: Id(2)] byte[] LastHash,
    [property: Id(3)] ImmutableArray<PendingLine> Lines,
    [property: Id(4)] byte[] Actor,
    [property: Id(5)] DraftHead Head,
    [property: Id(6)] string TimeZone,
    [property: Id(7)] RequestKey? Request);

/// <summary>How a registration ended; <paramref name="Write"/> is set if the storage was away.</summary>
[GenerateSerializer, Alias("registration-answer"), Immutable]
internal sealed record RegistrationAnswer(
    [property: Id(0)] RegistrationEnd End, [property: Id(1)] DraftHead? Head = null, [property: Id(2)] FailedWrite? Write = null) : IBatchAnswer<RegistrationAnswer>
{
    public static readonly RegistrationAnswer MovedOn = Of(RegistrationEnd.MovedOn);

    public static readonly RegistrationAnswer Failed = Of(RegistrationEnd.Failed);

    public static RegistrationAnswer Of(RegistrationEnd end, FailedWrite? write = null) => new(end, Write: write);
}

/// <summary>One numbered draft: everything that its transaction writes.</summary>
internal sealed record NumberedDraft(int DecidedOn, ImmutableArray<JournalLine> Lines, DraftHead Head, RegistrationRow Registration);

/// <summary>A batch with its numbers, in the order it was handed in, and the sequence after it.</summary>
internal sealed record NumberedBatch(ImmutableArray<NumberedDraft> Drafts, SequenceHead Sequence)
{
    /// <summary>What its members are answered once it is committed.</summary>
    public IEnumerable<(DraftId Draft, RegistrationAnswer Answer)> Answers =>
        Drafts.Select(draft => (draft.Head.Id, new RegistrationAnswer(RegistrationEnd.Registered, draft.Head)));
}

/// <summary>
/// Registrations of one silo on their way to their sequence. Inside a silo it is handed on as it is, and open: who comes until the storage asks
/// for the members is among them. Between silos it is closed when it is written.
/// </summary>
[GenerateSerializer, Alias("registration-batch"), Immutable]
internal sealed class RegistrationBatch : IBatch<RegistrationRequest>
{
    [NonSerialized]
    private readonly IBatch<RegistrationRequest>? open;

    private RegistrationBatch()
    {
    }

    public RegistrationBatch(IBatch<RegistrationRequest> open) => this.open = open;

    [Id(0)]
    public ImmutableArray<RegistrationRequest> Members
    {
        get => open?.Members ?? field;
        private set;
    }

    /// <summary>Only recorded traces are worth a way between silos.</summary>
    [Id(1)]
    public ImmutableArray<string> Traces
    {
        get => open is null ? field : [.. open.Callers.Select(RecordedTraces.Write).OfType<string>()];
        private set;
    }

    public IEnumerable<ActivityContext> Callers => open?.Callers ?? Traces.Select(trace => ActivityContext.Parse(trace, null));

    public Activity? Lead => open?.Lead;
}
