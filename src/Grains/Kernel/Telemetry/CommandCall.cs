using System.Diagnostics;

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
