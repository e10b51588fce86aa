using System.Text.Json.Nodes;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Reference.Authorities;

namespace RmsOrleans.Api.OpenApi;

/// <summary>The examples of the OpenAPI document. The submission is one real request, and the others tell of the same draft.</summary>
internal static partial class Examples
{
    public const string Id = "0199a7c4-5d2e-7c31-9b1f-3a6d2f4e8c10";
    public const string Number = "00/10216/21112026/00001";
    public const string NumberInPath = "00-10216-21112026-00001";
    public const string Tag = "\"5\"";

    private const string Deadline =
        """
        {
          "kind": "Consideration", "kindName": "Consideration", "responsible": "10000000", "startedAt": "2026-11-21T12:04:31.512+03:00",
          "dueAt": "2026-12-02T00:00:00+03:00", "lastDay": "2026-12-01", "term": { "amount": 10, "unit": "CalendarDays" }, "provisional": false
        }
        """;

    public const string LineAnswers =
        "{\"line\":1,\"status\":201,\"id\":\"" + Id + "\",\"number\":\"" + Number + "\"}\n"
        + "{\"line\":2,\"status\":400,\"type\":\"urn:rms-orleans:problem:bad-input\",\"title\":\"The request is not well formed.\",\"errors\":{\"/unit\":[\"A text is needed here.\"]}}\n";

    public const string AuthorityCsv =
        "code,name,short_name,kind,parent,time_zone\n10216000,Baltic Customs Office,Baltic,Office,10200000,Europe/Moscow\n";

    public const string UnitCsv = $"""
        {UnitImportRules.Header}
        10216000,ORA,Отдел анализа рисков,Risk analysis,Risk management,true,2026-01-01,
        10216000,OKTS,Отдел контроля таможенной стоимости,Customs value,Customs value,false,2026-01-01,

        """;

    public static JsonNode Submission()
    {
        using var file = typeof(Examples).Assembly.GetManifestResourceStream("Examples/submission.json")!;
        return JsonNode.Parse(file)!;
    }

    /// <summary>Two submissions, one a line, each with a key of its own.</summary>
    public static string Lines() => string.Concat(((string[])["day-17/1", "day-17/2"]).Select(key =>
    {
        var line = Submission();
        line["idempotencyKey"] = key;
        return line.ToJsonString() + "\n";
    }));

    public static JsonNode Prepare() => Without(Submission(), "signature", "visas");

    public static JsonNode Edit() => Without(Prepare(), "authority", "unit", "author");

    public static JsonNode EditProfile()
    {
        var edit = Without(Edit(), "kind", "otherUnits");
        edit["units"] = new JsonArray("Analysis");
        return edit;
    }

    /// <summary>A body of a step; those that the table of commands has no room for tell of the same draft.</summary>
    public static JsonNode Of(CommandRow<DraftCommand> row) => row switch
    {
        { Example: { } example } => Json(example),
        CommandRow<DraftCommand, Edit> => Edit(),
        CommandRow<DraftCommand, EditProfile> => EditProfile(),
        _ => throw new InvalidOperationException($"The table of commands has no example of {row.Command.Name}."),
    };

    public static JsonNode Of<T>() where T : DraftCommand => Of(DraftCommandTable.All.Of(typeof(T)));

    /// <summary>A receipt of the same draft in another status; what its deadline would be is left out.</summary>
    public static JsonNode ReceiptIn(string status)
    {
        var receipt = Without(Receipt(), "deadline");
        receipt["status"] = status;
        receipt["statusName"] = Enum.Parse<DraftStatus>(status).InWords().En;
        return receipt;
    }

    public static JsonNode Receipt() => Json(
        $$"""
        {
          "id": "{{Id}}", "number": "{{Number}}", "version": 1, "status": "UnderConsideration", "statusName": "Under consideration",
          "registeredAt": "2026-11-21T12:04:31.512+03:00", "deadline": {{Deadline}}
        }
        """);

