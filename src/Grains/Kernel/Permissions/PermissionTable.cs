using static RmsOrleans.Grains.Kernel.Permissions.Condition;
using static RmsOrleans.Grains.Kernel.Permissions.Operation;
using static RmsOrleans.Grains.Kernel.Permissions.Otherwise;
using static RmsOrleans.Grains.Kernel.Permissions.RoleGroups;
using static RmsOrleans.Grains.Kernel.Permissions.Scope;
using static RmsOrleans.Grains.Kernel.Permissions.Within;
using static RmsOrleans.Grains.Kernel.Role;

namespace RmsOrleans.Grains.Kernel.Permissions;

/// <summary>
/// Who may ask for what, all of it: the rules, the lists, the API's document and <c>docs/rights.md</c> read it here. A draft is seen before
/// registration by its own authority and the auditors, after it also by its directorate and the FCS; a profile by the authorities that it
/// applies to, those above them, the FCS and the auditors.
/// </summary>
public static class PermissionTable
{
    /// <summary>Who may know of a draft, and what its status tells.</summary>
    private static readonly ImmutableArray<Grant> draftsStatus = SeesDraft(OfficialsAndPrograms);

    /// <summary>A program asks for the status; what a draft says, people read.</summary>
    private static readonly ImmutableArray<Grant> draftsContent = SeesDraft(Officials);

    /// <summary>Of a unit or of the whole authority; what they see there is what <see cref="ListDrafts"/> shows them.</summary>
    private static readonly ImmutableArray<Grant> heads = [new([UnitHead, CoordinationHead, DeputyHead, RmsHead, SignatoryHead, SignatoryDeputy, SignatoryDivision], Own)];

    private static readonly ImmutableArray<Grant> profile = [new(OfficialsAndPrograms, Concerned), new(OfficialsAndPrograms, Fcs), new(Auditor, Any)];

    private static readonly ImmutableArray<Grant> directory = [new(OfficialsAndPrograms, AtOrAbove), new([Inspector, PostHead], AtOrAbove), new(OfficialsAndPrograms, Fcs), new(Auditor, Any)];

    /// <summary>The authority that registered a declaration, the one where its goods lie, and those above either.</summary>
    private static readonly ImmutableArray<Grant> declarations = [new(OfficialsAndPrograms, AtOrAbove), new([Inspector, PostHead], AtOrAbove), new(Auditor, Any)];

    private static readonly ImmutableArray<Grant> checkTasks = [new([Inspector, PostHead], AtOrAbove)];

    /// <summary>The usual circle of a register; one with a closed circle is for those alone whom its file names.</summary>
    private static readonly ImmutableArray<Grant> entries = [new(People, AtOrAbove), new(Auditor, Any)];

    /// <summary>Who of them, for each step, says the register's file.</summary>
    private static readonly ImmutableArray<Grant> entrySteps =
    [
        new(People, Own, Authority, NamedByRegister),
        new(People, Directorate, Authority, NamedAboveByRegister),
        new(People, Fcs, Authority, NamedAboveByRegister),
    ];

    private static readonly ImmutableArray<Grant> sequences = [new(Everybody, Own), new(Everybody, Fcs), new(Auditor, Any), new(Operator, Any)];

    private static readonly ImmutableArray<Grant> webhooks = [new(Coordinator, Own), new(Role.System, Own)];

    private static readonly ImmutableArray<Grant> reference = [new(Everybody, Any)];

    /// <summary>Of whoever asks, and of nobody else.</summary>
    private static readonly ImmutableArray<Grant> own = [new(Everybody, Own)];

    /// <summary>Beside these everybody sees the executors of the FCS, with whom all have to do.</summary>
    private static readonly ImmutableArray<Grant> officials = [new(Everybody, Own), new(Everybody, Fcs), new(Auditor, Any)];

    private static readonly ImmutableArray<Grant> operators = [new(Operator, Any)];

    /// <summary>Each on the declarations of the own authority and those below it.</summary>
    private static readonly ImmutableArray<Grant> trials = [new([Author, Coordinator, Executor, RmsHead], Own)];

