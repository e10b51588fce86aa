namespace RmsOrleans.Api.OpenApi;

/// <summary>
/// What the name of a member says wherever it stands in a body or answer. Nobody uses these but the document, which reads their comments; a
/// type in which a name says something else has a comment of its own for that parameter or property.
/// </summary>
internal enum MemberWords
{
    /// <summary>Whether the person acts for the one whose post it is.</summary>
    Acting,

    /// <summary>Who did it.</summary>
    Actor,

    /// <summary>What is new.</summary>
    Added,

    /// <summary>The value in this version; left out where there is none.</summary>
    After,

    /// <summary>How many characters the value in this version has, where it is cut here.</summary>
    AfterLength,

    /// <summary>With whom it is agreed.</summary>
    AgreedBy,

    /// <summary>How many.</summary>
    Amount,

    /// <summary>What the analysis has shown.</summary>
    Analysis,

    /// <summary>What is answered to the remark.</summary>
    Answer,

    /// <summary>The answers to the remarks, each by its number.</summary>
    Answers,

    /// <summary>Whether it was loaded; false for a dry run.</summary>
    Applied,

    /// <summary>Whether the profile applies to the authority that reads.</summary>
    Applies,

    /// <summary>Who approved it, and when.</summary>
    Approval,

    /// <summary>In which role the visa is given.</summary>
    As,

    /// <summary>How high the risk is.</summary>
    Assessment,

    /// <summary>Whether somebody has to be named who is responsible from then on.</summary>
    Assigns,

    /// <summary>When it happened.</summary>
    At,

    /// <summary>How often it was tried.</summary>
    Attempts,

    /// <summary>Who wrote the draft.</summary>
    Author,

    /// <summary>The customs authorities concerned, by their eight digits.</summary>
    Authorities,

    /// <summary>The customs authority, by its eight digits.</summary>
    Authority,

    /// <summary>What people call the authority, in the language of the answer.</summary>
    AuthorityName,

    /// <summary>What is waited for.</summary>
    Awaited,

    /// <summary>The value in the version before; left out where there is none.</summary>
    Before,

    /// <summary>How many characters the value before has, where it is cut here.</summary>
    BeforeLength,

    /// <summary>The bodies that are asked.</summary>
    Bodies,

    /// <summary>The first number at which the chain is broken; left out where it is whole.</summary>
    BrokenAt,

    /// <summary>Who.</summary>
    By,

    /// <summary>How it was calculated.</summary>
    Calculation,

    /// <summary>The revision of the production calendar that was counted with.</summary>
    CalendarRevision,

    /// <summary>Whether the caller can suspend the term now.</summary>
    CanBeSuspended,

    /// <summary>Whether the caller can let the term go on now.</summary>
    CanGoOn,

    /// <summary>The decision by which it was cancelled.</summary>
    Cancellation,

    /// <summary>Whether the chain of hashes is whole.</summary>
    ChainAgrees,

    /// <summary>What became of the profile.</summary>
    Change,

    /// <summary>What is different.</summary>
    Changed,

    /// <summary>When it last changed.</summary>
    ChangedAt,

    /// <summary>Field by field, what is different.</summary>
    Changes,

    /// <summary>How the measure is to be taken.</summary>
    Characteristics,

    /// <summary>How each thing is that the program needs.</summary>
    Checks,

    /// <summary>The code.</summary>
    Code,

    /// <summary>How many authorities the revision concerns.</summary>
    Concerned,

    /// <summary>What is concluded.</summary>
    Conclusion,

    /// <summary>What happens if nothing is done.</summary>
    Consequences,

    /// <summary>What its consideration has brought so far.</summary>
    Consideration,

    /// <summary>Whom to ask.</summary>
    Contact,

    /// <summary>What the risk profile says.</summary>
    Content,

    /// <summary>How many there are.</summary>
    Count,

    /// <summary>When it was made.</summary>
    CreatedAt,

    /// <summary>The day.</summary>
    Date,

    /// <summary>The days that are not as the week has them.</summary>
    Days,

    /// <summary>When it was given up.</summary>
    DeadAt,

