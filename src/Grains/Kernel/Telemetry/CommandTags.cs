namespace RmsOrleans.Grains.Kernel;

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
