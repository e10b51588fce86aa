using System.Text.Json.Nodes;
using RmsOrleans.Api.Feeds;
using RmsOrleans.Api.Json;

namespace RmsOrleans.Api.Registers;

/// <summary>What the document says of registers.</summary>
internal static class KindDocuments
{
    private const string Tag = "The revision of the registers.";

    public static RouteDocument List() => new RouteDocument("Registers", Operation.ListKinds, "The registers")
        .Text(
            "Those whose entries the caller may see, with how many are open and how many of these are late. Operators, programs and auditors see all of them; operators and programs no "
            + "entries, auditors none of a closed circle.")
        .Answer<KindList>(200, "As they stand.", () => JsonNode.Parse("""
            { "revision": 3, "items": [{ "code": "appeal", "title": "Appeals of citizens and organisations", "from": "2026-01-01", "closed": false, "registers": true, "open": 12, "overdue": 1 }] }
            """)!, ("ETag", Tag))
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Get() => Named(Operation.GetKind, "A register, as its file says it")
        .Query("edition", "The first day of an edition; the last if left out.", "2026-01-01", form: ParameterForm.Day)
        .Answer<KindResponse>(200, "An edition.", () => new JsonObject
        {
            ["code"] = "expertise",
            ["title"] = "Expert examinations",
            ["edition"] = "2026-07-01",
            ["editions"] = new JsonArray("2026-07-01"),
            ["inForce"] = "2026-07-01",
            ["registers"] = true,
            ["file"] = File(),
        }, ("ETag", Tag))
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, KindEndpoints.NoSuchKind, Refusals.Away);

    public static RouteDocument Load() => Named(Operation.LoadKind, "Load a register, or its next edition")
        .Text(
            "The body is the file of the register. With `dryRun` nothing is done, and every fault is named at its place. It counts on every node within seconds, without a restart. The same "
            + "file again changes nothing; a later edition takes away no field and opens nothing.")
        .Query("dryRun", "`true` to see what would change.", "true", form: ParameterForm.Flag)
        .Header("If-Match", "The ETag of the registers as the dry run showed them.", example: "\"3\"")
        .Body<RmsOrleans.Grains.Registers.Kinds.RegisterKind>(File)
        .Answer<KindLoadResponse>(200, "What it changes.", () => JsonNode.Parse("""
            { "code": "expertise", "from": "2026-07-01", "revision": 4, "applied": true, "new": true, "changed": true }
            """)!, ("ETag", Tag))
        .Refuses(
            Refusals.BadInput("/transitions/0/to", "There is no state 'done'."), Refusals.Unauthenticated, Refusals.NotFor(Operation.LoadKind), Refusals.Stale, KindEndpoints.Needed,
            RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    public static RouteDocument Chain() => Named(Operation.GetEntryChain, "Number, date and chain of a register's entries")
        .Text("For the auditor, who sees nothing else of entries in closed circles. Without `sequence` the sequences alone; with it its links, each computed again from the one before it.")
        .Query("sequence", "A sequence of the register.", "corruption-notice/10216000/2026", form: ParameterForm.RegisterSequence)
        .Query("after", "The serial to go on after; `next` of the page before.", "50", form: ParameterForm.Number(0, int.MaxValue))
        .Query("limit", "1 to 200; 50 if left out.", "50", form: ParameterForm.PageLimit)
        .Answer<ChainResponse>(200, "As it stands.", () => JsonNode.Parse($$"""
            { "code": "corruption-notice", "title": "Notices of approaches to officials",
              "sequences": [{ "key": "corruption-notice/10216000/2026", "lastSerial": 1, "lastAt": "2026-11-30T10:02:11.512+03:00", "head": "{{new string('c', 64)}}" }],
              "sequence": "corruption-notice/10216000/2026",
              "items": [{ "serial": 1, "number": "10216000-1/2026", "at": "2026-11-30T10:02:11.512+03:00", "entry": "0197f0a4-9d20-7c41-a2b3-51d7e6f80913",
                "lineHash": "{{new string('a', 64)}}", "hash": "{{new string('c', 64)}}", "agrees": true }] }
            """)!)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.NotFor(Operation.GetEntryChain), KindEndpoints.NoSuchKind, Refusals.Away);

    private static RouteDocument Named(Operation operation, string summary) => new RouteDocument("Registers", operation, summary).Path("code", "The code of the register.", "expertise", form: ParameterForm.RegisterName);

    private static JsonNode File() => JsonNode.Parse("""
        {
          "code": "expertise", "title": { "ru": "Таможенные экспертизы", "en": "Expert examinations" }, "from": "2026-07-01", "numbering": {},
          "fields": [{ "name": "question", "title": { "ru": "Вопрос эксперту", "en": "Question" }, "type": "text", "required": true }],
          "states": [
            { "code": "asked", "title": { "ru": "Назначена", "en": "Asked for" } },
            { "code": "answered", "title": { "ru": "Проведена", "en": "Done" }, "end": true }
          ],
          "registration": { "by": { "roles": ["registrar"] } },
          "transitions": [{ "route": "answer", "title": { "ru": "Внести заключение", "en": "Enter the conclusion" }, "from": ["asked"], "to": "answered", "by": { "roles": ["case-officer"] } }]
        }
        """)!;
}