    /// <summary>How many messages were given up.</summary>
    DeadLetters,

    /// <summary>The deadline that runs; left out where none does.</summary>
    Deadline,

    /// <summary>The decision that it was made on.</summary>
    Decision,

    /// <summary>The code of the measure that this one depends on.</summary>
    DependsOn,

    /// <summary>In words.</summary>
    Description,

    /// <summary>What was wrong this time, for people.</summary>
    Detail,

    /// <summary>What else the journal has of it, by the type of the line.</summary>
    Details,

    /// <summary>Whether a profile is to be made.</summary>
    DevelopProfile,

    /// <summary>The directorate that is asked.</summary>
    Directorate,

    /// <summary>The signature of the division.</summary>
    DivisionSignature,

    /// <summary>Which paper goes with it.</summary>
    Document,

    /// <summary>The id of the draft.</summary>
    Draft,

    /// <summary>The registration number of the draft.</summary>
    DraftNumber,

    /// <summary>When it is due now.</summary>
    DueAfter,

    /// <summary>The first moment that is too late.</summary>
    DueAt,

    /// <summary>When it was due before.</summary>
    DueBefore,

    /// <summary>Which of its terms is due first.</summary>
    DueTerm,

    /// <summary>What people call it.</summary>
    DueTermName,

    /// <summary>The address of electronic mail.</summary>
    Email,

    /// <summary>What is enclosed.</summary>
    Enclosures,

    /// <summary>Whether nothing happens to it any more.</summary>
    Ended,

    /// <summary>What is wrong with the input: for each JSON pointer, what is wrong there.</summary>
    Errors,

    /// <summary>To whom and what it does not apply.</summary>
    Excluded,

    /// <summary>Whether the indicator takes out what it meets.</summary>
    Exclusion,

    /// <summary>Who considers the draft.</summary>
    Executor,

    /// <summary>The signature of the executor.</summary>
    ExecutorSignature,

    /// <summary>How many consignments a year it is expected to meet.</summary>
    ExpectedConsignments,

    /// <summary>Attempts since a message was last taken.</summary>
    Failures,

    /// <summary>The field of the declaration, by its name in the catalogue.</summary>
    Field,

    /// <summary>What people call the field, in the language of the answer.</summary>
    FieldName,

    /// <summary>The first number of the sequence.</summary>
    First,

    /// <summary>The first number that was given.</summary>
    FirstNumber,

    /// <summary>What people call the flag, in the language of the answer.</summary>
    FlagName,

    /// <summary>The version that it is compared with.</summary>
    From,

    /// <summary>When the visa was given.</summary>
    GivenAt,

    /// <summary>What the indicator is about.</summary>
    Group,

    /// <summary>The hash of the line, which follows from that of the line before.</summary>
    Hash,

    /// <summary>The hash of the last line.</summary>
    Head,

    /// <summary>The id.</summary>
    Id,

    /// <summary>Makes a retry of the line safe: 1 to 200 visible ASCII characters.</summary>
    IdempotencyKey,

    /// <summary>What shows the risk.</summary>
    Indicators,

    /// <summary>How the goods are inspected, in the code of the classifier.</summary>
    InspectionType,

    /// <summary>Whether the executor has handed it on for its visas.</summary>
    IsPrepared,

    /// <summary>The rows, in their order.</summary>
    Items,

    /// <summary>The sequence.</summary>
    Key,

    /// <summary>Of which kind it is.</summary>
    Kind,

    /// <summary>What the kind is called, in the language of the answer.</summary>
    KindName,

    /// <summary>What people call the register.</summary>
    KindTitle,

    /// <summary>The last one.</summary>
    Last,

    /// <summary>When the last number was given.</summary>
    LastAt,

    /// <summary>The last day that is in time.</summary>
    LastDay,

    /// <summary>Why it was not taken the last time.</summary>
    LastFailure,

    /// <summary>The last number that was given.</summary>
    LastNumber,

    /// <summary>The last number that was given, without what stands before it.</summary>
    LastSerial,

    /// <summary>The number of the line, from 1 on.</summary>
    Line,

    /// <summary>The lines, the first one first.</summary>
    Lines,

