using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Before a draft's first line: it is begun by an author, or entered whole by a coordinator.</summary>
internal static class Unprepared
{
    public static Decision Decide(DraftCommand command, Circumstances circumstances) => command switch
    {
        Prepare prepare => Decide(prepare, circumstances),
        Submit submit => Decide(submit, circumstances),
        _ => DraftPermissions.NotFound,
    };

    private static Decision Decide(Prepare prepare, Circumstances circumstances)
    {
        if (PermissionTable.Of(Operation.PrepareDraft).Refuse(circumstances.Actor, prepare.Authority) is { } refusal)
            return refusal;

        var errors = new ValidationErrors();
        DraftChecks.Check(errors, prepare, circumstances.Authorities, circumstances.ContentRules);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        return Decision.Event(new DraftPrepared(
            prepare.Authority, prepare.Unit, prepare.Author, prepare.OtherUnits, prepare.Kind, prepare.Content, prepare.Note));
    }

    private static Decision Decide(Submit submit, Circumstances circumstances)
    {
        if (PermissionTable.Of(Operation.Submit).Refuse(circumstances.Actor, submit.Authority) is { } refusal)
            return refusal;

        var errors = new ValidationErrors();
        DraftChecks.Check(errors, submit, circumstances.Authorities, circumstances.ContentRules, circumstances.Now);
        if (!errors.IsEmpty)
            return Refusal.BadInput(errors.ToImmutable());

        return new Decision.Happens(
            [
                new DraftSubmitted(
                    submit.Authority, submit.Unit, submit.Author, submit.OtherUnits, submit.Kind, submit.Content, submit.Note,
                    submit.Signature, [.. submit.Visas.OrderBy(visa => visa.GivenAt)]),
            ],
            Registers: true);
    }
}
