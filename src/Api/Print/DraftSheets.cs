using System.Globalization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Print;

/// <summary>What can be printed of one draft, part by part.</summary>
/// <param name="journal">Its journal, of which <paramref name="draft"/> is the fold.</param>
internal sealed class DraftSheets(Draft draft, PrintedJournal journal, Sheets sheets)
{
    private readonly ContentSheet content = new(sheets);

    /// <summary>Writes one part, if there is anything of it.</summary>
    public void Write(PrintPart part)
    {
        switch (part)
        {
            case PrintPart.Draft:
                WriteDraft();
                break;
            case PrintPart.Minutes:
                WriteEach(PrintedJournal.Minutes, WriteMinutes);
                break;
            case PrintPart.Opinion:
                WriteEach(PrintedJournal.Opinion, WriteOpinion);
                break;
            case PrintPart.Profile:
                new ProfileWorkSheets(draft, sheets).WriteProfile();
                break;
            case PrintPart.Covering:
                new ProfileWorkSheets(draft, sheets).WriteCovering();
                break;
            case PrintPart.Journal:
                new JournalSheet(sheets).Write(sheets.Numbered(draft), draft.Content.Title, journal.Lines);
                break;
        }
    }

    private void WriteDraft()
    {
        sheets.Sheet(sheets.In(new("Draft risk profile", "Проект профиля риска")), sheets.Numbered(draft), () =>
        {
            sheets.Facts(
                (ContentNames.Title, draft.Content.Title),
                (new("Customs authority", "Таможенный орган"), sheets.Authority(draft.Authority)),
                (new("Unit", "Подразделение"), sheets.Unit(draft.Authority, draft.Unit)),
                (ContentNames.OtherUnits, string.Join(", ", draft.Paperwork.OtherUnits.Select(unit => sheets.Unit(draft.Authority, unit)))),
                (new("Author", "Разработчик"), draft.Author.Position is { } position ? $"{draft.Author.Name}, {position}" : draft.Author.Name),
                (new("Registered", "Дата регистрации"), draft.RegisteredAt is { } at ? sheets.Time(at) : null),
                (new("Status", "Статус"), sheets.In(draft.Status.InWords())));
            content.WriteContent(draft.Kind, draft.Content);
            WriteFiles(draft.Attachments, AttachmentPaper.Draft);
            WriteSignatures(draft.Paperwork);
        });
        sheets.Below(sheets.In(ContentSheet.NoteTitle), sheets.Numbered(draft), () =>
        {
            content.WriteNote(draft.Note, draft.TrialRun, draft.Content);
            WriteFiles(draft.Attachments, AttachmentPaper.Note);
            WriteSignatures(draft.Paperwork);
        });
        if (draft.Status == DraftStatus.FinalisationByAuthority)
            new ChangesSheet(sheets).Write(sheets.Numbered(draft), VersionChanges.Between(draft.Versions[^1], Reworked()));
        else if (draft.Versions is [.., var before, var last])
            new ChangesSheet(sheets).Write(sheets.Numbered(draft), VersionChanges.Between(before, last), [.. VersionChanges.Remarks(draft, last)]);
    }

    /// <summary>What is being worked on, as the next version.</summary>
    private DraftVersion Reworked() => draft.Versions[^1] with { Kind = draft.Kind, Content = draft.Content, Note = draft.Note, Paperwork = draft.Paperwork };

    /// <summary>What goes with a paper is part of what is signed: by name, and by the sum that no other content has.</summary>
    private void WriteFiles(IEnumerable<Attachment> files, AttachmentPaper paper)
    {
        string[][] rows =
        [
            .. from each in files
               where each.File.To == paper && !each.IsRemoved
               select (string[])[$"{each.Number}", each.File.Name, each.File.Bytes.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' '), sheets.Time(each.AddedAt), each.File.Sha256],
        ];
        if (rows.Length == 0)
            return;
        sheets.Heading(new("Attached files", "Приложенные файлы"));
        sheets.Table(
            [
                new("No.", "№", Breaks.Nowhere), new("Name", "Имя файла"), new("Bytes", "Байт", Breaks.Nowhere), new("Added", "Приложен", Breaks.BetweenWords),
                new("Checksum, SHA-256", "Контрольная сумма, SHA-256"),
            ],
            rows);
    }

    private void WriteSignatures(PaperworkState paperwork) => new SignatureTable(sheets, draft.Authority)
        .Add(new Phrase("Head of the author's unit", "Начальник подразделения разработчика"), paperwork.Signature)
        .Add(paperwork.Visas)
        .Add(paperwork.MissingVisas())
        .Write(new("Signature and visas", "Подпись и визы"));

    /// <summary>By the draft as it stood right after each such event: a later version begins its consideration anew.</summary>
    /// <param name="write">Is given the files, too, that were added since the event before of this type.</param>
    private void WriteEach(string type, Action<Draft, IEnumerable<Attachment>> write)
    {
        var before = 0;
        foreach (var (_, then) in journal.Papers.Where(paper => paper.Type == type))
        {
            var since = before;
            write(then, then.Attachments.Where(file => file.Line > since));
            before = then.Line;
        }
    }

    private void WriteMinutes(Draft then, IEnumerable<Attachment> files)
    {
        var minutes = then.Consideration.Minutes!;
        sheets.Below(sheets.In(new("Minutes of the joint meeting", "Протокол совместного совещания")), $"{sheets.No(minutes.Number)}, {Sheets.Day(minutes.Date)}", () =>
        {
            sheets.Facts(
                (new("Draft risk profile", "Проект профиля риска"), sheets.Numbered(then)),
                (ContentNames.Title, then.Content.Title),
                (new("Development of a profile", "Разработка профиля риска"), sheets.In(minutes.DevelopProfile ? new("expedient", "целесообразна") : new("inexpedient", "нецелесообразна"))),
                (new("Responsible unit", "Ответственное подразделение"), sheets.Unit(AuthorityCode.Fcs, minutes.ResponsibleUnit)));
            sheets.Heading(new("Considered and decided", "Рассмотрели и решили"));
            sheets.Text(minutes.Text);
            WriteFiles(files, AttachmentPaper.Minutes);
        });
    }

    private void WriteOpinion(Draft then, IEnumerable<Attachment> files)
    {
        var (asked, opinion) = (then.Consideration.OpinionRequest!, then.Consideration.Opinion!);
        sheets.Below(sheets.In(new("Opinion of the directorate", "Заключение регионального таможенного управления")), sheets.Authority(asked.Directorate), () =>
        {
            sheets.Facts(
                (new("Draft risk profile", "Проект профиля риска"), sheets.Numbered(then)),
                (ContentNames.Title, then.Content.Title),
                (new("Unit that was asked", "Запрошенное подразделение"), asked.Unit),
                (new("Question", "Вопрос"), asked.Question),
                (new("Conclusion", "Вывод"), opinion.Conclusion));
            sheets.Text(opinion.Text);
            WriteFiles(files, AttachmentPaper.Opinion);
            sheets.Facts(
                (new("Official", "Должностное лицо"), opinion.Official),
                (new("Agreed and sent", "Согласовано и направлено"), sheets.Time(then.ChangedAt)));
        });
    }
}