    /// <summary>What it is linked to.</summary>
    Links,

    /// <summary>How many have loaded it, or what was loaded last.</summary>
    Loaded,

    /// <summary>When it was loaded.</summary>
    LoadedAt,

    /// <summary>Who loaded it.</summary>
    LoadedBy,

    /// <summary>Why there is a risk.</summary>
    Logic,

    /// <summary>What the day is.</summary>
    Mark,

    /// <summary>What is to be done.</summary>
    Measures,

    /// <summary>The units of a joint meeting that has no minutes yet.</summary>
    Meeting,

    /// <summary>The message.</summary>
    Message,

    /// <summary>How many messages.</summary>
    Messages,

    /// <summary>The method that was used.</summary>
    Methodology,

    /// <summary>The minutes of the joint meeting.</summary>
    Minutes,

    /// <summary>What is missing.</summary>
    Missing,

    /// <summary>How many are missing.</summary>
    MissingCount,

    /// <summary>Statutory holidays that the year lacks.</summary>
    MissingHolidays,

    /// <summary>How the profile is applied.</summary>
    Mode,

    /// <summary>Whether there are more after these.</summary>
    More,

    /// <summary>How many deadlines move.</summary>
    MovedDeadlines,

    /// <summary>The deadlines that move.</summary>
    Moves,

    /// <summary>When it would be due by the calendar as it stands.</summary>
    MovesTo,

    /// <summary>The name.</summary>
    Name,

    /// <summary>The name in English.</summary>
    NameEn,

    /// <summary>The name in Russian.</summary>
    NameRu,

    /// <summary>What information is needed.</summary>
    Needed,

    /// <summary>The cursor of the page after this one; left out on the last page.</summary>
    Next,

    /// <summary>The explanatory note, or a remark.</summary>
    Note,

    /// <summary>The number.</summary>
    Number,

    /// <summary>Whether the measure must be taken.</summary>
    Obligatory,

    /// <summary>Who gives the opinion.</summary>
    Official,

    /// <summary>How many deadlines run.</summary>
    OpenDeadlines,

    /// <summary>How the field is compared with the values.</summary>
    Operator,

    /// <summary>The opinion of the directorate.</summary>
    Opinion,

    /// <summary>Whether the directorate has agreed to the opinion.</summary>
    OpinionIsAgreed,

    /// <summary>What the directorate is asked.</summary>
    OpinionRequest,

    /// <summary>Other units of the authority that must agree.</summary>
    OtherUnits,

    /// <summary>Whether the deadline has passed.</summary>
    Overdue,

    /// <summary>The paper by its number and its day.</summary>
    Paper,

    /// <summary>The papers that go with it to its approval.</summary>
    Papers,

    /// <summary>The authority above it.</summary>
    Parent,

    /// <summary>Which part of it.</summary>
    Part,

    /// <summary>Who it is.</summary>
    Person,

    /// <summary>The number of the telephone.</summary>
    Phone,

    /// <summary>The place, as a JSON pointer (RFC 6901).</summary>
    Pointer,

    /// <summary>The place in the version before, where it was another.</summary>
    PointerBefore,

    /// <summary>The post of the person.</summary>
    Position,

    /// <summary>The routes that the caller can take next.</summary>
    Possible,

    /// <summary>When the draft was prepared.</summary>
    PreparedAt,

    /// <summary>The customs procedures, by their codes.</summary>
    Procedures,

    /// <summary>The profile that became of the draft.</summary>
    Profile,

    /// <summary>Whether the calendar of a year that it passes is not loaded yet, so that it may move.</summary>
    Provisional,

    /// <summary>What is asked.</summary>
    Question,

    /// <summary>Who read it.</summary>
    Reader,

    /// <summary>Why.</summary>
    Reason,

    /// <summary>The reason as people say it, in the language of the answer.</summary>
    ReasonName,

    /// <summary>Why, in words.</summary>
    Reasons,

    /// <summary>When what it is about came in.</summary>
    ReceivedAt,

    /// <summary>When the number was given, by the clock of the authority.</summary>
    RegisteredAt,

    /// <summary>The number of the remark, from 1 on.</summary>
    Remark,

