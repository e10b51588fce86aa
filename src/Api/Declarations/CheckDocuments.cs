using System.Text.Json.Nodes;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Commands;

namespace RmsOrleans.Api.Declarations;

internal static class CheckDocuments
{
    private const string Tag = "The state that this answer shows: how many lines the journal of the control has.";
    private const string NumberInPath = "10216110-301126-0000001";

    private static readonly Problem closed = Refusals.Refused(RefusalReason.WrongStatus, "The control of the declaration is over; nothing is possible any more.");

    public static RouteDocument Check() => new RouteDocument("Checks", Operation.CheckDeclaration, "Check a declaration against the profiles in force")
        .Text("""
            At a moment of its way. What hits is recorded once for declaration, version, profile and item: a later moment finds it again, with what was decided, and adds the measures that are due
            then. The same number, version, moment and content again is answered with 200 and `repeated`, and nothing is done; another content of a version is refused. `mayProceed` says whether
            the declaration may go on, `standing` what stands against it. One check a line (`application/x-ndjson`) is answered by a line each, in their order.
            """)
        .Body<CheckBody>(Body)
        .TextBody(ContentTypes.JsonLines, "One check a line, each as one by itself.", Body().ToJsonString() + "\n", typeof(CheckBody))
        .DryRun()
        .Answer<CheckResponse>(201, "Checked.", Checked)
        .Answer<CheckResponse>(200, "The same was checked before; or a dry run.", Checked)
        .TextAnswer(200, ContentTypes.JsonLines, "One line for each line.", new JsonObject { ["line"] = 1, ["status"] = 201, ["check"] = Checked() }.ToJsonString() + "\n", typeof(CheckLineResponse))
        .Refuses(
            Refusals.BadInput("/declaration/items/0/netWeightKg", "Expected a number of at most 30 characters with a point, such as -12.5."), Refusals.Unauthenticated,
            Refusals.NotFor(Operation.CheckDeclaration), closed, RequestBody.TooLarge, Refusals.MediaType, Refusals.Away);

    public static RouteDocument Checks() => new RouteDocument("Checks", Operation.GetDeclarationChecks, "Checks of a declaration, its hits and what became of them")
        .Text("By its number, with dashes.")
        .Path("number", "The number of the declaration, with dashes.", NumberInPath)
        .Answer<ControlResponse>(200, "As it stands.", ControlOf, ("ETag", Tag))
        .Refuses(Refusals.Unauthenticated, ControlEndpoints.NoSuch, Refusals.Away);

    public static RouteDocument Waiting() => new RouteDocument("Checks", Operation.ListControls, "Declarations with hits that wait for an official")
        .Text("Of the caller's authority and those below it, the longest waiting first.")
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Query("cursor", "Where the page before ended.")
        .Answer<WaitingList>(200, "A page.", () => JsonNode.Parse("""
            { "items": [{ "number": "10216110/301126/0000001", "controlAuthority": "10216110", "version": 1, "moment": "00", "momentName": "registration", "undecided": 1,
              "changedAt": "2026-11-30T10:02:11.512+03:00" }] }
            """)!)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument Tasks() => Narrowed(new RouteDocument("Tasks", Operation.ListCheckTasks, "Hits of declarations that wait for officials of the post")
        .Text("""
            For inspectors and heads of posts: hits that wait for a decision, and hits of which a measure that is due has no entry yet, at the caller's authority and those below it, the first due
            first. The goods are to be released by then: four hours by the clock for a decision, one working day for entries, unless set otherwise.
            """))
        .Query("limit", "1 to 200; 50 if left out.", form: ParameterForm.PageLimit)
        .Query("cursor", "`next` of the page before.")
        .Answer<CheckTaskList>(200, "A page; without `next` it is the last.", () => JsonNode.Parse("""
            { "items": [{ "number": "10216110/301126/0000001", "hit": 1, "controlAuthority": "10216110", "controlAuthorityName": "Baltic customs post", "version": 1, "moment": "00",
              "momentName": "registration", "profile": "13/100000/22112026/00001", "title": "Understated customs value of ceramic tiles", "type": "2", "typeName": "waits for the official",
              "undecided": true, "openMeasures": 0, "dueAt": "2026-11-30T14:02:11.512+03:00", "overdue": false, "urgency": "Today", "urgencyName": "Today" }] }
            """)!)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    public static RouteDocument TaskCounts() => Narrowed(new RouteDocument("Tasks", Operation.CountCheckTasks, "How many hits wait for officials of the post")
        .Text("The same hits, counted; days are those of the clock of your authority."))
        .Answer<CheckTaskCountsResponse>(200, "As it stands.", () => JsonNode.Parse("""
            { "total": 7, "undecided": 4, "openMeasures": 5, "overdue": 1, "urgencies": [
              { "urgency": "Late", "urgencyName": "Late", "count": 1 }, { "urgency": "Today", "urgencyName": "Today", "count": 4 },
              { "urgency": "ThisWeek", "urgencyName": "This week", "count": 2 }, { "urgency": "Later", "urgencyName": "Later", "count": 0 }] }
            """)!)
        .Refuses(Refusals.BadQuery, Refusals.Unauthenticated, Refusals.Away);

