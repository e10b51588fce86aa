using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The draft's own coordinator takes it back; its number stays.</summary>
[GenerateSerializer, Alias("withdraw"), Immutable]
public sealed record Withdraw([property: Id(0)] string Reason) : DraftCommand
{
    public const string Route = "withdrawal";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/reason", Reason);

    internal Decision Decide(Circumstances circumstances) => IfSound(circumstances, () => new DraftWithdrawn(Reason));
}
