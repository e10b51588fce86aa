using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Before a draft's first line: it is begun by an author, or entered whole by a coordinator.</summary>
internal static class Unprepared
{
    /// <summary>Submitted and registered.</summary>
    public const int LinesOfASubmission = 2;

    public static Decision Decide(DraftCommand command, Circumstances circumstances) => command switch
    {
        Prepare prepare => PermissionTable.Of(Operation.PrepareDraft).Refuse(circumstances.Actor, prepare.Authority) is { } refusal
            ? refusal
            : prepare.IfSound(circumstances, () => new DraftPrepared(
                prepare.Authority, circumstances.Units.Written(prepare.Authority, prepare.Unit), prepare.Author,
                circumstances.Units.Written(prepare.Authority, prepare.OtherUnits), prepare.Kind, prepare.Content, prepare.Note)),
        Submit submit => PermissionTable.Of(Operation.Submit).Refuse(circumstances.Actor, submit.Authority) is { } refusal
            ? refusal
            : !submit.Attachments.IsDefaultOrEmpty && AttachmentRules.TooMuch([], submit.Attachments, circumstances.Attachments) is { } tooMuch
            ? tooMuch
            : Registered(submit.IfSound(circumstances, () => Submitted(submit, circumstances.Units))),
        _ => DraftPermissions.NotFound,
    };

    private static DraftSubmitted Submitted(Submit submit, UnitRegister units)
    {
        var otherUnits = units.Written(submit.Authority, submit.OtherUnits);
        return new(
            submit.Authority, units.Written(submit.Authority, submit.Unit), submit.Author, otherUnits, submit.Kind, submit.Content, submit.Note,
            submit.Signature, [.. units.Match(submit.Authority, otherUnits, submit.Visas).OrderBy(visa => visa.GivenAt)],
            submit.Attachments.IsDefaultOrEmpty ? default : submit.Attachments);
    }

    private static Decision Registered(Decision decision) => decision is Decision.Happens happens ? happens with { Registers = true } : decision;
}

/// <summary>The main job: a draft that was signed and agreed on paper, entered and registered in one step.</summary>
[GenerateSerializer, Alias("submit"), Immutable]
public sealed record Submit(
    [property: Id(0)] AuthorityCode Authority,
    [property: Id(1)] string Unit,
    [property: Id(2)] Author Author,
    [property: Id(3)] ProfileKind Kind,
    [property: Id(4)] DraftContent Content,
    [property: Id(5)] ExplanatoryNote Note,
    [property: Id(6)] Signature Signature,
    [property: Id(7)] ImmutableArray<Visa> Visas,
    ImmutableArray<string> OtherUnits = default) : DraftCommand
{
    /// <summary>Other units of the same authority whose competence the draft touches.</summary>
    [Id(8)] public ImmutableArray<string> OtherUnits { get; init; } = OtherUnits.OrEmpty();

    /// <summary>Files of the draft and its note. They come beside the JSON and are no member of it, so this is none. Default where there are none.</summary>
    [Id(9)] internal ImmutableArray<AttachedFile> Attachments { get; init; }

    public ReadOnlySpan<AttachedFile> Files() => Attachments.AsSpan();

    /// <param name="files">Their bytes are stored before.</param>
    public Submit With(ImmutableArray<AttachedFile> files) => this with { Attachments = files };

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        new Prepare(Authority, Unit, Author, Kind, Content, Note, OtherUnits).Check(errors, reference, now);
        PaperworkRules.Check(errors, Signature, Visas, OtherUnits, Authority, reference.Authorities.Units, now);
    }
}

/// <summary>An author begins a draft.</summary>
[GenerateSerializer, Alias("prepare"), Immutable]
public sealed record Prepare(
    [property: Id(0)] AuthorityCode Authority,
    [property: Id(1)] string Unit,
    [property: Id(2)] Author Author,
    [property: Id(3)] ProfileKind Kind,
    [property: Id(4)] DraftContent Content,
    [property: Id(5)] ExplanatoryNote Note,
    ImmutableArray<string> OtherUnits = default) : DraftCommand
{
    [Id(6)] public ImmutableArray<string> OtherUnits { get; init; } = OtherUnits.OrEmpty();

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        if (reference.Authorities.Find(Authority) is null)
            errors.Add("/authority", $"The register knows no authority {Authority}.", $"В реестре нет таможенного органа {Authority}.");
        else if (!Authority.Registers)
        {
            errors.Add(
                "/authority",
                "Only authorities whose code ends in 000 register drafts; posts read.",
                "Проекты регистрируют только таможенные органы, код которых заканчивается на 000; таможенные посты их только читают.");
        }
        UnitLists.CheckOne(errors, new JsonPointer("/unit"), Unit, Authority, reference.Authorities.Units);
        errors.Text("/author/name", Author.Name);
        errors.OptionalText("/author/position", Author.Position);
        PaperworkRules.CheckUnits(errors, Unit, OtherUnits, Authority, reference.Authorities.Units);
        ContentRules.Check(errors, "/content", Content, reference);
        ContentRules.Check(errors, "/note", Note);
    }
}
