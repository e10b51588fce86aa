using RmsOrleans.Api.Profiles;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Print;

/// <summary>A profile as the directory has it: its latest version with the note, and an extract of its journal.</summary>
internal sealed class ProfileSheets(ProfileHead profile, StoredVersion version, IReadOnlyList<JournalLine> lines, Sheets sheets)
{
    private readonly ContentSheet content = new(sheets);

    private string Numbered => $"{sheets.No(profile.Number)}, {sheets.In(new("version", "версия"))} {profile.Version}";

    public void Write()
    {
        sheets.Sheet(sheets.In(ContentSheet.ProfileTitle), Numbered, () =>
        {
            sheets.Facts(
                (new("Title", "Наименование"), profile.Title),
                (new("Status", "Статус"), sheets.In(Words.Of(profile.Status))),
                (new("Valid", "Срок действия"), Sheets.Period(version.ValidFrom, version.ValidTo)),
                (new("Registered", "Дата регистрации"), sheets.Time(profile.RegisteredAt)),
                (new("By the draft", "По проекту"), sheets.No(profile.DraftNumber)),
                (new("Updated on the decision", "Изменён на основании"), sheets.Decision(version.Decision)),
                (new("Cancelled on the decision", "Отменён на основании"), sheets.Decision(profile.Cancellation)));
            content.WriteContent(profile.Kind, version.Content);
        });
        sheets.Sheet(sheets.In(ContentSheet.NoteTitle), Numbered, () => content.WriteNote(version.Note));
        new JournalSheet(sheets).Write(Numbered, profile.Title, lines);
    }
}
