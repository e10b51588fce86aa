using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

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
/// The registrations of this silo, on their way to their sequences: messages and hops are paid once for many. A silo that is alone hands the
/// batches of each sequence over as they are, open for whoever comes; between silos those of several sequences go together.
/// </summary>
internal sealed class SiloRegistrations(
    IGrainFactory grains,
    IJournal journal,
    SequenceCommits commits,
    IOptions<NumberingSettings> settings,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock,
    NumberingMetrics metrics,
    ILogger<SiloRegistrations> log)
{
    private const int CallsOfAGroupAtOnce = 2;

    private readonly ConcurrentDictionary<SequenceKey, RegistrationQueue<RegistrationRequest, RegistrationAnswer>> sequences = new();
    private readonly ConcurrentDictionary<SequenceKey, uint> groupsOfSequences = new();
    private readonly ConcurrentDictionary<uint, RegistrationQueue<RoutedRegistration, RegistrationAnswer>> groups = new();
    private readonly ConcurrentDictionary<uint, bool> doors = new();

    /// <summary>Answers when the number is committed, or when it is known that it cannot be now.</summary>
    public Task<RegistrationAnswer> Register(SequenceKey sequence, RegistrationRequest request)
    {
        if (!journal.IsShared)
            return Sequence(sequence).Register(request);

        var group = groupsOfSequences.GetOrAdd(sequence, GroupOf);
        return doors.ContainsKey(group)
            ? Sequence(sequence).Register(request)
            : groups.GetOrAdd(group, Group).Register(new RoutedRegistration(sequence, request));
    }

    /// <summary>The same for another silo, which has no more to do with it than to answer.</summary>
    public Task<RegistrationAnswer> Receive(SequenceKey sequence, RegistrationRequest request) => Sequence(sequence).Add(request);

    /// <summary>Whether the door of a group is on this silo: then its sequences are called directly.</summary>
    public void DoorIsHere(uint group, bool isHere)
    {
        if (isHere)
            doors[group] = true;
        else
            doors.TryRemove(group, out _);
    }

    private RegistrationQueue<RegistrationRequest, RegistrationAnswer> Sequence(SequenceKey sequence) => sequences.GetOrAdd(sequence, key =>
        Queue<RegistrationRequest>(new SequenceCalls<INumberSequenceGrain, RegistrationRequest, RegistrationAnswer>(
            Reach(grains.Sequence(key)), (grain, batch) => grain.Register(batch), batch => commits.Commit(key, batch)).Register, journal.BatchesAtOnce));

    private RegistrationQueue<RoutedRegistration, RegistrationAnswer> Group(uint group) =>
        Queue<RoutedRegistration>(new SequenceGroup(Reach(grains.SequenceGroup(group)), commits).Register, CallsOfAGroupAtOnce);

    private RegistrationQueue<TRequest, RegistrationAnswer> Queue<TRequest>(Func<IBatch<TRequest>, Task<ImmutableArray<RegistrationAnswer>>> register, int callsAtOnce) =>
        new(register, callsAtOnce, settings.Value, metrics, clock);

    private GrainReach<TGrain> Reach<TGrain>(TGrain grain) where TGrain : IReachable => new(grain, settings.Value.GrainPatience, log);

    /// <summary>The same in every silo.</summary>
    private uint GroupOf(SequenceKey sequence) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(sequence.Value))) % settings.Value.SequenceGroups;
}

/// <summary>Commits a batch of registrations to its sequence.</summary>
internal sealed class SequenceCommits(IJournal journal, NumberSequence numbers, BatchCommits commits, NumberingMetrics metrics)
{
    public Task<ImmutableArray<RegistrationAnswer>> Commit(SequenceKey sequence, IBatch<RegistrationRequest> batch) => commits.Commit(
        sequence, batch, members => journal.Register(sequence, members, numbers.Number, CancellationToken.None), Count);

    private void Count(ImmutableArray<RegistrationAnswer> answers, TimeSpan took)
    {
        if (!answers.IsEmpty)
            metrics.Committed(answers.Length, answers.Count(answer => answer.End == RegistrationEnd.Registered), took);
    }
}
