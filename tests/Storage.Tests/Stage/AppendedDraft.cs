using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>A draft after one more line, and the append that writes that line; what a draft's grain does, without a grain.</summary>
internal sealed record AppendedDraft(Draft State, DraftAppend Append)
{
    public static AppendedDraft Prepare(DraftId id, DateTimeOffset at, Actor? by = null)
    {
        var prepare = Ceramics.Prepare;
        var prepared = new DraftPrepared(
            prepare.Authority, prepare.Unit, prepare.Author, prepare.OtherUnits, prepare.Kind, prepare.Content, prepare.Note);
        return After(null, id, prepared, by ?? Ceramics.Author, prepare, at);
    }

    public AppendedDraft Edit(string title, DateTimeOffset at, Func<DraftContent, DraftContent>? further = null)
    {
        var content = State.Content with { Title = title };
        var edit = new Edit(State.Kind, further?.Invoke(content) ?? content, State.Note, State.Paperwork.OtherUnits);
        return After(State, State.Id, new DraftEdited(edit.OtherUnits, edit.Kind, edit.Content, edit.Note), Ceramics.Author, edit, at);
    }

    public AppendedDraft Sign(DateTimeOffset at) =>
        After(State, State.Id, new DraftSigned(new Signature("O. Orlova", "Head of unit", at)), Ceramics.UnitHead, new Sign("Head of unit"), at);

    public AppendedDraft GiveVisa(VisaRole role, string? unit, Actor actor, DateTimeOffset at) =>
        After(State, State.Id, new VisaGiven(new Visa(role, unit, actor.Name, at)), actor, new GiveVisa(role), at);

    public AppendedDraft RefuseVisa(string remarks, DateTimeOffset at) => After(
        State, State.Id, new VisaRefused(VisaRole.DeputyHead, null, "S. Lebedev", remarks), Ceramics.DeputyHead, new RefuseVisa(VisaRole.DeputyHead, remarks), at);

    public AppendedDraft Attach(AttachedFile file, DateTimeOffset at) =>
        After(State, State.Id, new AttachmentAdded(State.Attachments.Length + 1, file), Ceramics.Author, new Attach(file), at);

    public AppendedDraft Detach(int number, DateTimeOffset at) => After(State, State.Id, new AttachmentRemoved(number), Ceramics.Author, new Detach(number), at);

    public AppendedDraft Discard(string reason, DateTimeOffset at) =>
        After(State, State.Id, new DraftDiscarded(reason), Ceramics.Author, new Discard(reason), at);

    /// <summary>What its grain hands to the sequence when the agreed draft is to be registered.</summary>
    public RegistrationRequest ToRegister() => new(
        State.Id,
        State.Line,
        State.LineHash,
        [],
        DraftPermissions.Writer(Ceramics.Coordinator, new Register(), State, UnitRegister.Empty),
        DraftHead.Of(State),
        "Europe/Moscow",
        null);

    private static AppendedDraft After(Draft? before, DraftId id, DraftEvent happened, Actor actor, DraftCommand command, DateTimeOffset at)
    {
        var lines = JournalLines.Date(
            id.Value, before?.Line ?? 0, before?.LineHash ?? Chain.Start, [StoredEvents.Table.Pending(happened)], DraftPermissions.Writer(actor, command, before, UnitRegister.Empty), at);
        var state = happened.ApplyTo(before, new EventLine(id.Value, lines[0].Line, at, lines[0].Hash));
        return new AppendedDraft(state, new DraftAppend(before?.Line ?? 0, lines, DraftHead.Of(state)));
    }
}
