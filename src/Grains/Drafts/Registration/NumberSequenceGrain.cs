using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Gathers the batches of all silos and commits them many at a time. It lives beside the door of its group. It keeps no number in memory: the sequence's row is the truth.</summary>
[Reentrant, PreferLocalPlacement]
internal sealed class NumberSequenceGrain(IJournal journal, SequenceCommits commits, IOptions<NumberingSettings> settings) : Grain, INumberSequenceGrain
{
    private SequenceBatches<RegistrationRequest, RegistrationAnswer> Batches =>
        field ??= new(settings.Value.BatchLimit, journal.BatchesAtOnce, batch => commits.Commit(this.SequenceKey(), batch));

    public Task<ImmutableArray<RegistrationAnswer>> Register(RegistrationBatch<RegistrationRequest> batch) => Batches.Add(batch);

    public Task IsThere() => Task.CompletedTask;
}

/// <summary>One numbering sequence. What the silos send while a commit is under way shares the next one.</summary>
[Alias("number-sequence")]
internal interface INumberSequenceGrain : IReachable
{
    /// <summary>Answers when the numbers are committed, or when it is known that they cannot be now: one answer for each member, in its order.</summary>
    [Alias("register-batch")]
    Task<ImmutableArray<RegistrationAnswer>> Register(RegistrationBatch<RegistrationRequest> batch);
}

/// <summary>
/// How a number is given: each member of a batch gets the next serial, and the lines, hashes and deadline that go with it. One time serves
/// the whole batch, so serials and dates never run against each other; it is never before a line that a member has already.
/// </summary>
internal sealed class NumberSequence(IReferenceData reference)
{
    public NumberedBatch Number(SequenceHead sequence, ImmutableArray<RegistrationRequest> members, DateTimeOffset now)
    {
        var at = members.Where(member => member.DecidedOn > 0).Aggregate(
            Moments.NotBefore(now, sequence.LastAt), (latest, member) => Moments.NotBefore(latest, member.Head.ChangedAt));
        var deadline = UnderConsideration.StartTerm(at, reference.Current);
        var numbered = ImmutableArray.CreateBuilder<NumberedDraft>(members.Length);
        foreach (var member in members)
        {
            var draft = Number(sequence, member, at, deadline);
            sequence = sequence with { LastSerial = draft.Registration.Serial, LastAt = at, LastHash = draft.Registration.Hash };
            numbered.Add(draft);
        }
        return new NumberedBatch(numbered.MoveToImmutable(), sequence);
    }

    private static NumberedDraft Number(SequenceHead sequence, RegistrationRequest member, DateTimeOffset at, Deadline deadline)
    {
        var serial = sequence.LastSerial + 1;
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, ZoneHistory.Find(member.TimeZone)).DateTime);
        var number = new RegistrationNumber(sequence.Key.Prefix, sequence.Key.Authority, day, serial);
        var printed = number.ToString();
        var registered = new DraftRegistered(number, member.Head.Version, deadline) { Request = member.Request };

        var lines = Date(member, at, registered);
        var last = lines[^1];
        var head = member.Head with
        {
            LastLine = last.Line,
            LastHash = last.Hash,
            Status = DraftStatus.UnderConsideration,
            Number = number,
            RegisteredAt = at,
            Deadline = registered.Deadline,
            PreparedAt = member.DecidedOn == 0 ? at : member.Head.PreparedAt,
            ChangedAt = at,
        };
        var hash = Chain.Registration(sequence.LastHash, printed, member.Draft.Value, head.Version, last.Hash, at);
        var row = new RegistrationRow(sequence.Key, serial, printed, member.Draft.Value, head.Version, last.Hash, at, hash);
        return new NumberedDraft(member.DecidedOn, lines, head, row);
    }

    private static ImmutableArray<JournalLine> Date(RegistrationRequest member, DateTimeOffset at, DraftRegistered registered)
    {
        var pending = member.Lines.Add(StoredEvents.Table.Pending(registered));
        return JournalLines.Date(member.Draft.Value, member.DecidedOn, member.LastHash, pending, member.Actor, at);
    }
}

/// <summary>Sequences and their groups as grains.</summary>
internal static class SequenceGrains
{
    private const string Prefix = "seq/";
    private const string GroupPrefix = "seq-group/";

    public static INumberSequenceGrain Sequence(this IGrainFactory grains, SequenceKey key) => grains.GetGrain<INumberSequenceGrain>(Prefix + key);

    public static ISequenceGroupGrain SequenceGroup(this IGrainFactory grains, uint group) => grains.GetGrain<ISequenceGroupGrain>($"{GroupPrefix}{group}");

    public static SequenceKey SequenceKey(this INumberSequenceGrain grain) => new(grain.Tail(Prefix));

    public static uint SequenceGroup(this ISequenceGroupGrain grain) => uint.Parse(grain.Tail(GroupPrefix), CultureInfo.InvariantCulture);
}
