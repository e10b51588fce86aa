using System.Text.Json.Serialization;

namespace RmsOrleans.Grains.Trials;

/// <summary>A trial run as it stands.</summary>
/// <param name="By">Who asked.</param>
/// <param name="Result">Of a run that is done; it never changes.</param>
[GenerateSerializer, Alias("trial-run"), Immutable]
public sealed record TrialRun(
    [property: Id(0)] TrialId Id,
    [property: Id(1)] TrialStatus Status,
    [property: Id(2)] TrialAsker By,
    [property: Id(3)] DateTimeOffset AskedAt,
    [property: Id(4)] TrialQuestion Question,
    [property: Id(5)] TrialProgress? Progress = null,
    [property: Id(6)] DateTimeOffset? EndedAt = null,
    [property: Id(7)] TrialResult? Result = null)
{
    internal static TrialRun Ask(TrialId id, TrialQuestion question, TrialAsker by, DateTimeOffset now) => new(id, TrialStatus.Queued, by, now, question);

    /// <summary>Begins on what there is to examine.</summary>
    internal TrialRun Begin(TrialSnapshot snapshot) =>
        Status == TrialStatus.Queued ? this with { Status = TrialStatus.Running, Progress = new(snapshot, [], TrialTally.None) } : this;

    /// <summary>What there is to examine could not be kept: it is looked for again.</summary>
    internal TrialRun Unbegin() => Status == TrialStatus.Running ? this with { Status = TrialStatus.Queued, Progress = null } : this;

    /// <summary>A segment that was examined twice, since an answer was lost, counts once.</summary>
    internal TrialRun Examined(string segment, TrialTally found) => Status != TrialStatus.Running || Progress!.Finished.Contains(segment)
        ? this
        : this with
        {
            Progress = Progress with { Finished = Progress.Finished.Add(segment), Found = Progress.Found + found, Ahead = Progress.Ahead is { } ahead && ahead.Segment != segment ? ahead : null },
        };

    /// <summary>What was seen of a segment before it is examined and compared; it counts until then, and is not kept.</summary>
    internal TrialRun Seen(string segment, TrialTally found) => Status != TrialStatus.Running || Progress!.Finished.Contains(segment)
        ? this
        : this with { Progress = Progress with { Ahead = new(segment, found) } };

    /// <summary>When all segments have been examined.</summary>
    internal TrialRun Finish(DateTimeOffset now, LoadBasis basis) => Status == TrialStatus.Running && !Progress!.Remaining.Any()
        ? End(TrialStatus.Done, now) with { Result = TrialResult.Of(Question, Progress.Snapshot, Progress.Found, basis) }
        : this;

    /// <summary>Stopped or failed; what has ended stays as it is.</summary>
    internal TrialRun End(TrialStatus status, DateTimeOffset now) => Status.HasEnded() ? this : this with { Status = status, EndedAt = now };
}

/// <summary>Who asked for a run.</summary>
[GenerateSerializer, Alias("trial-asker"), Immutable]
public sealed record TrialAsker([property: Id(0)] AuthorityCode Authority, [property: Id(1)] string Subject, [property: Id(2)] string Name);

/// <summary>The declarations that a run examines: they stay the same, whatever is loaded while it runs.</summary>
/// <param name="Revision">How many loads had been made: the data revision.</param>
/// <param name="Segments">In the order in which they are examined, spread over the months, so that what is found first is an estimate already.</param>
[GenerateSerializer, Alias("trial-snapshot"), Immutable]
public sealed record TrialSnapshot([property: Id(0)] long Revision, [property: Id(1)] ImmutableArray<TrialSegment> Segments, [property: Id(2)] ImmutableArray<DateOnly> WholeMonths)
{
    public long Declarations => Segments.Sum(segment => (long)segment.Declarations);
}

/// <summary>A segment, and which of its declarations count.</summary>
/// <param name="Id">Among those of the run.</param>
/// <param name="Declarations">How many count.</param>
/// <param name="Sealed">Its id in the catalogue of segments; null for one that the run has for itself.</param>
/// <param name="File">The name of that.</param>
/// <param name="Live">The name of the set of declarations that count; null if all do.</param>
/// <param name="Sha256">Of the segment's file, hexadecimal; null in what was begun before it was kept.</param>
[GenerateSerializer, Alias("trial-segment"), Immutable]
public sealed record TrialSegment(
    [property: Id(0)] string Id,
    [property: Id(1)] DateOnly Month,
    [property: Id(2)] int Declarations,
    [property: Id(3)] long? Sealed,
    [property: Id(4)] string? File,
    [property: Id(5)] string? Live,
    [property: Id(6)] string? Sha256 = null);

/// <summary>How far a run has come.</summary>
[GenerateSerializer, Alias("trial-progress"), Immutable]
public sealed record TrialProgress([property: Id(0)] TrialSnapshot Snapshot, [property: Id(1)] ImmutableArray<string> Finished, [property: Id(2)] TrialTally Found)
{
    /// <summary>A segment that was seen ahead; null where there is none.</summary>
    [Id(3), JsonIgnore]
    public TrialAhead? Ahead { get; init; }

    public IEnumerable<TrialSegment> Remaining => Snapshot.Segments.ExceptBy(Finished, segment => segment.Id);

    /// <summary>All that was found: the last of it is perhaps not compared yet.</summary>
    public TrialTally SoFar => Ahead is null ? Found : Found + Ahead.Found;

    /// <summary>The share of the declarations that have been examined, from 0 to 1.</summary>
    public double Share => Snapshot.Declarations is > 0 and var all
        ? 1 - (Remaining.Where(segment => segment.Id != Ahead?.Segment).Sum(segment => (double)segment.Declarations) / all)
        : 1;
}

/// <summary>What was seen of a segment ahead of the others, without what it is compared with.</summary>
[GenerateSerializer, Alias("trial-ahead"), Immutable]
public sealed record TrialAhead([property: Id(0)] string Segment, [property: Id(1)] TrialTally Found);
