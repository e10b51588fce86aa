using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Drafts.Statuses;

/// <summary>What a rule answered, as tests ask for it; each fails loudly where it answered something else.</summary>
internal static class Answers
{
    /// <summary>The words of a refusal that names the status, as every one of them must.</summary>
    public static string Refuses(this DraftRun run, DraftCommand command, Actor actor)
    {
        var refusal = run.RefusalOf(command, actor);
        Assert.Equal(RefusalReason.WrongStatus, refusal.Reason);
        var detail = refusal.Detail.InEnglish();
        Assert.Contains($"The draft is {run.Draft!.Status}; ", detail, StringComparison.Ordinal);
        return detail;
    }

    public static void Forbids(this DraftRun run, DraftCommand command, Actor actor) =>
        Assert.Equal(RefusalReason.Forbidden, run.RefusalOf(command, actor).Reason);

    public static void Hides(this DraftRun run, DraftCommand command, Actor actor) =>
        Assert.Equal(RefusalReason.NotFound, run.RefusalOf(command, actor).Reason);

    public static IEnumerable<string> Errors(this DraftRun run, DraftCommand command, Actor actor)
    {
        var refusal = run.RefusalOf(command, actor);
        Assert.Equal(RefusalReason.BadInput, refusal.Reason);
        return refusal.Errors.InEnglish().Select(error => error.Pointer);
    }

    private static Refusal RefusalOf(this DraftRun run, DraftCommand command, Actor actor) =>
        LookedAt(Assert.IsType<Decision.Refused>(run.Decide(command, actor)).Refusal);

    private static Refusal LookedAt(Refusal refusal)
    {
        refusal.Detail.InEnglish();
        return refusal;
    }
}
