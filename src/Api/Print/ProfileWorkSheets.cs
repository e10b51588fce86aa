using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Print;

/// <summary>What is made of an expedient draft: the profile with its note, and what they are sent to the signatory with.</summary>
internal sealed class ProfileWorkSheets(Draft draft, Sheets sheets)
{
    private static readonly Phrase executor = new("Executor", "Исполнитель");

    private readonly ContentSheet content = new(sheets);

    public void WriteProfile()
    {
        if (draft.Profile is not { } profile)
            return;

        var subtitle = draft.AdoptedAs is { } number ? sheets.No(number) : sheets.In(new("In preparation", "Подготавливается"));
        sheets.Sheet(sheets.In(ContentSheet.ProfileTitle), subtitle, () =>
        {
            sheets.Facts(
                (ContentNames.Title, profile.Content.Title),
                (new("By the draft", "По проекту"), sheets.Numbered(draft)),
                (new("Proposed by", "Предложен"), sheets.Authority(draft.Authority)),
                (new("Responsible unit", "Ответственное подразделение"), sheets.Unit(AuthorityCode.Fcs, draft.ResponsibleUnit)));
            content.WriteContent(draft.Kind, profile.Content);
            WriteSignatures(profile);
        });
        sheets.Below(sheets.In(ContentSheet.NoteTitle), subtitle, () =>
        {
            content.WriteNote(profile.Note, profile.TrialRun, profile.Content);
            WriteSignatures(profile);
        });
    }

    /// <summary>The letter or memorandum, from the moment when approval is asked for.</summary>
    public void WriteCovering()
    {
        if (draft.Profile is not { Papers: { } papers } profile)
            return;

        sheets.Sheet(sheets.In(Words.Of(papers.Document)), Addressee(papers), () =>
        {
            if (papers.Document == CoveringDocument.Letter)
                WriteAddressees(profile.Content);
            sheets.Text(sheets.In(new(
                $"On the approval of the risk profile “{profile.Content.Title}”.", $"Об утверждении профиля риска «{profile.Content.Title}».")));
            sheets.Text(papers.Text);
            sheets.Facts(
                (new("Draft risk profile", "Проект профиля риска"), sheets.Numbered(draft)),
                (new("Proposed by", "Предложен"), sheets.Authority(draft.Authority)),
                (new("Responsible unit", "Ответственное подразделение"), sheets.Unit(AuthorityCode.Fcs, draft.ResponsibleUnit)),
                (new("Number of the letter", "Регистрационный номер письма"), profile.Report?.Number),
                (DateOf(papers.Document), profile.Report is { } report ? Sheets.Day(report.Date) : null));
            sheets.Heading(new("Enclosures", "Приложения"));
            sheets.List(papers.Enclosures.Select(enclosure => sheets.In(Words.Of(enclosure))));
            new SignatureTable(sheets, AuthorityCode.Fcs)
                .Add(executor, profile.ExecutorSignature)
                .Write(new("Submitted by", "Представил"));
            new SignatureTable(sheets, AuthorityCode.Fcs)
                .Add(Words.OfOffice(papers.To), profile.Approval)
                .Write(Approval(papers.Document));
        });
    }

    private void WriteSignatures(ProfileState profile) => new SignatureTable(sheets, AuthorityCode.Fcs)
        .Add(profile.Visas)
        .Add(profile.MissingVisas.Select(unit => (VisaRole.UnitHead, (string?)unit)))
        .Add(executor, profile.ExecutorSignature)
        .Add(new Phrase("Head of the structural division", "Начальник структурного подразделения"), profile.DivisionSignature)
        .Add(Words.OfOffice(profile.Signatory), profile.Approval)
        .Write(new("Visas, signatures, approval", "Визы, подписи, утверждение"));

    /// <summary>A memorandum goes to the signatory, a letter to the customs authorities that the profile concerns.</summary>
    private string Addressee(ApprovalPapers papers) => papers.Document switch
    {
        CoveringDocument.Letter => sheets.In(new("From the Federal Customs Service to the customs authorities", "Федеральная таможенная служба – таможенным органам")),
        CoveringDocument.Memorandum => sheets.In(Words.Of(papers.To)),
    };

    private void WriteAddressees(DraftContent profile)
    {
        sheets.Heading(new("To", "Кому"));
        sheets.List(profile.Territory == Territory.AllRussian
            ? [sheets.In(new("All customs authorities", "Всем таможенным органам"))]
            : [.. profile.RiskArea.Authorities.Select(code => sheets.Authority(new AuthorityCode(code)))]);
    }

    private static Phrase DateOf(CoveringDocument document) => document switch
    {
        CoveringDocument.Letter => new("Date of the letter", "Дата письма"),
        CoveringDocument.Memorandum => new("Date of the resolution", "Дата резолюции"),
    };

    private static Phrase Approval(CoveringDocument document) => document switch
    {
        CoveringDocument.Letter => new("Signed by", "Подписал"),
        CoveringDocument.Memorandum => new("Positive resolution", "Положительная резолюция"),
    };
}
