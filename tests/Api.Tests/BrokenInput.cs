using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

/// <summary>One request that must be refused: by whom, how, and with which answer.</summary>
internal sealed record BrokenRequest(Func<HttpRequestMessage> Request, HttpStatusCode Status, string? Pointer = null, Actor? Actor = null);

/// <summary>The table of broken input.</summary>
internal static class BrokenInput
{
    private const HttpStatusCode Bad = HttpStatusCode.BadRequest;
    private const HttpStatusCode NotFound = HttpStatusCode.NotFound;

    private static readonly string good = Examples.Submission().ToJsonString();

    public static readonly Dictionary<string, BrokenRequest> Cases = new()
    {
        // Not JSON, or not the JSON that was asked for.
        ["an empty body"] = Body("", ""),
        ["a body of spaces"] = Body("   ", ""),
        ["plain words"] = Body("please register", ""),
        ["a body that ends too early"] = Body(good[..(good.Length / 2)]),
        ["a body with something after it"] = Body(good + "{}"),
        ["a comma too many"] = Body(good[..^1] + ",}"),
        ["a comment"] = Body("/* urgent */" + good),
        ["single quotes"] = Body(good.Replace('"', '\'')),
        ["not a number"] = Body(good.Replace("120", "NaN")),
        ["a list instead of an object"] = Body($"[{good}]", ""),
        ["a string instead of an object"] = Body("\"submission\"", ""),
        ["null"] = Body("null", ""),
        ["a thousand brackets"] = Body(new string('[', 1000)),
        ["a thousand objects inside each other"] = Body(string.Concat(Enumerable.Repeat("{\"content\":", 1000)) + "1" + new string('}', 1000)),
        ["bytes that are not UTF-8"] = Bytes([.. Encoding.UTF8.GetBytes(good[..20]), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes(good[20..])]),
        ["UTF-16"] = Bytes(Encoding.Unicode.GetBytes(good)),

        // Members.
        ["an unknown member"] = Changed(draft => draft["priority"] = 1, "/priority"),
        ["an unknown member deep inside"] = Changed(draft => draft["content"]!["riskArea"]!["indicators"]![0]!["weight"] = 1, "/content/riskArea/indicators/0/weight"),
        ["a member in another case"] = Body(good.Replace("\"unit\":\"Risk analysis\",\"author\"", "\"Unit\":\"Risk analysis\",\"author\""), "/Unit"),
        ["a repeated member"] = Body(good[..^1] + ",\"unit\":\"Another\"}", "/unit"),
        ["a repeated member deep inside"] = Body(good.Replace("\"code\":\"106\"", "\"code\":\"106\",\"code\":\"107\""), "/content/measures/0/code"),
        ["an idempotency key where only lines have one"] = Changed(draft => draft["idempotencyKey"] = "a", "/idempotencyKey"),
        ["no authority"] = Without("authority"),
        ["no unit"] = Without("unit"),
        ["no author"] = Without("author"),
        ["no kind"] = Without("kind"),
        ["no content"] = Without("content"),
        ["no note"] = Without("note"),
        ["no signature"] = Without("signature"),
        ["no visas"] = Without("visas"),
        ["no contact"] = Changed(draft => draft["content"]!.AsObject().Remove("contact"), "/content/contact"),
        ["null content"] = Changed(draft => draft["content"] = null, "/content"),
        ["null in a list"] = Changed(draft => draft["visas"]![1] = null, "/visas/1"),

        // Wrong types.
        ["a number for a text"] = Changed(draft => draft["unit"] = 5, "/unit"),
        ["a text for a number"] = Changed(draft => draft["note"]!["expectedConsignments"] = "120", "/note/expectedConsignments"),
        ["a fraction for a whole number"] = Changed(draft => draft["note"]!["expectedConsignments"] = 1.5, "/note/expectedConsignments"),
        ["a number too large"] = Changed(draft => draft["note"]!["expectedConsignments"] = 99999999999, "/note/expectedConsignments"),
        ["a negative count"] = Changed(draft => draft["note"]!["expectedConsignments"] = -1, "/note/expectedConsignments"),
        ["a text for yes or no"] = Changed(draft => draft["content"]!["measures"]![0]!["obligatory"] = "true", "/content/measures/0/obligatory"),
        ["an object for a list"] = Changed(draft => draft["visas"] = new JsonObject(), "/visas"),
        ["a list for an object"] = Changed(draft => draft["note"] = new JsonArray(), "/note"),
        ["an unknown kind"] = Changed(draft => draft["kind"] = "Sometimes", "/kind"),
        ["a kind by its number"] = Changed(draft => draft["kind"] = 0, "/kind"),
        ["a kind in another case"] = Changed(draft => draft["kind"] = "regular", "/kind"),
        ["an unknown operator"] = Changed(draft => draft["content"]!["riskArea"]!["indicators"]![0]!["operator"] = "resembles", "/content/riskArea/indicators/0/operator"),

        // Dates and times.
        ["the thirtieth of February"] = Changed(draft => draft["note"]!["validFrom"] = "2026-02-30", "/note/validFrom"),
        ["a date in another order"] = Changed(draft => draft["note"]!["validFrom"] = "01.12.2026", "/note/validFrom"),
        ["an end before its beginning"] = Changed(draft => draft["note"]!["validTo"] = "2026-11-01", "/note/validTo"),
        ["a time without its offset"] = Changed(draft => draft["signature"]!["signedAt"] = "2026-11-20T10:15:00", "/signature/signedAt"),
        ["the twenty-fifth hour"] = Changed(draft => draft["signature"]!["signedAt"] = "2026-11-20T25:15:00Z", "/signature/signedAt"),
        ["a signature in the future"] = Changed(draft => draft["signature"]!["signedAt"] = "2036-11-20T10:15:00Z", "/signature/signedAt"),
        ["a visa before the signature"] = Changed(draft => draft["visas"]![0]!["givenAt"] = "2026-11-19T10:15:00Z", "/visas/0/givenAt"),

        // Texts.
        ["an empty title"] = Changed(draft => draft["content"]!["title"] = "", "/content/title"),
        ["a title of spaces"] = Changed(draft => draft["content"]!["title"] = " \t ", "/content/title"),
        ["a text of a megabyte"] = Changed(draft => draft["note"]!["assessment"] = new string('x', 1024 * 1024), "/note/assessment"),
        ["a text of one character too many"] = Changed(draft => draft["note"]!["assessment"] = new string('x', 20_001), "/note/assessment"),
        ["NUL in a text"] = Changed(draft => draft["unit"] = "Risk\0analysis", "/unit"),
        ["a control character in a text"] = Changed(draft => draft["note"]!["logic"] = "a\u0001b", "/note/logic"),
        ["a lone surrogate in a text"] = Body(good.Replace("Risk analysis\",\"author\"", "Risk \\ud800analysis\",\"author\""), "/unit"),
        ["a lone surrogate in the name of a member"] = Body(good[..^1] + ",\"\\udc00\":1}"),

        // The rules of content and paperwork.
        ["an unknown authority"] = Changed(draft => draft["authority"] = "10999000", "/authority", Ceramics.CoordinatorOf(new("10999000"))),
        ["a post that registers"] = Changed(draft => draft["authority"] = "10216020", "/authority", Ceramics.CoordinatorOf(new("10216020"))),
        ["an authority of seven digits"] = Changed(draft => draft["authority"] = "1021600", "/authority"),
        ["a missing visa"] = Changed(draft => draft["visas"]!.AsArray().RemoveAt(1), "/visas"),
        ["a visa given twice"] = Changed(draft => draft["visas"]!.AsArray().Add(draft["visas"]![0]!.DeepClone()), "/visas/3"),
        ["no measures"] = Changed(draft => draft["content"]!["measures"] = new JsonArray(), "/content/measures"),
        ["an unknown field"] = Changed(draft => draft["content"]!["riskArea"]!["indicators"]![0]!["field"] = "colour", "/content/riskArea/indicators/0/field"),
        ["a value that is no number"] = Changed(draft => draft["content"]!["riskArea"]!["indicators"]![1]!["values"]![0] = "cheap", "/content/riskArea/indicators/1/values/0"),
        ["SQL in a code"] = Changed(draft => draft["content"]!["riskArea"]!["authorities"]![0] = "10216000'; drop table drafts; --", "/content/riskArea/authorities/0"),

        // Around the body.
        ["another content type"] = new(() => Post(Wire.Text(good, "text/plain")), HttpStatusCode.UnsupportedMediaType),
        ["no content type"] = new(() => Post(Untyped(good)), HttpStatusCode.UnsupportedMediaType),
        ["another charset"] = new(() => Post(Wire.Text(good, "application/json; charset=windows-1251")), HttpStatusCode.UnsupportedMediaType),
        ["a content type that is none"] = new(() => Post(Untyped(good, "application/json;;;=")), HttpStatusCode.UnsupportedMediaType),
        ["a body of ten megabytes"] = new(() => Post(Wire.Text(new string(' ', 10 * 1024 * 1024), "application/json")), HttpStatusCode.RequestEntityTooLarge),
        ["a body of ten megabytes of unknown length"] = new(() => Chunked(new string(' ', 10 * 1024 * 1024)), HttpStatusCode.RequestEntityTooLarge),
        ["a key with a space"] = Header("Idempotency-Key: a b"),
        ["an empty key"] = Header("Idempotency-Key: "),
        ["a key of 201 characters"] = Header("Idempotency-Key: " + new string('k', 201)),
        ["a key with a tab"] = Header("Idempotency-Key: a\tb"),

        // Who asks.
        ["a foreign authority"] = new(() => Post(Wire.Text(good, "application/json")), HttpStatusCode.Forbidden, Actor: Officials.OfVladivostok),
        ["a role that may not"] = new(() => Post(Wire.Text(good, "application/json")), HttpStatusCode.Forbidden, Actor: Officials.Auditor),
        ["an operator"] = new(() => Post(Wire.Text(good, "application/json")), HttpStatusCode.Forbidden, Actor: Officials.Operator),

        // SQL and path tricks in every parameter.
        ["SQL for a draft"] = Get("/api/v1/drafts/'%20or%201=1--", NotFound),
        ["a draft that there is not"] = Get("/api/v1/drafts/00000000-0000-0000-0000-000000000000", NotFound),
        ["a draft of a thousand characters"] = Get("/api/v1/drafts/" + new string('a', 1000), NotFound),
        ["a draft of ten thousand characters"] = Get("/api/v1/drafts/" + new string('a', 10_000), HttpStatusCode.RequestUriTooLong),
        ["a way out of the drafts"] = Get("/api/v1/drafts/..%2f..%2fetc%2fpasswd", NotFound),
        ["a backslash"] = Get("/api/v1/drafts/..%5c..%5cdata", NotFound),
        ["NUL in a path"] = Get("/api/v1/drafts/%00", Bad),
        ["a path that is not UTF-8"] = Get("/api/v1/drafts/%ff%fe", NotFound),
        ["SQL for a number"] = Get("/api/v1/registrations/00-10216-21112026-00001'%20or%20'1'='1", NotFound),
        ["a number of other digits"] = Get("/api/v1/registrations/%D9%A0%D9%A0-10216-21112026-00001", NotFound),
        ["a number with slashes"] = Get("/api/v1/registrations/00%2F10216%2F21112026%2F99999", NotFound),
        ["SQL for an authority"] = Get("/api/v1/authorities/10216000'--", NotFound),
        ["SQL for a sequence"] = Get("/api/v1/sequences/00-10216'%20union%20select/certificate", NotFound),
        ["SQL in a filter"] = Get("/api/v1/drafts?status=Drafting'%20or%201=1", Bad),
        ["SQL in an executor"] = Get("/api/v1/drafts?executor='%3B%20drop%20table%20drafts%3B--", HttpStatusCode.OK),
        ["NUL in a filter"] = Get("/api/v1/drafts?executor=%00", Bad),
        ["a filter of ten thousand characters"] = Get("/api/v1/drafts?executor=" + new string('a', 10_000), HttpStatusCode.RequestUriTooLong),
        ["a lone percent sign"] = Get("/api/v1/drafts?limit=%", Bad),
        ["a step that there is not"] = new(() => Wire.Request(HttpMethod.Post, "/api/v1/drafts/00000000-0000-0000-0000-000000000000/blessing"), NotFound),
        ["a step of a draft that there is not"] = new(
            () => Wire.Request(HttpMethod.Post, "/api/v1/drafts/00000000-0000-0000-0000-000000000000/discard", Wire.Text("""{"reason":"a"}""", "application/json")), NotFound),
        ["a method that there is not"] = new(() => Wire.Request(HttpMethod.Delete, "/api/v1/drafts"), HttpStatusCode.MethodNotAllowed),
        ["a route that there is not"] = Get("/api/v1/nonsense", NotFound),
    };

