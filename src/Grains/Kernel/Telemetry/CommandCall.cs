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