    public static JsonNode DraftingReceipt() => Json($$"""{ "id": "{{Id}}", "version": 1, "status": "Drafting", "statusName": "In preparation" }""");

    public static JsonNode Draft()
    {
        var submission = Submission().AsObject();
        var draft = Receipt().AsObject();
        foreach (var name in (string[])["authority", "unit", "author", "otherUnits", "kind", "content", "note", "signature", "visas"])
            draft[name] = submission[name]!.DeepClone();
        draft["preparedAt"] = draft["registeredAt"]!.DeepClone();
        draft["changedAt"] = draft["registeredAt"]!.DeepClone();
        draft["overdue"] = false;
        draft["executor"] = Json("""{ "subject": "executor-7", "name": "R. A. Zimin" }""");
        draft["responsibleUnit"] = "Tariff control";
        draft["consideration"] = Json("""{ "meeting": [], "opinionIsAgreed": false, "remarks": [] }""");
        draft["possible"] = new JsonArray();
        draft["resolutions"] = new JsonArray();
        draft["resolutionNames"] = new JsonArray();
        return draft;
    }

    public static JsonNode Version()
    {
        var version = Without(
            Draft(), "status", "statusName", "authority", "unit", "author", "deadline", "preparedAt", "changedAt", "overdue", "executor", "responsibleUnit",
            "consideration", "possible", "resolutions", "resolutionNames");
        version["remarks"] = new JsonArray("Say what like goods cost in 2025.");
        version["answers"] = new JsonArray();
        return version;
    }

    public static JsonNode Changes() => Json(
        $$"""
        {
          "id": "{{Id}}", "number": "{{Number}}", "version": 2, "from": 1,
          "changes": [
            { "pointer": "/content/riskArea/indicators/1/values/0", "fieldName": "Risk indicators: Values", "kind": "Added", "after": "0.40" },
            { "pointer": "/content/riskArea/indicators/1/values/0", "fieldName": "Risk indicators: Values", "kind": "Removed", "before": "0.45" },
            { "pointer": "/note/expectedConsignments", "fieldName": "Estimated number of consignments", "kind": "Changed", "before": 120, "after": 140 }
          ],
          "remarks": [ { "remark": 1, "text": "Say what like goods cost in 2025.", "answer": "The note compares the prices of 2025 now." } ]
        }
        """);

    public static JsonNode List() => Json(
        $$"""
        {
          "items": [
            {
              "id": "{{Id}}", "number": "{{Number}}", "version": 1, "status": "UnderConsideration", "statusName": "Under consideration", "authority": "10216000", "authorityName": "Baltic Customs", "kind": "Regular",
              "title": "Understated customs value of ceramic tiles", "territory": "Zonal", "mode": "Automated",
              "preparedAt": "2026-11-21T12:04:31.512+03:00", "changedAt": "2026-11-21T12:04:31.512+03:00",
              "registeredAt": "2026-11-21T12:04:31.512+03:00", "deadline": {{Deadline}}, "overdue": false,
              "executor": { "subject": "executor-7", "name": "R. A. Zimin" }, "responsibleUnit": "Tariff control"
            }
          ],
          "next": "AAABmqfEXS4BmafEXS58MZsfOm0vToymEM9vJm7yN3g"
        }
        """);

    public static JsonNode Journal() => Json(
        $$"""
        {
          "id": "{{Id}}",
          "lines": [
            {
              "line": 6, "type": "DraftRegistered", "typeName": "Registered", "at": "2026-11-21T12:04:31.512+03:00",
              "actor": { "subject": "coordinator-17", "name": "E. K. Lebedeva", "role": "coordinator", "authority": "10216000", "acting": false },
              "details": { "number": "{{Number}}", "version": 1 },
              "hash": "6c1ee1d5a1f1f2b0f5d1c4f58bb0c8d3f0a5a1f4a1b8f3f6a7a6f4f0d3c2b1a0"
            }
          ]
        }
        """);

