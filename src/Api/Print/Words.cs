using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Profiles;
using RmsOrleans.Grains.Reference.Classifiers;

namespace RmsOrleans.Api.Print;

/// <summary>How printed pages name what the domain knows.</summary>
internal static class Words
{
    public static Word Of(DraftStatus status) => status switch
    {
        DraftStatus.Drafting => new("In preparation", "Подготовка"),
        DraftStatus.Discarded => new("Discarded", "Подготовка прекращена"),
        DraftStatus.UnderConsideration => new("Under consideration", "На рассмотрении"),
        DraftStatus.GatheringInformation => new("Information is being gathered", "Сбор информации"),
        DraftStatus.FinalisationByFcs => new("Being finalised by the FCS", "Доработка в ФТС России"),
        DraftStatus.FinalisationByAuthority => new("Being finalised by the authority", "Доработка в таможенном органе"),
        DraftStatus.RequestToDirectorate => new("At the directorate for its opinion", "Запрос заключения РТУ"),
        DraftStatus.Expedient => new("Expedient", "Разработка целесообразна"),
        DraftStatus.Inexpedient => new("Inexpedient", "Разработка нецелесообразна"),
        DraftStatus.AwaitingApproval => new("Awaiting approval", "На утверждении"),
        DraftStatus.Approved => new("Approved", "Утверждён"),
        DraftStatus.Adopted => new("Adopted", "Принят"),
        DraftStatus.Withdrawn => new("Withdrawn", "Отозван"),
    };

    public static Word Of(ProfileStatus status) => status switch
    {
        ProfileStatus.Registered => new("Registered, not yet in force", "Зарегистрирован, ещё не действует"),
        ProfileStatus.InForce => new("In force", "Действует"),
        ProfileStatus.Expired => new("Expired", "Срок действия истёк"),
        ProfileStatus.Cancelled => new("Cancelled", "Отменён"),
    };

    public static Word Of(ProfileKind kind) => kind switch
    {
        ProfileKind.Regular => new("Regular", "Обычный"),
        ProfileKind.Urgent => new("Urgent", "Срочный"),
        ProfileKind.Orientation => new("Orientation", "Ориентировка"),
    };

    public static Word Of(Territory territory) => territory switch
    {
        Territory.AllRussian => new("All-Russian", "Общероссийский"),
        Territory.Regional => new("Regional", "Региональный"),
        Territory.Zonal => new("Zonal", "Зональный"),
    };

    public static Word Of(ApplicationMode mode) => mode switch
    {
        ApplicationMode.Automatic => new("Automatic", "Автоматический"),
        ApplicationMode.Automated => new("Automated", "Автоматизированный"),
        ApplicationMode.Informal => new("Informal", "Неформализованный"),
    };

    public static Word Of(IndicatorGroup group) => group switch
    {
        IndicatorGroup.Goods => new("Goods", "Товар"),
        IndicatorGroup.GoodsCountry => new("Countries", "Страны"),
        IndicatorGroup.GoodsPayments => new("Payments", "Платежи"),
        IndicatorGroup.GoodsPreferences => new("Preferences", "Преференции"),
        IndicatorGroup.GoodsDocuments => new("Documents", "Документы"),
        IndicatorGroup.Consignment => new("Consignment", "Поставка"),
        IndicatorGroup.Vehicle => new("Vehicle", "Транспорт"),
        IndicatorGroup.Trader => new("Trader", "Участник ВЭД"),
        IndicatorGroup.Authority => new("Authority", "Таможенный орган"),
    };

    public static Word Of(IndicatorOperator compares) => compares switch
    {
        IndicatorOperator.Equals => new("equals", "равно"),
        IndicatorOperator.OneOf => new("is one of", "одно из"),
        IndicatorOperator.StartsWith => new("starts with", "начинается с"),
        IndicatorOperator.Matches => new("matches", "соответствует шаблону"),
        IndicatorOperator.LessThan => new("less than", "меньше"),
        IndicatorOperator.LessOrEqual => new("at most", "не больше"),
        IndicatorOperator.GreaterThan => new("more than", "больше"),
        IndicatorOperator.GreaterOrEqual => new("at least", "не меньше"),
        IndicatorOperator.Between => new("between", "между"),
        IndicatorOperator.Exists => new("is given", "указано"),
    };

