using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RmsOrleans.Grains.Kernel;

/// <summary>
/// A command in its grain, from <paramref name="Began"/> on. How it ended stands on the span of the call, if its trace is recorded; if it was not
/// done, the account goes back with the answer.
/// </summary>
internal readonly record struct CommandCall(object Command, Guid? Draft, long Began)
{
    public static CommandCall Begin(object command, Guid? draft = null) => new(command, draft, Stopwatch.GetTimestamp());

    /// <summary>That of the call; null unless its trace is recorded.</summary>
    public static Activity? Span => Activity.Current is { IsAllDataRequested: true } span ? span : null;

    public void Done(Activity span, string? before, string after, string? number, bool repeated)
    {
        Name(span).SetTag(CommandTags.Outcome, repeated ? "repeated" : "done");
        span.SetTag(CommandTags.StatusBefore, before);
        span.SetTag(CommandTags.StatusAfter, after);
        span.SetTag(CommandTags.Number, number);
    }

    public CallAccount NotDone(RefusalReason reason, AuthorityCode authority, string? number, string? before, FailedWrite? write)
    {
        var account = new CallAccount(Command.GetType().Name, Draft, number, authority, before, Stopwatch.GetElapsedTime(Began), write);
        if (Span is { } span)
        {
            account.WriteTo(span);
            span.EndsWith(reason);
        }
        return account;
    }

    /// <summary>It ends in an exception, which Orleans writes on the span.</summary>
    public void Failed()
    {
        if (Span is { } span)
            Name(span).SetTag(CommandTags.Outcome, "failed");
    }

    private Activity Name(Activity span) => span.SetTag(CommandTags.Command, Command.GetType().Name).SetTag(CommandTags.Draft, Draft?.ToString());
}

/// <summary>
/// What a command that was not done tells of itself. Its trace need not be recorded and its grain may live on another silo, so this goes back with
/// the answer, to the span of the request. Who succeeds tells nothing.
/// </summary>
/// <param name="Authority">That of the draft; of a draft that does not exist yet, the caller's.</param>
[GenerateSerializer, Alias("call-account"), Immutable]
public sealed record CallAccount(
    [property: Id(0)] string Command,
    [property: Id(1)] Guid? Draft,
    [property: Id(2)] string? Number,
    [property: Id(3)] AuthorityCode? Authority,
    [property: Id(4)] string? StatusBefore,
    [property: Id(5)] TimeSpan InGrain,
    [property: Id(6)] FailedWrite? Write)
{
    public void WriteTo(Activity span)
    {
        span.SetTag(CommandTags.Command, Command);
        span.SetTag(CommandTags.Draft, Draft?.ToString());
        span.SetTag(CommandTags.Number, Number);
        span.SetTag(CommandTags.Authority, Authority?.Value);
        span.SetTag(CommandTags.StatusBefore, StatusBefore);
        span.SetTag(CommandTags.InGrain, Milliseconds(InGrain));
        if (Write is null)
            return;

        span.SetTag(CommandTags.Queued, Milliseconds(Write.Queued));
        span.SetTag(CommandTags.Committing, Milliseconds(Write.Committing));
        span.SetTag(CommandTags.Cause, Write.Cause);
    }

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}

/// <summary>The attributes of a command on a span; <c>docs/operations.md</c> lists them.</summary>
public static class CommandTags
{
    public const string Command = "rms.command";
    public const string Outcome = "rms.outcome";
    public const string Reason = "rms.reason";
    public const string StatusBefore = "rms.status.before";
    public const string StatusAfter = "rms.status.after";
    public const string Draft = "rms.draft";
    public const string Number = "rms.number";
    public const string Authority = "rms.authority";

    /// <summary>The revisions of the reference data that the command was decided by.</summary>
    public const string DecidedBy = "rms.decided_by";

    public const string InGrain = "rms.grain_ms";
    public const string Queued = "rms.queue_ms";
    public const string Committing = "rms.commit_ms";

    /// <summary>What the storage said of a write that it did not take.</summary>
    public const string Cause = "rms.cause";
}

