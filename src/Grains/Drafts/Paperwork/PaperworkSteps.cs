using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>The paperwork of a version, the first one and every later one: the author edits, the heads sign and agree.</summary>
internal static class PaperworkSteps
{
    /// <summary>What the paperwork waits for, as routes; <paramref name="end"/> is taken once it is complete.</summary>
    public static ImmutableArray<string> Possible(PaperworkState paperwork, string end) =>
        paperwork switch
        {
            { Signature: null } => [Edit.Route, Sign.Route],
            { IsComplete: false } => [Edit.Route, GiveVisa.Route, RefuseVisa.Route],
            _ => [Edit.Route, RefuseVisa.Route, end],
        };

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        Edit edit => Decide(draft, edit, circumstances),
        Sign sign => draft.Paperwork.Signature is not null
            ? new Decision.NotNow("The draft is signed already", "Проект уже подписан")
            : sign.IfSound(circumstances, () => new DraftSigned(new Signature(circumstances.Actor.Name, sign.Position, circumstances.Now, sign.Acting))),
        GiveVisa give => Decide(draft, give, circumstances),
        RefuseVisa refuse => draft.Paperwork.Signature is null
            ? new Decision.NotNow(
                "A visa can be refused only after the head of the author's unit has signed",
                "Отказать в визе можно только после подписи начальника подразделения разработчика")
            : refuse.IfSound(circumstances, () => new VisaRefused(
                refuse.As, UnitOf(draft, refuse.As, circumstances), circumstances.Actor.Name, refuse.Remarks, refuse.Acting)),
        _ => new Decision.NotNow("This is not possible", "Это действие невозможно"),
    };

    private static Decision Decide(Draft draft, Edit edit, Circumstances circumstances)
    {
        var units = circumstances.Units;
        return edit.IfSound(
            circumstances,
            () => new DraftEdited(units.Written(draft.Authority, edit.OtherUnits), edit.Kind, edit.Content, edit.Note),
            beside: errors => PaperworkRules.CheckUnits(errors, draft.Unit, edit.OtherUnits, draft.Authority, units));
    }

    private static Decision Decide(Draft draft, GiveVisa give, Circumstances circumstances)
    {
        var unit = UnitOf(draft, give.As, circumstances);
        if (draft.Paperwork.Signature is null)
        {
            return new Decision.NotNow(
                "A visa must wait until the head of the author's unit has signed",
                "Виза ставится после подписи начальника подразделения разработчика");
        }
        if (draft.Paperwork.Has(give.As, unit))
            return new Decision.NotNow("This visa has been given already", "Эта виза уже поставлена");

        return Decision.Event(new VisaGiven(new Visa(give.As, unit, circumstances.Actor.Name, circumstances.Now, give.Acting)));
    }

    /// <summary>As the draft names it.</summary>
    private static string? UnitOf(Draft draft, VisaRole office, Circumstances circumstances) => office == VisaRole.UnitHead
        ? circumstances.Units.Among(draft.Authority, draft.Paperwork.OtherUnits, circumstances.Actor.Unit)
        : null;
}

/// <summary>An author changes content, note or named units; it voids signature and visas.</summary>
[GenerateSerializer, Alias("edit"), Immutable]
public sealed record Edit(
    [property: Id(0)] ProfileKind Kind,
    [property: Id(1)] DraftContent Content,
    [property: Id(2)] ExplanatoryNote Note,
    ImmutableArray<string> OtherUnits = default) : DraftCommand
{
    public const string Route = "content";

    [Id(3)] public ImmutableArray<string> OtherUnits { get; init; } = OtherUnits.OrEmpty();

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now)
    {
        ContentRules.Check(errors, "/content", Content, reference);
        ContentRules.Check(errors, "/note", Note);
    }
}

internal sealed record DraftEdited(ImmutableArray<string> OtherUnits, ProfileKind Kind, DraftContent Content, ExplanatoryNote Note) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with
    {
        Kind = Kind,
        Content = Content,
        Note = Note,
        Paperwork = new PaperworkState(draft.Unit, OtherUnits),
        ContentLine = line.Line,
    };
}

/// <summary>The head of the author's unit signs.</summary>
[GenerateSerializer, Alias("sign"), Immutable]
public sealed record Sign([property: Id(0)] string? Position = null, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "signature";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.OptionalText("/position", Position);
}

internal sealed record DraftSigned(Signature Signature) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Paperwork = draft.Paperwork with { Signature = Signature } };
}

/// <summary>A head agrees to the signed draft.</summary>
[GenerateSerializer, Alias("give-visa"), Immutable]
public sealed record GiveVisa([property: Id(0)] VisaRole As, [property: Id(1)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "visas";
}

internal sealed record VisaGiven(Visa Visa) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Paperwork = draft.Paperwork with { Visas = draft.Paperwork.Visas.Add(Visa) } };
}

/// <summary>A head refuses; signature and visas are void, and the draft is back with its author.</summary>
[GenerateSerializer, Alias("refuse-visa"), Immutable]
public sealed record RefuseVisa(
    [property: Id(0)] VisaRole As,
    [property: Id(1)] string Remarks,
    [property: Id(2)] bool Acting = false) : DraftCommand, IActing
{
    public const string Route = "visa-refusals";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/remarks", Remarks);
}

internal sealed record VisaRefused(VisaRole As, string? Unit, string Name, string Remarks, bool Acting = false) : DraftEvent
{
    public override Draft Apply(Draft draft, EventLine line) => draft with { Paperwork = draft.Paperwork.Void() };
}