    public static Word Of(VisaRole role) => role switch
    {
        VisaRole.CoordinationHead => new("Head of the coordination unit", "Начальник координирующего подразделения"),
        VisaRole.DeputyHead => new("First deputy head of the authority", "Первый заместитель начальника таможенного органа"),
        VisaRole.UnitHead => new("Head of the unit", "Начальник подразделения"),
    };

    public static Word Of(CoveringDocument document) => document switch
    {
        CoveringDocument.Letter => new("Covering letter", "Сопроводительное письмо"),
        CoveringDocument.Memorandum => new("Memorandum", "Докладная записка"),
    };

    public static Word Of(Signatory signatory) => signatory switch
    {
        Signatory.HeadOfFcs => new("To the Head of the Federal Customs Service", "Руководителю Федеральной таможенной службы"),
        Signatory.DeputyHead => new("To the deputy head of the Federal Customs Service", "Заместителю руководителя Федеральной таможенной службы"),
        Signatory.HeadOfDivision => new("To the head of the responsible division", "Начальнику ответственного управления"),
    };

    public static Word OfOffice(Signatory signatory) => signatory switch
    {
        Signatory.HeadOfFcs => new("Head of the Federal Customs Service", "Руководитель Федеральной таможенной службы"),
        Signatory.DeputyHead => new("Deputy head of the Federal Customs Service", "Заместитель руководителя Федеральной таможенной службы"),
        Signatory.HeadOfDivision => new("Head of the responsible division", "Начальник ответственного управления"),
    };

    public static Word Of(Enclosure enclosure) => enclosure switch
    {
        Enclosure.Profile => new("Risk profile", "Профиль риска"),
        Enclosure.ProfileNote => new("Explanatory note to the profile", "Пояснительная записка к профилю риска"),
        Enclosure.Draft => new("Draft risk profile of the authority", "Проект профиля риска таможенного органа"),
        Enclosure.DraftNote => new("Explanatory note of the authority", "Пояснительная записка таможенного органа"),
        Enclosure.DirectorateOpinion => new("Opinion of the directorate", "Заключение регионального таможенного управления"),
    };

    public static Word Of(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Consideration => new("Consideration", "Рассмотрение"),
        DeadlineKind.DecisionAfterOpinion => new("Decision after the opinion", "Решение после получения заключения РТУ"),
        DeadlineKind.GatheringInformation => new("Gathering of information", "Сбор информации"),
        DeadlineKind.FinalisationByFcs => new("Finalisation by the FCS", "Доработка в ФТС России"),
        DeadlineKind.FinalisationByAuthority => new("Finalisation by the authority", "Доработка в таможенном органе"),
        DeadlineKind.Opinion => new("Opinion of the directorate", "Заключение РТУ"),
        DeadlineKind.ProfilePreparation => new("Preparation of the profile", "Подготовка профиля риска"),
        DeadlineKind.ReportOfApproval => new("Report of the approval", "Сообщение об утверждении"),
        DeadlineKind.ProfileNumber => new("Number of the profile", "Присвоение номера профилю риска"),
    };

    public static Word OfRole(string role) => RoleNames.TryParse(role, out var known) ? Of(known) : new Word(role, role);

    private static Word Of(Role role) => role switch
    {
        Role.Author => new("author", "разработчик"),
        Role.UnitHead => new("head of a unit", "начальник подразделения"),
        Role.Coordinator => new("coordinator", "координатор"),
        Role.CoordinationHead => new("head of the coordination unit", "начальник координирующего подразделения"),
        Role.DeputyHead => new("first deputy head", "первый заместитель начальника"),
        Role.DirectorateOfficer => new("official of the directorate", "должностное лицо РТУ"),
        Role.Executor => new("executor", "исполнитель"),
        Role.RmsHead => new("head of the RMS department", "начальник подразделения СУР"),
        Role.SignatoryHead => new("Head of the FCS", "руководитель ФТС России"),
        Role.SignatoryDeputy => new("deputy head of the FCS", "заместитель руководителя ФТС России"),
        Role.SignatoryDivision => new("head of a division", "начальник управления"),
        Role.Auditor => new("auditor", "аудитор"),
        Role.Operator => new("operator", "оператор"),
        Role.System => new("program", "программное средство"),
    };
}

/// <summary>A word or a sentence of a printed page, in each of its languages.</summary>
internal sealed record Word(string En, string Ru)
{
    public string In(PrintLanguage language) => language switch { PrintLanguage.En => En, PrintLanguage.Ru => Ru };
}
