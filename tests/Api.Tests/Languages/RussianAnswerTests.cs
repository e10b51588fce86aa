using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Languages;

/// <summary>Who asks in Russian is told the same as who asks in English: texts and names differ, and nothing else.</summary>
public sealed class RussianAnswerTests(TheProgram program) : IClassFixture<TheProgram>
{
    private const string InRussian = "Accept-Language: ru-RU,ru;q=0.9,en;q=0.5";

    /// <summary>Members that people read; all others are for programs, and equal.</summary>
    private static readonly string[] texts = ["title", "detail", "statusName", "authorityName", "urgencyName", "kindName", "reasonName", "fieldName", "resolutionNames", "typeName", "errors", "reason"];

    private static readonly HttpMethod get = HttpMethod.Get;
    private static readonly HttpMethod post = HttpMethod.Post;
    private static readonly HttpMethod put = HttpMethod.Put;

    public static TheoryData<string> Refused => [.. problems.Keys];

    private static readonly Dictionary<string, (Actor? By, HttpMethod Method, string Path, string? Body, string Headers)> problems = new()
    {
        ["no token"] = (null, get, "/api/v1/drafts", null, ""),
        ["a broken token"] = (null, get, "/api/v1/drafts", null, "Authorization: Bearer x.y.z"),
        ["no such route"] = (Ceramics.Coordinator, get, "/api/v1/nothing", null, ""),
        ["no such method"] = (Ceramics.Coordinator, HttpMethod.Delete, "/api/v1/drafts", null, ""),
        ["a body that is no JSON"] = (Ceramics.Coordinator, post, "/api/v1/submissions", "{ \"authority\": ", ""),
        ["an empty body"] = (Ceramics.Coordinator, post, "/api/v1/submissions", " ", ""),
        ["a body of another type"] = (Ceramics.Coordinator, post, "/api/v1/submissions", "text/plain:hello", ""),
        ["members that are missing, unknown and wrong"] = (Ceramics.Coordinator, post, "/api/v1/submissions", """{ "authority": "1", "kind": 7, "visas": "none", "more": true }""", ""),
        ["a bad key"] = (Ceramics.Coordinator, post, "/api/v1/submissions", "{}", "Idempotency-Key: a b"),
        ["a submission of another authority"] = (Officials.OfVladivostok, post, "/api/v1/submissions", Examples.Submission().ToJsonString(), ""),
        ["a submission by an author"] = (Ceramics.Author, post, "/api/v1/submissions", Examples.Submission().ToJsonString(), ""),
        ["faults everywhere in a content"] = (Ceramics.Coordinator, post, "/api/v1/submissions", Faulty(), ""),
        ["no such draft"] = (Ceramics.Coordinator, get, $"/api/v1/drafts/{Examples.Id}", null, ""),
        ["a bad query"] = (Ceramics.Coordinator, get, "/api/v1/drafts?status=Open&authority=1&overdue=perhaps&dueBefore=soon&territory=x&executor=&text=&limit=1000&cursor=x&more=1", null, ""),
        ["a bad query of registrations"] = (Ceramics.Coordinator, get, "/api/v1/registrations?kind=x&registeredFrom=then&registeredTo=now&sort=colour&cursor=x", null, ""),
        ["days of registration that are reversed"] = (Ceramics.Coordinator, get, "/api/v1/registrations?registeredFrom=2026-02-01&registeredTo=2026-01-01", null, ""),
        ["a text in an order of its own"] = (Ceramics.Coordinator, get, "/api/v1/drafts?text=tiles&sort=preparedAt", null, ""),
        ["counts by nothing that there is"] = (Ceramics.Coordinator, get, "/api/v1/drafts/counts?by=colour", null, ""),
        ["statuses of no numbers"] = (Ceramics.Coordinator, post, "/api/v1/registrations/statuses", """{ "numbers": [] }""", ""),
        ["statuses of what is no number"] = (Ceramics.Coordinator, post, "/api/v1/registrations/statuses", """{ "numbers": ["x"] }""", ""),
        ["a register of no period"] = (Ceramics.Coordinator, get, "/api/v1/registrations/register.csv", null, ""),
        ["a bad query of profiles"] = (Ceramics.Coordinator, get, "/api/v1/profiles?status=Open&kind=x&cursor=x", null, ""),
        ["a bad query of tasks"] = (Ceramics.Coordinator, get, "/api/v1/tasks?cursor=x&limit=0", null, ""),
        ["a bad query of the read log"] = (Officials.Auditor, get, "/api/v1/read-log?draft=x&number=y&what=z&from=then&reader=&cursor=x", null, ""),
        ["the read log for others"] = (Ceramics.Coordinator, get, "/api/v1/read-log", null, ""),
        ["a bad term"] = (Ceramics.Coordinator, get, "/api/v1/calendar/deadline?from=then&term=0&unit=years&authority=10999000", null, ""),
        ["a term of nothing"] = (Ceramics.Coordinator, get, "/api/v1/calendar/deadline", null, ""),
        ["a year without data"] = (Ceramics.Coordinator, get, "/api/v1/calendar/2050", null, ""),
        ["a number that nothing bears"] = (Ceramics.Coordinator, get, "/api/v1/registrations/00-10216-21112026-99999", null, ""),
        ["no such profile"] = (Ceramics.Coordinator, get, "/api/v1/profiles/13-100000-21112026-99999", null, ""),
        ["no such sequence"] = (Ceramics.Coordinator, get, "/api/v1/sequences/00-99999/certificate", null, ""),
        ["no such authority"] = (Ceramics.Coordinator, get, "/api/v1/authorities/10999000", null, ""),
        ["no such classifier"] = (Ceramics.Coordinator, get, "/api/v1/classifiers/colours", null, ""),
        ["a directory of others"] = (Ceramics.Coordinator, get, $"/api/v1/directory?authority={Ceramics.Vladivostok}", null, ""),
        ["a bad query of the directory"] = (Ceramics.Coordinator, get, "/api/v1/directory?since=x&authority=1", null, ""),
        ["a revision that never was"] = (Ceramics.Coordinator, post, "/api/v1/directory/acknowledgements", """{ "authority": "10216000", "revision": 99 }""", ""),
        ["an address that is none"] = (Ceramics.Coordinator, post, "/api/v1/webhooks", """{ "url": "ftp://x", "secret": "short" }""", ""),
        ["nouns that are none"] = (Ceramics.Coordinator, post, "/api/v1/webhooks", """{ "url": "https://example.org", "nouns": ["reports"] }""", ""),
        ["dead letters of both"] = (Ceramics.Coordinator, post, "/api/v1/webhooks/x/redeliveries", $$"""{ "draft": "{{Examples.Id}}", "number": "1" }""", ""),
        ["dead letters of a number that is none"] = (Ceramics.Coordinator, post, "/api/v1/webhooks/x/redeliveries", """{ "number": "1" }""", ""),
        ["no nouns"] = (Ceramics.Coordinator, post, "/api/v1/webhooks", """{ "url": "https://example.org", "nouns": [] }""", ""),
        ["no such subscription"] = (Ceramics.Coordinator, HttpMethod.Delete, $"/api/v1/webhooks/{Examples.Id}", null, ""),
        ["events of others"] = (Ceramics.Coordinator, get, $"/api/v1/events?authority={Ceramics.Vladivostok}", null, ""),
        ["an event that never was"] = (Ceramics.Coordinator, get, "/api/v1/events", null, "Last-Event-ID: x"),
        ["an import by a coordinator"] = (Ceramics.Coordinator, post, "/api/v1/authorities/import", "text/csv:code\n", ""),
        ["an import of another file"] = (Officials.Operator, post, "/api/v1/authorities/import", "text/csv:code;name\n1;2\n", ""),
        ["an import of faulty lines"] = (Officials.Operator, post, "/api/v1/authorities/import", AuthorityFile(), ""),
        ["units with faulty lines"] = (Officials.Operator, post, "/api/v1/authorities/10216000/units/import", UnitFile(), ""),
        ["units of nobody"] = (Officials.Operator, post, "/api/v1/authorities/10999000/units/import", $"text/csv:{Grains.Reference.Authorities.UnitImportRules.Header}\n", ""),
        ["a load without a look"] = (Officials.Operator, post, "/api/v1/classifiers/measures/import", "text/csv:x\n", ""),
        ["a classifier with faulty lines"] = (Officials.Operator, post, "/api/v1/classifiers/measures/import?dryRun=true", "text/csv:code,name,inspection,valid_from,valid_to,note\n1,,no,2011-01-01,,\n2,Look,maybe,2011-01-01,,\n3,Look,no,then,,\n4,Look,no\n", ""),
        ["kind codes with faulty lines"] = (Officials.Operator, post, "/api/v1/classifiers/kind-codes/import?dryRun=true", "text/csv:code,kind,territory,valid_from,valid_to\nxx,Regular,,2011-01-01,\n00,Regular,,2011-01-01,\n11,Odd,,2011-01-01,\n12,Regular,Mars,2011-01-01,\n", ""),
        ["kind codes with a gap"] = (Officials.Operator, post, "/api/v1/classifiers/kind-codes/import?dryRun=true", "text/csv:code,kind,territory,valid_from,valid_to\n11,Regular,,2011-01-01,\n", ""),
        ["a year of a calendar with faulty days"] = (Officials.Operator, put, "/api/v1/calendar/2028?dryRun=true", """{ "days": [ { "date": "2027-01-01", "mark": "Holiday" }, { "date": "2028-02-26", "mark": "TransferredDayOff" }, { "date": "2028-02-25", "mark": "WorkingWeekendDay" }, { "date": "2028-02-26", "mark": "Short" } ] }""", ""),
        ["a year without its holidays"] = (Officials.Operator, put, "/api/v1/calendar/2028", """{ "days": [ { "date": "2028-01-01", "mark": "Holiday" } ] }""", "If-Match: \"0\""),
        ["a year that is none"] = (Officials.Operator, put, "/api/v1/calendar/1900?dryRun=true", """{ "days": [] }""", ""),
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_problem_says_the_same_in_Russian(string name)
    {
        var (by, method, path, body, headers) = problems[name];

        await AssertTheSame(() => program.As(by).SendAsync(Request(method, path, body, headers)), () => program.As(by).SendAsync(Request(method, path, body, headers, InRussian)));
    }

    [Fact]
    public async Task A_refused_step_says_the_same_in_Russian()
    {
        var drafting = await ADraft.Prepared(program);
        await RefusesAlike(drafting, Ceramics.Coordinator, "registration", null);
        await RefusesAlike(drafting, Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""", $"If-Match: {drafting.Tag}");
        await RefusesAlike(drafting, Ceramics.UnitHead, "signature", null);
        await RefusesAlike(drafting, Ceramics.UnitHead, "signature", null, "If-Match: \"77\"");
        await RefusesAlike(drafting, Ceramics.UnitHead, "signature", null, "If-Match: 77");
        await RefusesAlike(drafting, Ceramics.Author, "discard", """{ "reason": "" }""");

        var registered = await ADraft.Registered(program);
        await RefusesAlike(registered, Ceramics.Coordinator, "registration", null);
        await RefusesAlike(registered, Ceramics.Author, "withdrawal", """{ "reason": "A mistake" }""");

        var convened = await ADraft.Convened(program);
        await RefusesAlike(convened, Ceramics.Executor, "resolution", """{ "resolution": "Inexpedient", "reasons": "None" }""");
        await RefusesAlike(convened, Ceramics.FcsCoordinator, "minutes", """{ "number": "15", "date": "2026-11-20", "text": "All", "developProfile": true, "responsibleUnit": "Nobody" }""");

        var gathering = await ADraft.Gathering(program);
        await RefusesAlike(gathering, Ceramics.Executor, "resolution", """{ "resolution": "GatheringInformation", "needed": "Prices", "bodies": ["The tax service"] }""");
        await RefusesAlike(gathering, Ceramics.Executor, "resolution", """{ "resolution": "Inexpedient", "needed": "Prices", "remarks": ["One"] }""");

        var expedient = await ADraft.Expedient(program);
        await RefusesAlike(expedient, Ceramics.Executor, "approval-request", null);
        await RefusesAlike(expedient, Ceramics.Executor, "profile-signatures", null, $"If-Match: {expedient.Tag}");
    }

    [Fact]
    public async Task An_answer_differs_in_its_names_alone()
    {
        var draft = await ADraft.Gathering(program);
        var id = draft.Path.Split('/')[^1];
        var number = (await draft.Read(Ceramics.Executor)).Text("number").Replace('/', '-');
        foreach (var path in (string[])
            [
                draft.Path, $"{draft.Path}/journal", $"{Wire.Drafts}/{id}/deadline", $"/api/v1/registrations/{number}", "/api/v1/registrations", Wire.Drafts, "/api/v1/drafts/counts?by=status", "/api/v1/tasks",
                "/api/v1/calendar/deadline?from=2026-12-21&term=10&unit=working",
            ])
        {
            await AssertTheSame(() => Get(path, Ceramics.Executor), () => Get(path, Ceramics.Executor, InRussian));
        }

        var whole = await Get(draft.Path, Ceramics.Executor, InRussian).Body(HttpStatusCode.OK);
        Assert.Equal("Сбор информации", whole.Text("statusName"));
        Assert.Equal("Сбор информации", whole["deadline"]!.Text("kindName"));
        Assert.Equal("GatheringInformation", whole.Text("status"));
        Assert.Equal("Целесообразно", whole["resolutionNames"]![0]!.GetValue<string>());
        Assert.Equal("Information is being gathered", (await draft.Read(Ceramics.Executor)).Text("statusName"));
    }

    [Fact]
    public async Task Differences_name_their_fields_as_sheets_do()
    {
        var draft = await ADraft.SentBack(program);
        var edit = Examples.Edit();
        edit["content"]!["title"] = "Other tiles";
        edit["note"]!["expectedConsignments"] = 7;
        Assert.Equal(HttpStatusCode.OK, (await draft.TryEdit(Ceramics.Author, edit, $"If-Match: {draft.Tag}")).StatusCode);
        await draft.ThenUnseen(Ceramics.UnitHead, "signature", null);
        await draft.Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        await draft.Then(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""");
        await draft.Then(Ceramics.OtherUnitHead, "visas", """{ "as": "UnitHead" }""");
        await draft.Then(Ceramics.Coordinator, "resubmission", Examples.Of<Resubmit>().ToJsonString());

        var path = $"{draft.Path}/versions/2/changes";
        await AssertTheSame(() => Get(path, Ceramics.Author), () => Get(path, Ceramics.Author, InRussian));

        var changes = (await Get(path, Ceramics.Author, InRussian).Body(HttpStatusCode.OK))["changes"]!.AsArray();
        Assert.Equal(["Наименование", "Ожидаемое количество партий"], changes.Select(change => change!.Text("fieldName")));
    }

    [Fact]
    public async Task A_draft_has_one_tag_in_both_languages()
    {
        var draft = await ADraft.Prepared(program);

        var russian = await Get(draft.Path, Ceramics.Author, InRussian);

        Assert.Equal(draft.Tag, russian.Tag());
        Assert.Equal(["ru"], russian.Content.Headers.ContentLanguage);
        Assert.Equal(["Authorization", "Accept-Language"], russian.Headers.Vary);
        Assert.Equal(HttpStatusCode.NotModified, (await Get(draft.Path, Ceramics.Author, InRussian, $"If-None-Match: {draft.Tag}")).StatusCode);
        await draft.Then(Ceramics.UnitHead, "signature", null);
    }

    [Fact]
    public async Task A_repeated_submission_is_the_same_in_whatever_language()
    {
        var coordinator = program.As(Ceramics.Coordinator);
        var first = await coordinator.Submit(null, "Idempotency-Key: in-two-languages").Body(HttpStatusCode.Created);
        var again = await coordinator.Submit(null, "Idempotency-Key: in-two-languages", InRussian).Body(HttpStatusCode.OK);
        var back = await coordinator.Submit(null, "Idempotency-Key: in-two-languages").Body(HttpStatusCode.OK);

        Assert.Equal("На рассмотрении", again.Text("statusName"));
        Assert.Equal(WithoutTexts(first).ToJsonString(), WithoutTexts(again).ToJsonString());
        Assert.Equal(first.ToJsonString(), back.ToJsonString());
    }

    [Fact]
    public async Task Lines_of_a_batch_and_warnings_are_in_Russian()
    {
        var over = Examples.Submission();
        over["note"]!["validFrom"] = "2025-01-01";
        over["note"]!["validTo"] = "2025-12-31";
        var content = Wire.Lines("{}", over.ToJsonString());

        var answer = await program.As(Ceramics.Coordinator).SendAsync(Wire.Request(post, Wire.Submissions, content, InRussian));
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToArray();

        Assert.Equal(["ru"], answer.Content.Headers.ContentLanguage);
        Assert.Equal("Запрос составлен неверно.", lines[0].Text("title"));
        Assert.Equal("Этот элемент отсутствует.", lines[0]["errors"]!["/authority"]![0]!.GetValue<string>());
        Assert.Equal("validity-over", lines[1]["warnings"]![0]!.Text("code"));
        Assert.Equal("Срок действия истёк 31.12.2025; пока он не изменён, профиль утвердить нельзя.", lines[1]["warnings"]![0]!.Text("detail"));
    }

    [Fact]
    public async Task Without_a_wish_an_answer_is_in_English_and_says_so()
    {
        var missing = await Get($"{Wire.Drafts}/{Examples.Id}", Ceramics.Coordinator);

        Assert.Equal("There is no such draft.", (await missing.Body()).Text("detail"));
        Assert.Equal(["en"], missing.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language", missing.Headers.Vary);
    }

    [Fact]
    public async Task The_challenge_of_a_token_stays_in_English()
    {
        var answer = await program.As(null).SendAsync(Request(get, Wire.Drafts, null, "Authorization: Bearer x.y.z", InRussian));

        Assert.Contains("This is not a token of this system.", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("Это не токен этой системы.", (await answer.Body()).Text("detail"));
    }

    [Fact]
    public async Task A_print_says_its_language_which_the_query_picks_before_the_header()
    {
        var draft = await ADraft.Prepared(program);

        Assert.Equal(["ru"], (await Get($"{draft.Path}/print", Ceramics.Author, InRussian)).Content.Headers.ContentLanguage);
        Assert.Equal(["en"], (await Get($"{draft.Path}/print?language=en", Ceramics.Author, InRussian)).Content.Headers.ContentLanguage);
    }

    private Task RefusesAlike(ADraft draft, Actor by, string route, string? json, params string[] headers) =>
        AssertTheSame(() => draft.Try(by, route, json, headers), () => draft.Try(by, route, json, [.. headers, InRussian]));

    private static async Task AssertTheSame(Func<Task<HttpResponseMessage>> inEnglish, Func<Task<HttpResponseMessage>> inRussian)
    {
        var (english, russian) = (await inEnglish(), await inRussian());
        Assert.Equal(english.StatusCode, russian.StatusCode);
        Assert.Equal(["en"], english.Content.Headers.ContentLanguage);
        Assert.Equal(["ru"], russian.Content.Headers.ContentLanguage);
        Assert.Contains("Accept-Language", russian.Headers.Vary);
        Assert.Equal(english.Headers.ETag, russian.Headers.ETag);

        var (first, second) = (await english.Body(), await russian.Body());
        Assert.Equal(WithoutTexts(first).ToJsonString(), WithoutTexts(second).ToJsonString());
        foreach (var text in Texts(second))
            Told.LookAt(text);
        Assert.NotEmpty(Texts(second));
        Assert.DoesNotContain(Texts(first), text => text.Any(letter => letter is >= 'а' and <= 'я'));
    }

    /// <summary>Texts become their number, so that how many there are at a pointer is compared.</summary>
    private static JsonNode WithoutTexts(JsonNode answer)
    {
        var rest = answer.DeepClone();
        Remove(rest);
        return rest;

        static void Remove(JsonNode? node)
        {
            if (node is JsonArray list)
            {
                foreach (var item in list)
                    Remove(item);
            }
            if (node is not JsonObject members)
                return;
            foreach (var (name, value) in members.ToArray())
            {
                if (name == "errors" && value is JsonObject errors)
                    members[name] = new JsonObject(errors.Select(error => KeyValuePair.Create(error.Key, (JsonNode?)error.Value!.AsArray().Count)));
                else if (IsText(members, name))
                    members[name] = value is JsonArray names ? names.Count : 1;
                else
                    Remove(value);
            }
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Texts),
        JsonObject members => members.SelectMany(member => IsText(members, member.Key) ? Leaves(member.Value) : Texts(member.Value)),
        _ => [],
    };

    private static IEnumerable<string> Leaves(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Leaves),
        JsonObject members => members.SelectMany(member => Leaves(member.Value)),
        JsonValue value => [value.GetValue<string>()],
        _ => [],
    };

    /// <summary>The title of a draft is its author's, and the reason of a skipped day is a code.</summary>
    private static bool IsText(JsonObject members, string name) =>
        texts.Contains(name) && (name != "title" || members.ContainsKey("type")) && (name != "reason" || !members.ContainsKey("reasonName"));

    private Task<HttpResponseMessage> Get(string path, Actor by, params string[] headers) => program.As(by).SendAsync(Wire.Request(get, path, null, headers));

    private static HttpRequestMessage Request(HttpMethod method, string path, string? body, params string[] headers)
    {
        var content = body switch
        {
            null => null,
            _ when body.StartsWith("text/", StringComparison.Ordinal) => Wire.Text(body[(body.IndexOf(':') + 1)..], body[..body.IndexOf(':')]),
            _ => Wire.Text(body, "application/json"),
        };
        return Wire.Request(method, path, content, [.. headers.Where(header => header.Length > 0)]);
    }

    private static string Faulty()
    {
        var submission = Examples.Submission();
        var content = submission["content"]!;
        submission["authority"] = "10999000";
        submission["unit"] = "";
        submission["author"]!["name"] = " ";
        content["mode"] = "Automatic";
        content["territory"] = "Regional";
        content["contact"]!["email"] = "nowhere";
        var area = content["riskArea"]!;
        area["authorities"] = new JsonArray("1", "10999000", "10216020");
        area["excluded"]!["authorities"] = new JsonArray("x");
        area["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "Goods", "field": "vehicleKind", "operator": "between", "values": ["2", "1"], "text": "And a text" }"""));
        area["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "GoodsPayments", "field": "customsValue", "operator": "between", "values": ["2", "1"] }"""));
        area["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "GoodsPayments", "field": "customsValue", "operator": "startsWith", "values": ["x"] }"""));
        area["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "Goods", "field": "commodityCode", "operator": "matches", "values": ["["] }"""));
        area["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "Goods", "field": "commodityCode", "operator": "equals", "values": ["12345678901"] }"""));
        area["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "GoodsCountry", "field": "originCountry", "operator": "oneOf", "values": [] }"""));
        area["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "Consignment", "text": "x", "operator": "equals", "values": ["1"], "exclusion": true }"""));
        area["indicators"]!.AsArray().Add(JsonNode.Parse("""{ "group": "Consignment" }"""));
        content["measures"]![0]!["inspectionType"] = "1";
        content["measures"]!.AsArray().Add(JsonNode.Parse("""{ "code": "999", "description": "x", "characteristics": "", "obligatory": true, "dependsOn": "998" }"""));
        content["measures"]!.AsArray().Add(JsonNode.Parse("""{ "code": "101", "description": "x", "characteristics": "y", "obligatory": true, "dependsOn": "101", "inspectionType": "1 2 0 1 03 2 11" }"""));
        var note = submission["note"]!;
        note["sources"] = new JsonArray();
        note["logic"] = null;
        note["validTo"] = "2020-01-01";
        note["expectedConsignments"] = -1;
        submission["otherUnits"] = new JsonArray("Currency control", "currency control", " ");
        submission["signature"]!["signedAt"] = "2030-01-01T00:00:00Z";
        submission["visas"]!.AsArray().RemoveAt(1);
        return submission.ToJsonString();
    }

    private static string AuthorityFile() =>
        "text/csv:code,name,short_name,kind,parent,time_zone\nx,,X,Shop,y,Mars\n10216000,A,A,Post,10999000,Europe/Moscow\n10216000,A,A,Office,10200000,Europe/Moscow\n1,2\n\"10216001,A\n";

    private static string UnitFile() =>
        $"text/csv:{Grains.Reference.Authorities.UnitImportRules.Header}\n10216000,,А,A,F,true,2026-01-01,\n10216000,B,Б,B,,true,2026-01-01,\n10216000,C,В,C,F,perhaps,2026-01-01,\n"
        + "10216000,D,Г,D,F,true,then,\n10216000,E,Д,E,F,true,2026-01-01,2025-01-01\n10000000,F,Е,F,F,true,2026-01-01,\n";
}
