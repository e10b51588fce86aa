using RmsOrleans.Api.Profiles;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Print;

/// <summary>A profile as the directory has it: its latest version with the note, and an extract of its journal.</summary>
internal sealed class ProfileSheets(ProfileHead profile, PrintedJournal journal, Sheets sheets)
{
    private readonly StoredVersion version = StoredVersion.Read(journal.Version!);
    private readonly ContentSheet content = new(sheets);

    private string Numbered => $"{sheets.No(profile.Number)}, {sheets.In(new("version", "версия"))} {profile.Version}";

    /// <summary>The legal act by which the profile is communicated on paper: a form for its number and date, with the profile annexed.</summary>
    public void WriteAct()
    {
        sheets.Sheet(sheets.In(new("Legal act on the risk profile", "Правовой акт о доведении профиля риска")), sheets.In(new("of the Federal Customs Service", "Федеральной таможенной службы")), () =>
        {
            sheets.Facts(
                (new("Date", "Дата"), "«____» ______________ 20____"),
                (new("Number", "Номер"), "______________"));
            sheets.Text(sheets.In(new(
                $"The risk profile {sheets.No(profile.Number)} “{profile.Title}” is communicated to the customs authorities for application from {Sheets.Day(version.ValidFrom)} to {Sheets.Day(version.ValidTo)}.",
                $"Довести до таможенных органов для применения с {Sheets.Day(version.ValidFrom)} по {Sheets.Day(version.ValidTo)} профиль риска {sheets.No(profile.Number)} «{profile.Title}».")));
            sheets.Heading(new("Annex", "Приложение"));
            sheets.List([$"{sheets.In(ContentSheet.ProfileTitle)} {Numbered}"]);
            new SignatureTable(sheets, AuthorityCode.Fcs).Add(new Phrase("Signatory", "Подписывает"), null).Write(new("Signature", "Подпись"));
        });
        WriteProfile();
        WriteChanges();
    }

    public void Write()
    {
        WriteProfile();
        sheets.Below(sheets.In(ContentSheet.NoteTitle), Numbered, () => content.WriteNote(version.Note));
        WriteChanges();
        new JournalSheet(sheets).Write(Numbered, profile.Title, journal.Lines);
    }

    private void WriteChanges()
    {
        if (journal.VersionBefore is { } before)
            new ChangesSheet(sheets).Write(Numbered, ProfileChanges.Between(StoredVersion.Read(before), version));
    }

    private void WriteProfile()
    {
        sheets.Sheet(sheets.In(ContentSheet.ProfileTitle), Numbered, () =>
        {
            sheets.Facts(
                (ContentNames.Title, profile.Title),
                (new("Status", "Статус"), sheets.In(profile.Status.InWords())),
                (new("Valid", "Срок действия"), Sheets.Period(version.ValidFrom, version.ValidTo)),
                (new("Registered", "Дата регистрации"), sheets.Time(profile.RegisteredAt)),
                (new("By the draft", "По проекту"), sheets.No(profile.DraftNumber)),
                (new("Updated on the decision", "Изменён на основании"), sheets.Decision(version.Decision)),
                (new("Cancelled on the decision", "Отменён на основании"), sheets.Decision(profile.Cancellation)));
            content.WriteContent(profile.Kind, version.Content);
        });
    }
}
