using System.Text.Json.Serialization;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Grains.Drafts;

/// <summary>Drafting: the author prepares, the head of the unit signs, the visas are given, and the coordinator registers.</summary>
internal static class Drafting
{
    public static ImmutableArray<string> Possible(Draft draft) => [.. PaperworkSteps.Possible(draft.Paperwork, Register.Route), Discard.Route];

    public static Decision Decide(Draft draft, DraftCommand command, Circumstances circumstances) => command switch
    {
        Discard discard => discard.IfSound(circumstances, () => new DraftDiscarded(discard.Reason)),
        Register => draft.Paperwork.IsComplete
            ? new Decision.Happens([], Registers: true)
            : new Decision.NotNow(new Phrase("The draft cannot be registered until its paperwork is complete; missing: ", "Проект нельзя зарегистрировать, пока не оформлены подпись и визы; отсутствуют: ") + PaperworkRules.Missing(draft.Paperwork)),
        Prepare or Submit => new Decision.NotNow("This draft has been prepared already", "Этот проект уже подготовлен"),
        _ => PaperworkSteps.Decide(draft, command, circumstances),
    };
}

internal sealed record DraftPrepared(
    AuthorityCode Authority,
    string Unit,
    Author Author,
    ImmutableArray<string> OtherUnits,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note) : DraftEvent
{
    public override Draft Begin(EventLine line) => new()
    {
        Id = new(line.Subject),
        Status = DraftStatus.Drafting,
        Authority = Authority,
        Author = Author,
        Kind = Kind,
        Content = Content,
        Note = Note,
        Paperwork = new PaperworkState(Unit, OtherUnits),
        PreparedAt = line.At,
        ContentLine = line.Line,
    };
}

/// <summary>
/// A coordinator entered, in one act, a draft that was signed and visaed on paper, and attests it. One act of one person is one line.
/// </summary>
/// <param name="Attachments">Files that came with it; default where there are none, as in lines of before.</param>
internal sealed record DraftSubmitted(
    AuthorityCode Authority,
    string Unit,
    Author Author,
    ImmutableArray<string> OtherUnits,
    ProfileKind Kind,
    DraftContent Content,
    ExplanatoryNote Note,
    Signature Signature,
    ImmutableArray<Visa> Visas,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] ImmutableArray<AttachedFile> Attachments = default) : DraftEvent
{
    public override Draft Begin(EventLine line) => new DraftPrepared(Authority, Unit, Author, OtherUnits, Kind, Content, Note).Begin(line) with
    {
        Paperwork = new PaperworkState(Unit, OtherUnits, Signature, Visas),
        Attachments = Attachments.IsDefaultOrEmpty ? [] : Attachment.Numbered(Attachments, line),
    };
}

/// <summary>The coordinator registers the agreed draft in the journal.</summary>
[GenerateSerializer, Alias("register"), Immutable]
public sealed record Register : DraftCommand
{
    public const string Route = "registration";
}

/// <summary>The draft is given up before registration.</summary>
[GenerateSerializer, Alias("discard"), Immutable]
public sealed record Discard([property: Id(0)] string Reason) : DraftCommand
{
    public const string Route = "discard";

    internal override void Check(ValidationErrors errors, ReferenceSnapshot reference, DateTimeOffset now) => errors.Text("/reason", Reason);
}
