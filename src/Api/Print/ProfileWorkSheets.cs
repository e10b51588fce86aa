namespace RmsOrleans.Api.Print;

/// <summary>What is made of an expedient draft: the profile with its note, and what they are sent to the signatory with.</summary>
internal sealed class ProfileWorkSheets(Draft draft, Sheets sheets)
{
    private static readonly Word executor = new("Executor", "Исполнитель");

    private readonly ContentSheet content = new(sheets);

    public void WriteProfile()
    {
        if (draft.Profile is not { } profile)
            return;

        var subtitle = draft.AdoptedAs is { } number ? sheets.No(number) : sheets.In(new("In preparation", "Подготавливается"));
        sheets.Sheet(sheets.In(ContentSheet.ProfileTitle), subtitle, () =>
        {
            sheets.Facts(
                (new("Title", "Наименование"), profile.Content.Title),
                (new("By the draft", "По проекту"), sheets.Numbered(draft)),
                (new("Proposed by", "Предложен"), sheets.Authority(draft.Authority)),
                (new("Responsible unit", "Ответственное подразделение"), draft.ResponsibleUnit));
            content.WriteContent(draft.Kind, profile.Content);
            WriteSignatures(profile);
        });
        sheets.Sheet(sheets.In(ContentSheet.NoteTitle), subtitle, () =>
        {
            content.WriteNote(profile.Note);
            WriteSignatures(profile);
        });
    }

    /// <summary>The letter or memorandum, from the moment when approval is asked for.</summary>
    public void WriteCovering()
    {
        if (draft.Profile is not { Papers: { } papers } profile)
            return;

        sheets.Sheet(sheets.In(Words.Of(papers.Document)), sheets.In(Words.Of(papers.To)), () =>
        {
            sheets.Text(sheets.In(new(
                $"On the approval of the risk profile “{profile.Content.Title}”.", $"Об утверждении профиля риска «{profile.Content.Title}».")));
            sheets.Text(papers.Text);
            sheets.Facts(
                (new("Draft risk profile", "Проект профиля риска"), sheets.Numbered(draft)),
                (new("Proposed by", "Предложен"), sheets.Authority(draft.Authority)),
                (new("Responsible unit", "Ответственное подразделение"), draft.ResponsibleUnit),
                (new("Number of the letter", "Регистрационный номер письма"), profile.Report?.Number),
                (DateOf(papers.Document), profile.Report is { } report ? Sheets.Day(report.Date) : null));
            sheets.Heading(new("Enclosures", "Приложения"));
            sheets.List(papers.Enclosures.Select(enclosure => sheets.In(Words.Of(enclosure))));
            new SignatureTable(sheets)
                .Add(executor, profile.ExecutorSignature)
                .Write(new("Submitted by", "Представил"));
            new SignatureTable(sheets)
                .Add(Words.OfOffice(papers.To), profile.Approval)
                .Write(Approval(papers.Document));
        });
    }

    private void WriteSignatures(ProfileState profile) => new SignatureTable(sheets)
        .Add(profile.Visas)
        .Add(executor, profile.ExecutorSignature)
        .Add(new Word("Head of the structural division", "Начальник структурного подразделения"), profile.DivisionSignature)
        .Add(Words.OfOffice(profile.Signatory), profile.Approval)
        .Write(new("Visas, signatures, approval", "Визы, подписи, утверждение"));

    private static Word DateOf(CoveringDocument document) => document switch
    {
        CoveringDocument.Letter => new("Date of the letter", "Дата письма"),
        CoveringDocument.Memorandum => new("Date of the resolution", "Дата резолюции"),
    };

    private static Word Approval(CoveringDocument document) => document switch
    {
        CoveringDocument.Letter => new("Signed by", "Подписал"),
        CoveringDocument.Memorandum => new("Positive resolution", "Положительная резолюция"),
    };
}