    /// <summary>What is wanted of those who wrote it.</summary>
    Remarks,

    /// <summary>What is there no more.</summary>
    Removed,

    /// <summary>What is there more than once.</summary>
    Repeated,

    /// <summary>How many are there more than once.</summary>
    RepeatedCount,

    /// <summary>What was reported of the approval.</summary>
    Report,

    /// <summary>What is decided.</summary>
    Resolution,

    /// <summary>What the caller can resolve now.</summary>
    Resolutions,

    /// <summary>The authority that must meet the deadline.</summary>
    Responsible,

    /// <summary>The unit that is responsible.</summary>
    ResponsibleUnit,

    /// <summary>The revision, which grows with each load or change.</summary>
    Revision,

    /// <summary>Where the risk is.</summary>
    RiskArea,

    /// <summary>In which role.</summary>
    Role,

    /// <summary>The roles of the caller.</summary>
    Roles,

    /// <summary>How many rows there are.</summary>
    Rows,

    /// <summary>The key of the signatures.</summary>
    Secret,

    /// <summary>Counts the changes of status of the draft, from 1 on.</summary>
    Sequence,

    /// <summary>The name in short.</summary>
    ShortName,

    /// <summary>The signature of the head of the unit.</summary>
    Signature,

    /// <summary>When it was signed.</summary>
    SignedAt,

    /// <summary>When the paper that came in was signed.</summary>
    SignedOn,

    /// <summary>When the authority last acknowledged anything.</summary>
    SilentSince,

    /// <summary>The days that were not counted, and why.</summary>
    SkippedDays,

    /// <summary>Where the information comes from.</summary>
    Sources,

    /// <summary>When the term began.</summary>
    StartedAt,

    /// <summary>The state after it, by its code.</summary>
    State,

    /// <summary>What people call the state.</summary>
    StateName,

    /// <summary>The status.</summary>
    Status,

    /// <summary>What the status is called, in the language of the answer.</summary>
    StatusName,

    /// <summary>Who it is, as the token says, or what it is about.</summary>
    Subject,

    /// <summary>How long the term is.</summary>
    Term,

    /// <summary>Where the profile applies.</summary>
    Territory,

    /// <summary>The text.</summary>
    Text,

    /// <summary>The time zone of the authority, by its name in the IANA database.</summary>
    TimeZone,

    /// <summary>What it is about, in short.</summary>
    Title,

    /// <summary>To whom.</summary>
    To,

    /// <summary>What people call the state to which it leads.</summary>
    ToName,

    /// <summary>Finds a surprise in the log.</summary>
    TraceId,

    /// <summary>Traders, by their tax ids.</summary>
    Traders,

    /// <summary>What it is, by a name that stays.</summary>
    Type,

    /// <summary>What is as it was.</summary>
    Unchanged,

    /// <summary>The structural unit, or what is counted.</summary>
    Unit,

    /// <summary>The structural units.</summary>
    Units,

    /// <summary>What people call it, in the language of the answer.</summary>
    UrgencyName,

    /// <summary>Where messages are sent.</summary>
    Url,

    /// <summary>The first day on which it holds.</summary>
    ValidFrom,

    /// <summary>The last day on which it holds.</summary>
    ValidTo,

    /// <summary>What the field is compared with.</summary>
    Values,

    /// <summary>Vehicles, by their numbers.</summary>
    Vehicles,

    /// <summary>The version, from 1 on.</summary>
    Version,

    /// <summary>Who has agreed.</summary>
    Visas,

    /// <summary>Messages that wait to be delivered.</summary>
    Waiting,

    /// <summary>What is taken as it is but hardly meant; left out where there is nothing.</summary>
    Warnings,

    /// <summary>Whether it is well.</summary>
    Well,

    /// <summary>What was done, by its name.</summary>
    What,

    /// <summary>How many working days the year has.</summary>
    WorkingDays,

    /// <summary>The year.</summary>
    Year,

    /// <summary>The years that the calendar has.</summary>
    Years,

    /// <summary>The zones that it has had and will have, each with the moment from which.</summary>
    ZoneChanges,
}
