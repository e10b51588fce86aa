using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Requests and answers, as short as a test wants them.</summary>
internal static class Wire
{
    public const string Submissions = "/api/v1/submissions";
    public const string Drafts = "/api/v1/drafts";

    public static StringContent Json(JsonNode node) => Text(node.ToJsonString(), "application/json");

    public static StringContent Lines(params string[] lines) => Text(string.Join('\n', lines) + "\n", "application/x-ndjson");

    public static StringContent Text(string text, string contentType)
    {
        var content = new StringContent(text, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        return content;
    }

    /// <summary>A request with headers written as <c>Name: value</c>.</summary>
    public static HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content = null, params string[] headers)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var header in headers)
        {
            var colon = header.IndexOf(':');
            request.Headers.TryAddWithoutValidation(header[..colon], header[(colon + 1)..].Trim());
        }
        return request;
    }

    public static Task<HttpResponseMessage> Submit(this HttpClient client, JsonNode? submission = null, params string[] headers) =>
        client.SendAsync(Request(HttpMethod.Post, Submissions, Json(submission ?? Examples.Submission()), headers));

    public static Task<HttpResponseMessage> Post(this HttpClient client, string path, string? json, params string[] headers) =>
        client.SendAsync(Request(HttpMethod.Post, path, json is null ? null : Text(json, "application/json"), headers));

    public static async Task<JsonNode> Body(this HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    /// <summary>The body of an answer that must have this status.</summary>
    public static async Task<JsonNode> Body(this Task<HttpResponseMessage> answer, HttpStatusCode status)
    {
        var response = await answer;
        Assert.True(response.StatusCode == status, $"{(int)response.StatusCode} instead of {(int)status}: {await response.Content.ReadAsStringAsync()}");
        return await response.Body();
    }

    public static string Text(this JsonNode body, string member) => body[member]!.GetValue<string>();

    public static string Tag(this HttpResponseMessage response) => response.Headers.ETag!.Tag;
}