    public static JsonNode Registration(string number) => Json(
        $$"""
        {
          "number": "{{number}}", "draft": "{{Id}}", "version": 1, "status": "UnderConsideration", "statusName": "Under consideration",
          "preparedAt": "2026-11-21T12:04:31.512+03:00", "registeredAt": "2026-11-21T12:04:31.512+03:00",
          "changedAt": "2026-11-21T12:04:31.512+03:00", "deadline": {{Deadline}}, "overdue": false
        }
        """);

    public static JsonNode Registrations() => Json(
        $$"""
        {
          "items": [
            {
              "number": "{{Number}}", "registeredAt": "2026-11-21T12:04:31.512+03:00", "draft": "{{Id}}", "version": 1, "status": "UnderConsideration",
              "statusName": "Under consideration", "authority": "10216000", "kind": "Regular", "title": "Understated customs value of ceramic tiles", "territory": "Zonal",
              "deadline": {{Deadline}}, "overdue": false
            }
          ]
        }
        """);

    public static JsonNode AskForStatuses() => Json($$"""{ "numbers": ["{{Number}}", "00/10216/21112026/99999"] }""");

    public static JsonNode Statuses() => Json($$"""{ "items": [{{Registration(Number).ToJsonString()}}], "unknown": ["00/10216/21112026/99999"] }""");

    public static JsonNode DraftCounts() => Json(
        """{ "items": [{ "status": "UnderConsideration", "statusName": "Under consideration", "month": "2026-11", "count": 12, "overdue": 1 }, { "status": "Drafting", "statusName": "In preparation", "count": 3, "overdue": 0 }] }""");

    public static JsonNode Sequences() => Json("""{ "items": [ { "key": "00-10216", "lastSerial": 1, "lastAt": "2026-11-21T12:04:31.512+03:00" } ] }""");

    public static JsonNode Certificate() => Json(
        $$"""
        {
          "key": "00-10216", "first": 1, "last": 1, "firstNumber": "{{Number}}", "lastNumber": "{{Number}}", "count": 1,
          "missingCount": 0, "missing": [], "repeatedCount": 0, "repeated": [], "head": "6c1ee1d5a1f1f2b0f5d1c4f58bb0c8d3f0a5a1f4a1b8f3f6a7a6f4f0d3c2b1a0", "chainAgrees": true
        }
        """);

    public static JsonNode Authority() => Json(
        """
        {
          "code": "10216000", "name": "Baltic Customs Office", "shortName": "Baltic", "kind": "Office", "parent": "10200000",
          "timeZone": "Europe/Moscow", "nameRu": "Балтийская таможня", "nameEn": "Baltic Customs Office"
        }
        """);

    public static JsonNode Authorities() => new JsonObject { ["items"] = new JsonArray(Authority()) };

    public static JsonNode Units() => Json(
        """
        { "items": [
          {
            "code": "OKTS", "nameRu": "Отдел контроля таможенной стоимости", "nameEn": "Customs value", "field": "Customs value", "coordination": false,
            "from": "2026-01-01"
          },
          {
            "code": "ORA", "nameRu": "Отдел анализа рисков", "nameEn": "Risk analysis", "field": "Risk management", "coordination": true,
            "from": "2026-01-01"
          } ] }
        """);

    public static JsonNode Imported() => Json("""{ "added": 1, "changed": 0, "unchanged": 17, "revision": 2 }""");

    public static JsonNode Live() => Json("""{ "status": "live" }""");

    public static JsonNode Ready() => Json("""
        { "status": "ready", "checks": [
          { "name": "running", "well": true }, { "name": "storage", "well": true }, { "name": "grains", "well": true }, { "name": "schema", "well": true },
          { "name": "writes", "well": true } ] }
        """);

    public static ImmutableArray<ReadinessEntry> NotReady { get; } = [new("running", true, null), new("storage", false, Phrase.Same("The database does not answer."))];

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static JsonNode Without(JsonNode node, params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
            node.AsObject().Remove(member);
        return node;
    }
}