    /// <summary>An authority's own program loads and follows what is its own authority's, and below it.</summary>
    private static readonly ImmutableArray<Grant> declarationLoads = [new(Operator, Any), new(Role.System, Own)];

    /// <summary>They come from public sources, so nobody who works here is kept from them.</summary>
    private static readonly ImmutableArray<Grant> pricePoints = [new(People, Any), new(Auditor, Any), new(Operator, Any)];

    private static readonly ImmutableArray<Grant> visas =
    [
        new(CoordinationHead, Own, Authority, CoordinationHeadsVisa),
        new(DeputyHead, Own, Authority, DeputyHeadsVisa),
        new(UnitHead, Own, DraftsOtherUnits, UnitHeadsVisa),
    ];

    private static readonly ImmutableArray<Grant> approval =
    [
        new(SignatoryHead, Fcs, Authority, AllRussian),
        new(SignatoryDeputy, Fcs, ResponsibleUnit, Regional),
        new(SignatoryDivision, Fcs, ResponsibleUnit, Zonal),
    ];

    /// <summary>Whoever may write a paper adds files to it.</summary>
    private static readonly ImmutableArray<Grant> attachments =
    [
        new(Author, Own, Authority, ToDraftOrNote),
        new(Coordinator, Fcs, Authority, ToMinutes),
        new(DirectorateOfficer, Directorate, UnitAsked, ToOpinion),
        new(Executor, Fcs, DraftsExecutor, ToReport),
    ];