/// <summary>What the document says of entries.</summary>
internal static class EntryDocuments
{
    private const string Tag = "The state that this answer shows: how many lines the journal of the entry has.";
    private const string Id = "0197f0a4-9d20-7c41-a2b3-51d7e6f80913";

    private static readonly Problem notNow = Refusals.Refused(RefusalReason.WrongStatus, "The entry is in the state «Answered»; you can take no step now.");

    private static readonly Problem notNamed = Refusals.NotFor("This is for registrar of the entry's authority.");

    public static RouteDocument Register() => InRegister(Operation.AddEntry, "Register an entry")
        .Text("It gets its number in the same commit. What `values` may say, and who registers, the file of the register says. The same under the same key is answered with 200, and nothing is done.")
        .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "appeal-17")
        .Body<EntryBody>(() => JsonNode.Parse("""
            { "values": { "applicantKind": "citizen", "content": "Please tell me how the value was determined." }, "receivedAt": "2026-11-29T16:40:00+03:00" }
            """)!)
        .DryRun()
        .Answer<EntryResponse>(201, "Registered.", An, ("ETag", Tag), ("Location", "Where the entry is."))
        .Answer<EntryResponse>(200, "It was registered before; or a dry run, which shows the entry without its number.", An)
        .Refuses(
            Refusals.BadInput("/values/content", "This field is required."), Refusals.Unauthenticated, notNamed, KindEndpoints.NoSuchKind, notNow, RequestBody.TooLarge, Refusals.MediaType,
            Refusals.KeyUsed, Refusals.Away);

    public static RouteDocument List() => InRegister(Operation.ListEntries, "Entries of a register")
        .Text("The newest first, as far as the circle of the register opens them to the caller.")
        .Query("authority", "Whose.", "10216000", form: ParameterForm.Authority)
        .Query("state", "By its code.", "registered", form: ParameterForm.RegisterName)
        .Query("number", "As it is printed.", "10216000-17/2026")
        .Query("responsible", "The subject of who is responsible.", "case-officer-3")
        .Query("open", "`true`: those that have not ended.", "true", form: ParameterForm.Flag)
        .Query("overdue", "`true`: those of which a term has passed.", "true", form: ParameterForm.Flag)
        .Query("limit", "1 to 200; 50 if left out.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<EntryList>(200, "A page; without `next` it is the last.", () => new JsonObject { ["items"] = new JsonArray(Item()) })
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, KindEndpoints.NoSuchKind, Refusals.Away);

    public static RouteDocument Tasks() => new RouteDocument("Tasks", Operation.ListEntryTasks, "The entries of registers that you are responsible for")
        .Text("Those that have not ended, the first due first and those without a term last.")
        .Query("limit", "Rows of a page: 50 by default, at most 200.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<EntryTaskList>(200, "A page; without `next` it is the last.", () => new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject { ["entry"] = Item(), ["kindTitle"] = "Appeals of citizens and organisations", ["urgency"] = "ThisWeek", ["urgencyName"] = "This week" }),
        })
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Get() => Of(Operation.GetEntry, "An entry")
        .Text("With its terms, how each was counted, and the steps that the caller can take.")
        .Answer<EntryResponse>(200, "As it stands.", An, ("ETag", Tag))
        .Refuses(Refusals.Unauthenticated, EntryEndpoints.NoSuchEntry, Refusals.Away);

    public static RouteDocument Journal() => Of(Operation.GetEntryJournal, "The journal of an entry")
        .Answer<EntryJournalResponse>(200, "From its registration on.", () => JsonNode.Parse($$"""
            { "id": "{{Id}}", "number": "10216000-17/2026", "items": [{ "line": 1, "type": "EntryRegistered", "at": "2026-11-30T10:02:11.512+03:00", "by": "A. Petrova", "role": "registrar",
              "authority": "10216000", "what": "Registered under number 10216000-17/2026", "state": "received",
              "fields": [{ "name": "content", "title": "Content", "type": "text", "value": "Please tell me how the value was determined.", "hidden": false }] }] }
            """)!, ("ETag", Tag))
        .Refuses(Refusals.Unauthenticated, EntryEndpoints.NoSuchEntry, Refusals.Away);

    public static RouteDocument People() => Of(Operation.ListEntryPeople, "People to choose as responsible for an entry")
        .Text("Who has been responsible in its authority, by name, and the caller; of a closed circle, who has been within it.")
        .Answer<EntryPeople>(200, "At most 200.", () => JsonNode.Parse("""{ "items": [{ "subject": "case-officer-3", "name": "I. Orlova" }] }""")!)
        .Refuses(Refusals.Unauthenticated, EntryEndpoints.NoSuchEntry, Refusals.Away);

    public static RouteDocument Print() => Of(Operation.PrintEntry, "An entry as a page for printing on A4")
        .Text("In the form that the file of its register gives it: heading and fields in their order, its states with their times, and the ledger of each term.")
        .Query("language", "en or ru; without it Accept-Language counts, and then English.", "ru", form: ParameterForm.OneOf("en", "ru"))
        .TextAnswer(200, RmsOrleans.Api.Print.PrintEndpoints.Html, "A page without scripts.", "<!DOCTYPE html>\n<html lang=\"ru\">…</html>")
        .Refuses(Refusals.BadInput("/language", "Expected en or ru."), Refusals.Unauthenticated, EntryEndpoints.NoSuchEntry, Refusals.Away);

    public static RouteDocument Events() => Of(Operation.WatchEntry, "What happens to an entry, as it happens")
        .Text(
            "Each says what happened, never with what content. The stream begins now, or after a line of the entry's journal; the ids of events are such lines. "
            + "It ends when the token does, when the entry is no longer the caller's to see, or when the program stops; come again with the last id.")
        .Query(EventEndpoints.Line, "The line that you have seen, as the tag (ETag) has it: the stream begins with the line after it. Last-Event-ID goes before it.", "1", form: ParameterForm.Number(0, int.MaxValue))
        .Header(EventEndpoints.LastEventId, "The id of the last event that you have.", example: "1")
        .TextAnswer(
            200, ServerSentEvents.ContentType, "Server-sent events; the data of each is one of these.",
            ": nothing new\nid: 1\n\nid: 2\nevent: entry\ndata: {\"id\":\"" + Id + "\",\"kind\":\"appeal\",\"number\":\"10216000-17/2026\",\"at\":\"2026-11-30T11:00:00.000+03:00\",\"what\":\"EntryStepTaken\",\"line\":2,\"by\":{\"subject\":\"registrar-1\",\"name\":\"A. Petrova\"}}\n\n",
            typeof(EntryEventResponse))
        .Refuses(
            EventEndpoints.UnknownLine, EventEndpoints.UnknownPlace, Refusals.Unauthenticated, EntryEndpoints.NoSuchEntry, Problems.TooManyStreams(new Edge.LimitSettings().StreamsPerCaller),
            Refusals.Away);

    public static RouteDocument Search() => new RouteDocument("Registers", Operation.SearchEntries, "Search the entries of all registers")
        .Text(
            "By the words of number, register and fields, as far as the caller may read them: secret fields are searched for those who read them alone, and a closed circle not at all. "
            + "The newest first.")
        .Query("text", "With all these words; a word may end with *.", "стоимост* 10216000")
        .Query("register", "Of this register only.", "appeal", form: ParameterForm.RegisterName)
        .Query("limit", "1 to 200; 50 if left out.", "50", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<FoundEntryList>(200, "A page; without `next` it is the last.", () => new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject { ["entry"] = Item(), ["kindTitle"] = "Appeals of citizens and organisations" }),
        })
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Step() => Command(Operation.TakeEntryStep, "Take a step with an entry")
        .Text(
            "The file of the register says which steps there are, who takes them, and what they ask for; `steps` of the entry has those that the caller can take now. One that "
            + "spreads an entry names its `executors`; their entries of the other register come into being in the same commit, all of them or none.")
        .Path("route", "The step.", "executor", form: ParameterForm.RegisterName)
        .Body<StepBody>(() => JsonNode.Parse("""{ "responsible": { "subject": "case-officer-3", "name": "I. Orlova" } }""")!, optional: true)
        .Refuses(EntryEndpoints.NotSeen);

    public static RouteDocument Extend() => OfTerm(Operation.ExtendEntryTerm, "Extend a term of an entry")
        .Body<ExtensionBody>(() => JsonNode.Parse("""{ "amount": 30, "unit": "calendarDays", "reason": "An expert's opinion is needed.", "applicantToldOn": "2026-11-30" }""")!)
        .Text("With `ofExecutors` the same is done to each entry that was spread from it and can take it, in one commit.");

    public static RouteDocument Suspend() => OfTerm(Operation.SuspendEntryTerm, "Suspend a term of an entry")
        .Body<ReasonBody>(() => JsonNode.Parse("""{ "reason": "Documents were asked for." }""")!);

    public static RouteDocument Resume() => OfTerm(Operation.ResumeEntryTerm, "Let a term of an entry go on");

    public static RouteDocument Link() => Command(Operation.LinkEntry, "Link an entry to something")
        .Body<EntryLinkBody>(() => JsonNode.Parse("""{ "to": "declaration", "id": "10216110/301126/0000001" }""")!);

    public static RouteDocument Correct() => Command(Operation.CorrectEntry, "Put right what an entry says")
        .Text("Also of an entry that has ended. Its state, its number and its terms stay.")
        .Body<CorrectionBody>(() => JsonNode.Parse("""{ "values": { "applicantKind": "organisation" }, "reason": "It was lodged by an organisation." }""")!);

    private static RouteDocument InRegister(Operation operation, string summary) => new RouteDocument("Registers", operation, summary).Path("code", "The code of the register.", "appeal", form: ParameterForm.RegisterName);

    private static RouteDocument Of(Operation operation, string summary) => new RouteDocument("Registers", operation, summary).Path("id", "The id of the entry.", Id, form: ParameterForm.Draft);

    private static RouteDocument OfTerm(Operation operation, string summary) => Command(operation, summary).Path("term", "The term.", "answer", form: ParameterForm.RegisterName);

    private static RouteDocument Command(Operation operation, string summary) => Of(operation, summary)
        .Header("If-Match", "The ETag of the entry as you saw it.", example: "\"2\"")
        .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "step-17")
        .DryRun()
        .Answer<EntryResponse>(200, "Done.", An, ("ETag", Tag))
        .Refuses(
            Refusals.BadInput("/reason", "A text is needed here."), Refusals.Unauthenticated, notNamed, EntryEndpoints.NoSuchEntry, notNow, Refusals.Stale, RequestBody.TooLarge, Refusals.MediaType,
            Refusals.KeyUsed, Refusals.Away);

    public static JsonNode Item() => JsonNode.Parse($$"""
        { "id": "{{Id}}", "kind": "appeal", "number": "10216000-17/2026", "authority": "10216000", "registeredAt": "2026-11-30T10:02:11.512+03:00", "state": "received", "stateName": "Received",
          "ended": false, "dueAt": "2026-12-04T00:00:00+03:00", "dueTerm": "registration", "dueTermName": "Registration", "overdue": false }
        """)!;

    private static JsonNode An() => JsonNode.Parse($$"""
        { "id": "{{Id}}", "kind": "appeal", "kindTitle": "Appeals of citizens and organisations", "edition": "2026-01-01", "number": "10216000-17/2026", "authority": "10216000",
          "registeredAt": "2026-11-30T10:02:11.512+03:00", "receivedAt": "2026-11-29T16:40:00+03:00", "state": "received", "stateName": "Received", "ended": false,
          "fields": [{ "name": "applicantKind", "title": "Kind of applicant", "type": "choice", "value": "citizen", "valueName": "Citizen", "hidden": false }],
          "terms": [{ "code": "registration", "title": "Registration", "state": "running", "stateName": "running", "startedAt": "2026-11-29T16:40:00+03:00", "lastDay": "2026-12-02",
            "dueAt": "2026-12-03T00:00:00+03:00", "timeZone": "Europe/Moscow", "missed": false, "unconfirmed": false, "provisional": false,
            "ledger": [{ "event": "started", "at": "2026-11-29T16:40:00+03:00", "what": "2026-11-29 16:40: 3 calendar days from the day after, last day 2026-12-02.", "skippedDays": [] }],
            "canBeSuspended": false, "canGoOn": false }],
          "steps": [{ "route": "registration", "title": "Register", "asks": [], "takes": [], "paper": false, "reason": false, "assigns": false, "to": "registered", "toName": "Registered", "seen": false }],
          "links": [], "corrects": true }
        """)!;
}
