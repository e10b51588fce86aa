using System.Text.Json;

namespace RmsOrleans.Grains.Kernel.Permissions;

/// <summary>
/// Everything that can be asked of the system, each command and each query. The OpenAPI document names its routes by these, and
/// <see cref="PermissionTable"/> says who may ask.
/// </summary>
public enum Operation
{
    // A draft up to its registration.
    Submit,
    PrepareDraft,
    EditDraft,
    SignDraft,
    GiveVisa,
    RefuseVisa,
    RegisterDraft,
    DiscardDraft,

    // Its consideration.
    AssignExecutor,
    ConveneMeeting,
    ChangeMeetingUnits,
    CancelMeeting,
    RecordMinutes,
    ResolveDraft,
    RecordInformation,
    GiveOpinion,
    AgreeOpinion,
    ReturnOpinion,
    ResubmitDraft,
    WithdrawDraft,
    CorrectAddressee,
    ReplaceUnit,
    AddAttachment,
    RemoveAttachment,
    AttachTrialRun,

    // The profile that is made of it.
    EditProfile,
    PrepareProfile,
    GiveProfileVisa,
    RefuseProfileVisa,
    SignProfile,
    RequestApproval,
    ApproveProfile,
    ReturnProfile,
    ReportApproval,
    RegisterProfile,

    // Reading drafts: content first, then what a status tells.
    GetDraft,
    GetJournal,
    GetVersion,
    GetVersionChanges,
    PrintDraft,
    ListAttachments,
    GetAttachment,
    ListDrafts,
    GetDraftList,
    CountDrafts,
    GetDraftDurations,
    FindSimilarDrafts,
    ListTasks,
    CountTasks,
    ListOfficeTasks,
    CountOfficeTasks,
    GetDeadline,
    GetRegistration,
    GetStatuses,
    ListRegistrations,
    GetRegister,
    PrintRegister,
    WatchDraft,
    WatchDrafts,

    // Who read what.
    ListReads,

    // Profiles in the directory.
    UpdateProfile,
    CancelProfile,
    ListProfiles,
    GetProfile,
    GetProfileJournal,
    GetProfileVersion,
    GetProfileVersionChanges,
    PrintProfile,
    WatchProfile,
    ListDirectoryChanges,
    GetDirectorySnapshot,
    AcknowledgeDirectory,
    GetDirectoryCoverage,
    ListDirectoryCoverage,

    // Declarations, and the control of goods.
    CheckDeclaration,
    GetDeclarationChecks,
    ListControls,
    ListCheckTasks,
    CountCheckTasks,
    DecideHit,
    FindHit,
    OrderMeasure,
    AgreeMeasure,
    EnterMeasure,
    RecordControlResult,
    CloseControl,

    // What profiles are worth.
    GetProfileEfficiency,
    ListEfficiency,
    ListProfileTasks,
    LookAtFlag,

    // Registers with terms.
    ListKinds,
    GetKind,
    LoadKind,
    AddEntry,
    ListEntries,
    GetEntryChain,
    ListEntryTasks,
    GetEntry,
    GetEntryJournal,
    SearchEntries,
    ListEntryPeople,
    WatchEntry,
    PrintEntry,
    TakeEntryStep,
    ExtendEntryTerm,
    SuspendEntryTerm,
    ResumeEntryTerm,
    LinkEntry,
    CorrectEntry,
    GetDutyBoard,
    ListDutySummaries,
    GetDutySummary,

    // What an authority keeps for itself.
    ListWebhooks,
    AddWebhook,
    ChangeWebhook,
    RemoveWebhook,
    TestWebhook,
    ListDeadLetters,
    Redeliver,
    ListSequences,
    GetCertificate,

    // What is a caller's own, and who there is to choose from.
    GetCaller,
    ListUnfinished,
    GetUnfinished,
    KeepUnfinished,
    RemoveUnfinished,
    ListOfficials,

    // Reference data.
    ListAuthorities,
    GetAuthority,
    ImportAuthorities,
    ListUnits,
    ImportUnits,
    GetCalendar,
    GetCalendarYear,
    ExplainTerm,
    LoadCalendarYear,
    ListClassifiers,
    GetClassifier,
    LoadClassifier,
    GetCapacity,
    LoadCapacity,
    ListFields,
    ListCountries,
    ListMeasures,
    ListKindCodes,
    ListRiskAreas,
    GetRiskArea,
    GetRiskCoverage,
    ExportRiskArea,

    // Declarations, and what drafts would have hit.
    StartTrialRun,
    ListTrialRuns,
    GetTrialRun,
    StopTrialRun,
    WatchTrialRun,
    SuggestIndicators,
    LoadDeclarations,
    ListDeclarationLoads,
    GetDeclarationLoad,
    WatchDeclarationLoad,
    ListDeclarationMappings,
    GetDeclarationCoverage,
    GetDeclaration,

    // What goods cost elsewhere, and researches of prices.
    LoadPrices,
    ListPriceLoads,
    GetPriceLoad,
    WithdrawPriceLoad,
    ListPricePoints,
    GetPricePointList,
    ResearchPrices,
    ListPriceResearches,
    GetPriceResearch,

    // For those who run the program.
    GetCluster,

    // Health, which needs no token.
    Live,
    Ready,
}

public static class StoredOperations
{
    /// <summary>The operation as the read log keeps it. It stays as it is whatever else is called anew.</summary>
    public static string StoredName(this Operation operation) => JsonNamingPolicy.CamelCase.ConvertName(operation.ToString());
}
