using System.Collections.Immutable;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Authorities;
using RmsOrleans.Grains.Drafts.Content;
using RmsOrleans.Grains.Drafts.Paperwork;

namespace RmsOrleans.Grains.Drafts.Statuses;

/// <summary>Before a draft's first line: it is begun by an author, or entered whole by a coordinator.</summary>
internal static class Unprepared
{
    public static Decision Decide(DraftCommand command, Circumstances circumstances) => command switch
    {
        Prepare prepare => Decide(prepare, circumstances),
        Submit submit => Decide(submit, circumstances),
        _ => DraftRights.NotFound,
    };

    private static Decision Decide(Prepare prepare, Circumstances circumstances)
    {
        if (RefuseActor(prepare.Authority, Role.Author, circumstances.Actor) is { } refusal)
            return refusal;

        var faults = Check(prepare.Authority, prepare.Unit, prepare.Author, prepare.OtherUnits, prepare.Content, prepare.Note, circumstances);
        if (!faults.IsEmpty)
            return Refusal.BadInput(faults);

        return Decision.Event(new DraftPrepared(
            prepare.Authority, prepare.Unit, prepare.Author, prepare.OtherUnits, prepare.Kind, prepare.Content, prepare.Note));
    }

    private static Decision Decide(Submit submit, Circumstances circumstances)
    {
        if (RefuseActor(submit.Authority, Role.Coordinator, circumstances.Actor) is { } refusal)
            return refusal;

        var faults = Check(submit.Authority, submit.Unit, submit.Author, submit.OtherUnits, submit.Content, submit.Note, circumstances)
            .AddRange(PaperworkRules.Check(submit.Signature, submit.Visas, submit.OtherUnits, circumstances.Now));
        if (!faults.IsEmpty)
            return Refusal.BadInput(faults);

        return new Decision.Happens(
            [
                new DraftPrepared(submit.Authority, submit.Unit, submit.Author, submit.OtherUnits, submit.Kind, submit.Content, submit.Note),
                new DraftSigned(submit.Signature, Attested: true),
                .. submit.Visas.OrderBy(visa => visa.GivenAt).Select(visa => new VisaGiven(visa, Attested: true)),
            ],
            Registers: true);
    }

    private static Refusal? RefuseActor(AuthorityCode authority, Role needed, Actor actor)
    {
        if (actor.Authority != authority)
            return new Refusal(RefusalReason.Forbidden, $"You act for the authority {actor.Authority}, not for {authority}.");

        return actor.Holds(needed) ? null : new Refusal(RefusalReason.Forbidden, $"This needs the role {needed.Name()}.");
    }

    private static ImmutableArray<Fault> Check(
        AuthorityCode authority, string unit, Author author, ImmutableArray<string> otherUnits, DraftContent content, ExplanatoryNote note,
        Circumstances circumstances)
    {
        var faults = new Faults();
        switch (circumstances.Authorities.Find(authority))
        {
            case null:
                faults.Add("/authority", $"The register knows no authority {authority}.");
                break;
            case not null when !authority.Registers:
                faults.Add("/authority", "Only authorities whose code ends in 000 register drafts; posts read.");
                break;
        }
        faults.Text("/unit", unit);
        faults.Text("/author/name", author.Name);
        faults.OptionalText("/author/position", author.Position);
        PaperworkRules.CheckUnits(faults, unit, otherUnits);
        circumstances.ContentRules.Check(faults, "/content", content, circumstances.Authorities);
        circumstances.ContentRules.Check(faults, "/note", note);
        return faults.ToImmutable();
    }
}