    private static BrokenRequest Body(string body, string? pointer = null) => new(() => Post(Wire.Text(body, "application/json")), Bad, pointer);

    private static BrokenRequest Bytes(byte[] bytes) => new(
        () =>
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new("application/json");
            return Post(content);
        },
        Bad);

    private static BrokenRequest Changed(Action<JsonNode> change, string pointer, Actor? actor = null)
    {
        var submission = Examples.Submission();
        change(submission);
        return Body(submission.ToJsonString(), pointer) with { Actor = actor };
    }

    private static BrokenRequest Without(string member) => Changed(draft => draft.AsObject().Remove(member), $"/{member}");

    private static BrokenRequest Header(string header) =>
        new(() => Wire.Request(HttpMethod.Post, Wire.Submissions, Wire.Text(good, "application/json"), header), Bad, "/Idempotency-Key");

    private static BrokenRequest Get(string path, HttpStatusCode status) => new(() => Wire.Request(HttpMethod.Get, path), status);

    private static HttpRequestMessage Post(HttpContent content) => Wire.Request(HttpMethod.Post, Wire.Submissions, content);

    private static HttpRequestMessage Chunked(string body)
    {
        var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(body)));
        content.Headers.ContentType = new("application/json");
        var request = Post(content);
        request.Headers.TransferEncodingChunked = true;
        return request;
    }

    private static ByteArrayContent Untyped(string body, string? contentType = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }
}