    private static readonly Permission[] permissions =
    [
        new(Submit, Forbidden, [new(Coordinator, Own)]),
        new(PrepareDraft, Forbidden, [new(Author, Own)]),
        OfDraft(EditDraft, [new(Author, Own)]),
        OfDraft(SignDraft, [new(UnitHead, Own, AuthorsUnit)]),
        OfDraft(GiveVisa, visas),
        OfDraft(RefuseVisa, visas),
        OfDraft(RegisterDraft, [new(Coordinator, Own)]),
        OfDraft(DiscardDraft, [new(Author, Own), new(UnitHead, Own, AuthorsUnit)]),

        OfDraft(AssignExecutor, [new(Coordinator, Fcs)]),
        OfDraft(ConveneMeeting, [new(RmsHead, Fcs)]),
        OfDraft(ChangeMeetingUnits, [new(RmsHead, Fcs)]),
        OfDraft(CancelMeeting, [new(RmsHead, Fcs)]),
        OfDraft(RecordMinutes, [new(Coordinator, Fcs)]),
        OfDraft(ResolveDraft, [new(Executor, Fcs, DraftsExecutor)]),
        OfDraft(RecordInformation, [new(Executor, Fcs, DraftsExecutor)]),
        OfDraft(CorrectAddressee, [new(Executor, Fcs, DraftsExecutor)]),
        OfDraft(GiveOpinion, [new(DirectorateOfficer, Directorate, UnitAsked)]),
        OfDraft(AgreeOpinion, [new(Coordinator, Directorate)]),
        OfDraft(ReturnOpinion, [new(Coordinator, Directorate)]),
        OfDraft(ResubmitDraft, [new(Coordinator, Own)]),
        OfDraft(WithdrawDraft, [new(Coordinator, Own)]),
        OfDraft(ReplaceUnit, [new(Coordinator, Own), new(Executor, Fcs, DraftsExecutor)]),
        OfDraft(AddAttachment, attachments),
        OfDraft(RemoveAttachment, [new(Author, Own)]),
        OfDraft(AttachTrialRun, [new(Author, Own, Authority, ToDraft), new(Executor, Fcs, DraftsExecutor, ToProfile)]),

        OfDraft(EditProfile, [new(Executor, Fcs, DraftsExecutor)]),
        OfDraft(PrepareProfile, [new(Executor, Fcs, DraftsExecutor)]),
        OfDraft(GiveProfileVisa, [new(UnitHead, Fcs, ProfilesUnits)]),
        OfDraft(RefuseProfileVisa, [new(UnitHead, Fcs, ProfilesUnits)]),
        OfDraft(SignProfile, [new(Executor, Fcs, DraftsExecutor), new(SignatoryDivision, Fcs, ResponsibleUnit)]),
        OfDraft(RequestApproval, [new(Executor, Fcs, DraftsExecutor)]),
        OfDraft(ApproveProfile, approval),
        OfDraft(ReturnProfile, approval),
        OfDraft(ReportApproval, [new(Executor, Fcs, DraftsExecutor)]),
        OfDraft(RegisterProfile, [new(Coordinator, Fcs)]),

        OfDraft(GetDraft, draftsContent) with { IsRecorded = true },
        OfDraft(GetJournal, draftsContent) with { IsRecorded = true },
        OfDraft(GetVersion, draftsContent) with { IsRecorded = true },
        OfDraft(GetVersionChanges, draftsContent) with { IsRecorded = true },
        OfDraft(PrintDraft, draftsContent) with { IsRecorded = true },
        OfDraft(ListAttachments, draftsContent) with { IsRecorded = true },
        OfDraft(GetAttachment, draftsContent) with { IsRecorded = true },
        new(ListDrafts, LeftOut, draftsStatus),
        new(GetDraftList, LeftOut, draftsStatus),
        new(CountDrafts, LeftOut, draftsStatus),
        new(GetDraftDurations, LeftOut, draftsStatus),
        new(FindSimilarDrafts, LeftOut, draftsContent) { IsRecorded = true },
        new(ListTasks, LeftOut, draftsStatus),
        new(CountTasks, LeftOut, draftsStatus),
        new(ListOfficeTasks, Forbidden, heads),
        new(CountOfficeTasks, Forbidden, heads),
        new(GetDeadline, NotFound, draftsStatus),
        new(GetRegistration, NotFound, draftsStatus),
        new(GetStatuses, LeftOut, draftsStatus),
        new(ListRegistrations, LeftOut, draftsStatus),
        new(GetRegister, LeftOut, draftsStatus),
        new(PrintRegister, LeftOut, draftsStatus),
        new(WatchDraft, NotFound, draftsStatus),
        new(WatchDrafts, Forbidden, draftsStatus),

        new(ListReads, Forbidden, [new(Auditor, Any)]),

        new(UpdateProfile, ForbiddenIfKnown, [new(Coordinator, Fcs)]),
        new(CancelProfile, ForbiddenIfKnown, [new(Coordinator, Fcs)]),
        new(ListProfiles, LeftOut, profile),
        new(GetProfile, NotFound, profile),
        new(GetProfileJournal, NotFound, profile) { IsRecorded = true },
        new(GetProfileVersion, NotFound, profile) { IsRecorded = true },
        new(GetProfileVersionChanges, NotFound, profile) { IsRecorded = true },
        new(PrintProfile, NotFound, profile) { IsRecorded = true },
        new(WatchProfile, NotFound, profile),
        new(ListDirectoryChanges, Forbidden, directory) { IsRecorded = true },
        new(GetDirectorySnapshot, Forbidden, directory) { IsRecorded = true },
        new(AcknowledgeDirectory, Forbidden, [new(Role.System, Own), new(Coordinator, Own)]),
        new(GetDirectoryCoverage, Forbidden, directory),
        new(ListDirectoryCoverage, Forbidden, directory),

        new(CheckDeclaration, Forbidden, [new([Inspector, Role.System], AtOrAbove)]),
        new(GetDeclarationChecks, NotFound, declarations) { IsRecorded = true },
        new(ListControls, LeftOut, declarations),
        new(ListCheckTasks, LeftOut, checkTasks),
        new(CountCheckTasks, LeftOut, checkTasks),
        new(DecideHit, ForbiddenIfKnown, [new(Inspector, Own)]),
        new(FindHit, ForbiddenIfKnown, [new(Inspector, Own)]),
        new(OrderMeasure, ForbiddenIfKnown, [new(Inspector, Own)]),
        new(AgreeMeasure, ForbiddenIfKnown, [new(PostHead, Own)]),
        new(EnterMeasure, ForbiddenIfKnown, [new(Inspector, Own)]),
        new(RecordControlResult, ForbiddenIfKnown, [new(Inspector, Own)]),
        new(CloseControl, ForbiddenIfKnown, [new(Inspector, Own), new(Role.System, Own)]),

        new(GetProfileEfficiency, NotFound, profile),
        new(ListEfficiency, LeftOut, profile),
        new(ListProfileTasks, LeftOut, [new(Coordinator, Fcs), new(Officials, Own, ContactUnit)]),
        new(LookAtFlag, ForbiddenIfKnown, [new(Coordinator, Fcs)]),

        new(ListKinds, Forbidden, reference),
        new(GetKind, Forbidden, reference),
        new(LoadKind, Forbidden, operators),
        new(AddEntry, Forbidden, entrySteps),
        new(ListEntries, LeftOut, entries),
        new(GetEntryChain, Forbidden, [new(Auditor, Any)]),
        new(ListEntryTasks, Forbidden, own),
        new(GetEntry, NotFound, entries) { IsRecorded = true },
        new(GetEntryJournal, NotFound, entries) { IsRecorded = true },
        new(SearchEntries, LeftOut, entries),
        new(ListEntryPeople, NotFound, entries),
        new(WatchEntry, NotFound, entries),
        new(PrintEntry, NotFound, entries) { IsRecorded = true },
        new(TakeEntryStep, ForbiddenIfKnown, entrySteps),
        new(ExtendEntryTerm, ForbiddenIfKnown, entrySteps),
        new(SuspendEntryTerm, ForbiddenIfKnown, entrySteps),
        new(ResumeEntryTerm, ForbiddenIfKnown, entrySteps),
        new(LinkEntry, ForbiddenIfKnown, entrySteps),
        new(CorrectEntry, ForbiddenIfKnown, entrySteps),
        new(GetDutyBoard, LeftOut, entries),
        new(ListDutySummaries, LeftOut, entries),
        new(GetDutySummary, NotFound, entries) { IsRecorded = true },

        new(ListWebhooks, Forbidden, webhooks),
        new(AddWebhook, Forbidden, webhooks),
        new(ChangeWebhook, Forbidden, webhooks),
        new(RemoveWebhook, Forbidden, webhooks),
        new(TestWebhook, Forbidden, webhooks),
        new(ListDeadLetters, Forbidden, webhooks),
        new(Redeliver, Forbidden, webhooks),
        new(ListSequences, LeftOut, sequences),
        new(GetCertificate, NotFound, sequences),

        new(GetCaller, Forbidden, own),
        new(ListUnfinished, Forbidden, own),
        new(GetUnfinished, Forbidden, own),
        new(KeepUnfinished, Forbidden, own),
        new(RemoveUnfinished, Forbidden, own),
        new(ListOfficials, LeftOut, officials),

        new(ListAuthorities, Forbidden, reference),
        new(GetAuthority, Forbidden, reference),
        new(ImportAuthorities, Forbidden, operators),
        new(ListUnits, Forbidden, reference),
        new(ImportUnits, Forbidden, operators),
        new(GetCalendar, Forbidden, reference),
        new(GetCalendarYear, Forbidden, reference),
        new(ExplainTerm, Forbidden, reference),
        new(LoadCalendarYear, Forbidden, operators),
        new(ListClassifiers, Forbidden, reference),
        new(GetClassifier, Forbidden, reference),
        new(LoadClassifier, Forbidden, operators),
        new(GetCapacity, Forbidden, reference),
        new(LoadCapacity, Forbidden, operators),
        new(ListFields, Forbidden, reference),
        new(ListCountries, Forbidden, reference),
        new(ListMeasures, Forbidden, reference),
        new(ListKindCodes, Forbidden, reference),
        new(ListRiskAreas, Forbidden, reference),
        new(GetRiskArea, Forbidden, reference),
        new(GetRiskCoverage, LeftOut, draftsStatus),
        new(ExportRiskArea, Forbidden, [new([Coordinator, RmsHead], Fcs), new(Auditor, Any)]),

        new(StartTrialRun, Forbidden, trials),
        new(ListTrialRuns, Forbidden, trials),
        new(GetTrialRun, NotFound, [.. trials, new(Auditor, Any)]) { IsRecorded = true },
        new(StopTrialRun, NotFound, trials),
        new(WatchTrialRun, NotFound, [.. trials, new(Auditor, Any)]),
        new(SuggestIndicators, Forbidden, trials),
        new(LoadDeclarations, Forbidden, declarationLoads),
        new(ListDeclarationLoads, Forbidden, [.. declarationLoads, new(Auditor, Any)]),
        new(GetDeclarationLoad, NotFound, [.. declarationLoads, new(Auditor, Any)]),
        new(WatchDeclarationLoad, NotFound, [.. declarationLoads, new(Auditor, Any)]),
        new(ListDeclarationMappings, Forbidden, [.. declarationLoads, new(Auditor, Any)]),
        new(GetDeclarationCoverage, LeftOut, [.. directory, new(Operator, Any)]),
        new(GetDeclaration, NotFound, directory) { IsRecorded = true },

        new(LoadPrices, Forbidden, operators),
        new(ListPriceLoads, Forbidden, [.. operators, new(Auditor, Any)]),
        new(GetPriceLoad, NotFound, [.. operators, new(Auditor, Any)]),
        new(WithdrawPriceLoad, Forbidden, operators),
        new(ListPricePoints, Forbidden, pricePoints),
        new(GetPricePointList, Forbidden, pricePoints),
        new(ResearchPrices, Forbidden, [new([Author, Coordinator, Executor, RmsHead, CaseOfficer], Own)]),
        new(ListPriceResearches, LeftOut, entries),
        new(GetPriceResearch, NotFound, entries) { IsRecorded = true },

        new(GetCluster, Forbidden, operators),

        new(Live, Open, []),
        new(Ready, Open, []),
    ];