    private static RouteDocument Narrowed(RouteDocument route) => route
        .Query("undecided", "`true` for hits that wait for a decision, `false` for those whose measures wait for entries.", "true", form: ParameterForm.Flag)
        .Query("overdue", "`true` for those whose term has passed, `false` for the others.", "true", form: ParameterForm.Flag)
        .Query("authority", "Of this authority and those below it.", "10216110", form: ParameterForm.Authority)
        .Query("profile", "Of this profile.", "13/100000/22112026/00001", form: ParameterForm.Of<RegistrationNumber>());

    /// <summary>A command, as the table of commands has it.</summary>
    public static RouteDocument Command<T>(CommandRow<ControlCommand, T> row) where T : ControlCommand => new RouteDocument("Checks", row.Operation, row.Summary)
        .Text(row.Text)
        .Path("number", "The number of the declaration, with dashes.", NumberInPath)
        .Header("If-Match", "The ETag of the control as you saw it.", example: "\"2\"")
        .Header(IdempotencyKey.Header, DocumentTexts.Key, example: "decision-17")
        .Body<T>(() => JsonNode.Parse(row.Example!)!)
        .Answer<ControlResponse>(200, "Done.", ControlOf, ("ETag", Tag))
        .DryRun()
        .Refuses(
            Refusals.BadInput("/hit", "The declaration has no hit 7."), Refusals.Unauthenticated, Refusals.NotFor(row.Operation), ControlEndpoints.NoSuch, closed, Refusals.Stale,
            RequestBody.TooLarge, Refusals.MediaType, Refusals.KeyUsed, Refusals.Away);

    public static JsonNode Body() => JsonNode.Parse("""
        { "moment": "00", "declaration": { "number": "10216110/301126/0000001", "version": 1, "traderTaxId": "7812345678", "items": [
          { "item": 1, "commodityCode": "6907210000", "goodsDescription": "Ceramic tiles", "procedure": "40", "netWeightKg": 1000, "statisticalValueUsd": 400 } ] } }
        """)!;

    private static JsonNode Checked() => JsonNode.Parse($$"""
        { "number": "10216110/301126/0000001", "version": 1, "moment": "00", "momentName": "registration", "checkedAt": "2026-11-30T10:02:11.512+03:00", "directoryRevision": 412,
          "registerRevision": 7, "selectionDay": "2026-11-30", "sampled": false, "mayProceed": false,
          "standing": [{ "code": "undecided-hit", "detail": "Hit 1 waits for an official to decide.", "hit": 1 }], "hits": [{{Hit}}], "undecidable": [] }
        """)!;

    private static JsonNode ControlOf() => JsonNode.Parse($$"""
        { "number": "10216110/301126/0000001", "authority": "10216110", "controlAuthority": "10216110", "version": 1, "mayProceed": false,
          "standing": [{ "code": "undecided-hit", "detail": "Hit 1 waits for an official to decide.", "hit": 1 }], "sampled": false, "hits": [{{Hit}}],
          "checks": [{ "version": 1, "moment": "00", "momentName": "registration", "checkedAt": "2026-11-30T10:02:11.512+03:00", "directoryRevision": 412, "registerRevision": 7,
            "selectionDay": "2026-11-30", "selectionKey": "57c26bf5ae77439e", "sampled": false,
            "found": [{ "hit": 1, "profile": "13/100000/22112026/00001", "profileVersion": 1, "item": 1, "type": "2", "measures": [{ "measure": 1, "code": "106", "share": 100, "selected": true }] }],
            "undecidable": [] }],
          "journal": [{ "line": 1, "type": "DeclarationChecked", "typeName": "Checked", "at": "2026-11-30T10:02:11.512+03:00",
            "actor": { "subject": "inspector-1", "name": "V. Kotova", "role": "inspector", "authority": "10216110", "acting": false }, "hash": "3f0b7d52c3a7f3a4bb0f7a1be2b5a61c4e3d2f10a9b8c7d6e5f4039281726354" }],
          "possible": ["decision", "found-hits", "measures", "closing"] }
        """)!;

    private const string Hit = """
        { "hit": 1, "ground": "Profile", "profile": "13/100000/22112026/00001", "profileVersion": 1, "title": "Understated customs value of ceramic tiles", "version": 1, "item": 1, "type": "2",
          "typeName": "waits for the official", "foundAt": "00", "controlled": false, "dueAt": "2026-11-30T14:02:11.512+03:00",
          "indicators": [{ "indicator": 3, "group": "0200", "text": "Packing list shows signs of alteration" }],
          "measures": [{ "measure": 1, "code": "106", "description": "Customs inspection", "characteristics": "Inspect one package in ten and weigh it.", "obligatory": true,
            "inspectionType": "1 2 0 1 03 2 11", "share": 100, "selected": true, "isInspection": true, "needsAgreement": false, "needsPresence": false }] }
        """;
}
