using System.Text.Json.Nodes;

namespace RmsOrleans.Api.OpenApi;

/// <summary>The examples of profiles and directory: what became of the draft in <see cref="Examples"/>.</summary>
internal static class ProfileExamples
{
    public const string Number = "13/100000/21122026/00001";
    public const string NumberInPath = "13-100000-21122026-00001";

    private const string Status = $"\"number\": \"{Number}\", \"version\": 1, \"status\": \"InForce\", \"statusName\": \"In force\", \"validFrom\": \"2026-12-21\", \"validTo\": \"2027-11-30\"";

    private const string Decision = """{ "number": "14-88/301", "date": "2027-02-01", "reason": "The threshold has moved with world prices." }""";

    /// <summary>The receipt of an adopted draft.</summary>
    public static JsonNode Adopted() => Json(
        $$"""
        {
          "id": "{{Examples.Id}}", "number": "{{Examples.Number}}", "version": 1, "status": "Adopted", "statusName": "Adopted",
          "registeredAt": "2026-11-21T12:04:31.512+03:00", "profile": "{{Number}}"
        }
        """);

    public static JsonNode Profile() => Json(
        $$"""
        {
          {{Status}}, "kind": "Regular", "title": "Understated customs value of ceramic tiles", "territory": "Zonal", "mode": "Automated",
          "registeredAt": "2026-12-21T16:20:00.104+03:00", "changedAt": "2026-12-21T16:20:00.104+03:00",
          "draft": "{{Examples.Id}}", "draftNumber": "{{Examples.Number}}", "revision": 2, "possible": ["update", "cancellation"]
        }
        """);

    public static JsonNode List()
    {
        var listed = Profile();
        listed.AsObject().Remove("possible");
        return new JsonObject { ["items"] = new JsonArray(listed) };
    }

    public static JsonNode Version() => new JsonObject
    {
        ["number"] = Number,
        ["version"] = 1,
        ["at"] = "2026-12-21T16:20:00.104+03:00",
        ["validFrom"] = "2026-12-21",
        ["validTo"] = "2027-11-30",
        ["content"] = Content(),
        ["note"] = Examples.Submission()["note"]!.DeepClone(),
    };

    public static JsonNode VersionChanges() => Json(
        $$"""
        {
          "number": "{{Number}}", "version": 2, "from": 1, "decision": {{Decision}},
          "changes": [
            { "pointer": "/content/riskArea/authorities/1", "fieldName": "Customs authorities", "kind": "Added", "after": "10702000" },
            { "pointer": "/note/validTo", "fieldName": "Last day of validity", "kind": "Changed", "before": "2027-11-30", "after": "2028-05-31" },
            { "pointer": "/validTo", "fieldName": "Last day of validity", "kind": "Changed", "before": "2027-11-30", "after": "2028-05-31" }
          ]
        }
        """);

    public static JsonNode Journal() => Json(
        $$"""
        {
          "number": "{{Number}}",
          "lines": [
            {
              "line": 2, "type": "ProfileInForce", "typeName": "In force", "at": "2026-12-21T16:20:00.104+03:00",
              "actor": { "subject": "coordinator-3", "name": "T. P. Orlov", "role": "coordinator", "authority": "10000000", "acting": false },
              "details": { "from": "2026-12-21" },
              "hash": "6c1ee1d5a1f1f2b0f5d1c4f58bb0c8d3f0a5a1f4a1b8f3f6a7a6f4f0d3c2b1a0"
            }
          ]
        }
        """);

    public static JsonNode Update() => new JsonObject
    {
        ["decision"] = Json(Decision),
        ["content"] = Content(),
        ["note"] = Examples.Submission()["note"]!.DeepClone(),
    };

    public static JsonNode Cancellation() => new JsonObject { ["decision"] = Json(Decision) };

    public static JsonNode Receipt() => Json($"{{ {Status} }}");

    public static JsonNode Changes()
    {
        var change = Json(
            $$"""
            { "revision": 1, "at": "2026-12-21T16:20:00.104+03:00", "change": "ProfileRegistered", {{Status.Replace("InForce", "Registered", StringComparison.Ordinal).Replace("In force", "Registered, not yet in force", StringComparison.Ordinal)}}, "applies": true, "kind": "Regular" }
            """);
        change["content"] = Content();
        return new JsonObject { ["authority"] = "10216000", ["revision"] = 1, ["more"] = true, ["items"] = new JsonArray(change) };
    }

    public static JsonNode Snapshot()
    {
        var profile = Json($"{{ {Status}, \"kind\": \"Regular\" }}");
        profile["content"] = Content();
        return new JsonObject { ["authority"] = "10216000", ["revision"] = 2, ["items"] = new JsonArray(profile) };
    }

    public static JsonNode Acknowledgement() => Json("""{ "authority": "10216000", "revision": 2 }""");

    public static JsonNode Acknowledged() => Json("""{ "authority": "10216000", "revision": 2, "last": 17 }""");

    public static JsonNode Coverage() => Json(
        $$"""
        {
          "items": [
            {
              "revision": 2, "at": "2026-12-21T16:20:00.104+03:00", "change": "ProfileInForce", "number": "{{Number}}", "concerned": 3, "loaded": 2,
              "missing": [ { "authority": "10216020", "loaded": 1, "silentSince": "2026-12-21T16:21:10.000+03:00" } ]
            }
          ],
          "next": 2
        }
        """);

    private static JsonNode Content() => Examples.Submission()["content"]!.DeepClone();

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