    private static readonly Permission[] byOperation = [.. Enum.GetValues<Operation>().Select(each => permissions.Single(permission => permission.Operation == each))];

    /// <summary>In the order of the work.</summary>
    public static IReadOnlyList<Permission> All => permissions;

    public static Permission Of(Operation operation) => byOperation[(int)operation];

    private static Permission OfDraft(Operation operation, ImmutableArray<Grant> grants) => new(operation, ForbiddenIfKnown, grants);

    private static ImmutableArray<Grant> SeesDraft(ImmutableArray<Role> people) =>
    [
        new(people, Own),
        new(people, Directorate, Authority, Registered),
        new(people, Fcs, Authority, Registered),
        new(Auditor, Any),
    ];
}

/// <summary>Roles that many rights name together.</summary>
public static class RoleGroups
{
    /// <summary>Those of registers alone, which open no draft and no profile.</summary>
    public static readonly ImmutableArray<Role> OfRegisters = [Role.Registrar, Role.CaseOfficer, Role.AuthorityHead, Role.DutyOfficer, Role.TrustedOfficer];

    /// <summary>All that people have to do with drafts in their offices; not those who control goods or keep registers, the auditor, the operator and the authority's own program.</summary>
    public static readonly ImmutableArray<Role> Officials =
        [.. Enum.GetValues<Role>().Where(role => role is not (Role.Auditor or Role.Operator or Role.System or Role.Inspector or Role.PostHead)).Except(OfRegisters)];

    public static readonly ImmutableArray<Role> OfficialsAndPrograms = [.. Officials, Role.System];

    /// <summary>All that people have in authorities: entries of registers are read and worked on by them, as far as each register's file says.</summary>
    public static readonly ImmutableArray<Role> People = [.. Enum.GetValues<Role>().Where(role => role is not (Role.Auditor or Role.Operator or Role.System))];

    public static readonly ImmutableArray<Role> Everybody = [.. Enum.GetValues<Role>()];
}
