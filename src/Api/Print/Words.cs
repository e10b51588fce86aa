namespace RmsOrleans.Api.Print;

/// <summary>How printed pages name what nothing else names; statuses, kinds and offices have their names beside them in the domain.</summary>
internal static class Words
{
    public static Phrase Of(CoveringDocument document) => document switch
    {
        CoveringDocument.Letter => new("Covering letter", "Сопроводительное письмо"),
        CoveringDocument.Memorandum => new("Memorandum", "Докладная записка"),
    };

    public static Phrase Of(Signatory signatory) => signatory switch
    {
        Signatory.HeadOfFcs => new("To the Head of the Federal Customs Service", "Руководителю Федеральной таможенной службы"),
        Signatory.DeputyHead => new("To the deputy head of the Federal Customs Service", "Заместителю руководителя Федеральной таможенной службы"),
        Signatory.HeadOfDivision => new("To the head of the responsible division", "Начальнику ответственного управления"),
    };

    public static Phrase OfOffice(Signatory signatory) => signatory switch
    {
        Signatory.HeadOfFcs => new("Head of the Federal Customs Service", "Руководитель Федеральной таможенной службы"),
        Signatory.DeputyHead => new("Deputy head of the Federal Customs Service", "Заместитель руководителя Федеральной таможенной службы"),
        Signatory.HeadOfDivision => new("Head of the responsible division", "Начальник ответственного управления"),
    };

    public static Phrase Of(Enclosure enclosure) => enclosure switch
    {
        Enclosure.Profile => new("Risk profile", "Профиль риска"),
        Enclosure.ProfileNote => new("Explanatory note to the profile", "Пояснительная записка к профилю риска"),
        Enclosure.Draft => new("Draft risk profile of the authority", "Проект профиля риска таможенного органа"),
        Enclosure.DraftNote => new("Explanatory note of the authority", "Пояснительная записка таможенного органа"),
        Enclosure.DirectorateOpinion => new("Opinion of the directorate", "Заключение регионального таможенного управления"),
    };

    public static Phrase OfRole(string role) => RoleNames.TryParse(role, out var known) ? known.InWords() : Phrase.Same(role);
}
