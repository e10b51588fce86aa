using System.Diagnostics;

namespace RmsOrleans.Grains.Kernel;

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