/// <summary>Spans of this program. They carry ids, counts and reasons, never content or a person's name.</summary>
public static class Activities
{
    public const string SourceName = "RmsOrleans";

    internal static readonly ActivitySource Source = new(SourceName);

    /// <summary>A submission is decided outside of grains, so no call of a grain gives it a span.</summary>
    internal static Activity? StartSubmitting() => StartBelow("submit");

    /// <summary>Of a registration that another silo sent with others in one call.</summary>
    internal static Activity? StartReceiving(string trace) =>
        Source.StartActivity("receive registration", ActivityKind.Internal, ActivityContext.Parse(trace, null));

    internal static Activity? StartRegistering(string sequence, int batchSize, IEnumerable<ActivityContext> callers) =>
        StartCommit("register batch", batchSize, callers)?.SetTag("rms.sequence", sequence);

    internal static Activity? StartAppending(int batchSize, IEnumerable<ActivityContext> callers) => StartCommit("append batch", batchSize, callers);

    /// <summary>A transaction of SQLite's writer.</summary>
    internal static Activity? StartWriting(int works, IEnumerable<ActivityContext> callers) =>
        StartCommit("sqlite commit", works, callers)?.SetTag("db.system.name", "sqlite");

    /// <summary>Of a file of declarations, from its beginning to its end.</summary>
    internal static Activity? StartLoading() => StartBelow("load declarations");

    /// <summary>Of a trial run on the silo that leads it. What began it may be over long before; a run that goes on after a restart has a trace of its own.</summary>
    internal static Activity? StartTrial(string run) => Source.StartActivity("trial run")?.SetTag("rms.trial", run);

    /// <summary>Of a segment, on the silo that examines it.</summary>
    internal static Activity? StartExamining(string run, string segment) => StartBelow("examine segment")?.SetTag("rms.trial", run).SetTag("rms.segment", segment);

    /// <summary>The computing of a check, without reading and commit.</summary>
    internal static Activity? StartChecking() => StartBelow("compute check");

    /// <summary>How a command ended that was not done; only what is not the caller's doing makes the span one of an error.</summary>
    public static void EndsWith(this Activity span, RefusalReason reason)
    {
        var isFailure = reason is RefusalReason.StorageUnavailable or RefusalReason.Contended;
        span.SetTag(CommandTags.Outcome, isFailure ? "failed" : "refused").SetTag(CommandTags.Reason, reason.ToString());
        if (isFailure)
            span.SetStatus(ActivityStatusCode.Error);
    }

    internal static void Fails(this Activity span, Exception failure) =>
        span.SetTag("error.type", failure.GetType().FullName).SetStatus(ActivityStatusCode.Error);

    private static Activity? StartBelow(string name) => Activity.Current is { Recorded: true } ? Source.StartActivity(name) : null;

    /// <summary>One commit serves many callers: the span stands in the first trace that is recorded, and is linked to all that are.</summary>
    private static Activity? StartCommit(string name, int batchSize, IEnumerable<ActivityContext> callers)
    {
        if (!Source.HasListeners())
            return null;

        var recorded = callers.Where(caller => caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)).ToArray();
        return recorded.Length == 0
            ? null
            : Source.StartActivity(name, ActivityKind.Internal, recorded[0], links: recorded.Select(caller => new ActivityLink(caller)))
                ?.SetTag("rms.batch_size", batchSize);
    }
}

/// <summary>Bounds of histograms. The SDK's own are made for milliseconds: times in seconds would all fall into its first two.</summary>
internal static class Buckets
{
    /// <summary>Seconds, of what a caller waits for.</summary>
    public static readonly InstrumentAdvice<double> ShortTimes = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    /// <summary>Seconds, of what is looked at each minute.</summary>
    public static readonly InstrumentAdvice<double> LongTimes = new()
    {
        HistogramBucketBoundaries = [1, 15, 30, 60, 120, 180, 300, 900, 3600, 21600, 86400],
    };

    public static readonly InstrumentAdvice<int> Batches = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] };
}
