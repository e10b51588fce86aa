using RmsOrleans.Grains.Reference;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The coordinator of the FCS gives the draft to an official, or to another, and says which unit is responsible.</summary>
[GenerateSerializer, Alias("assign-executor"), Immutable]
public sealed record AssignExecutor(
    [property: Id(0)] string Subject,
    [property: Id(1)] string Name,
    [property: Id(2)] string Unit) : DraftCommand
{
    public const string Route = "executor";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        errors.Name(new JsonPointer("/subject"), Subject);
        errors.Text("/name", Name);
        UnitLists.CheckOne(errors, new JsonPointer("/unit"), Unit, AuthorityCode.Fcs, reference.Authorities.Units);
    }

    internal Decision Decide(Circumstances circumstances) => IfSound(
        circumstances, () => new ExecutorAssigned(new Official(Subject, Name), circumstances.Units.Written(AuthorityCode.Fcs, Unit)));
}

internal sealed record ExecutorAssigned(Official Executor, string Unit) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Executor = Executor, ResponsibleUnit = Unit };
}
