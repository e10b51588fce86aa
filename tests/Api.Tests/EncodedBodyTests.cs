using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Http;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

[Collection(OneProgram.Name)]
public sealed class EncodedBodyTests(TheProgram program)
{
    private const string Json = "application/json";
    private const string Lines = "application/x-ndjson";

    private static readonly string submission = Examples.Submission().ToJsonString();

    private readonly HttpClient coordinator = program.As(Ceramics.Coordinator);

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("x-gzip")]
    [InlineData("br")]
    [InlineData("identity")]
    public async Task A_submission_is_taken_as_it_is_encoded(string encoding) =>
        await Send(submission, encoding).Body(HttpStatusCode.Created);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Lines_are_taken_as_they_are_encoded(string encoding)
    {
        var answer = await Send($"{submission}\n{{}}\n{submission}\n", encoding, Lines);

        Assert.Equal<int[]>([201, 400, 201], await Statuses(answer));
    }

    [Fact]
    public async Task A_file_is_taken_as_it_is_encoded()
    {
        var client = program.As(Officials.Operator);
        var codes = await (await client.GetAsync("/api/v1/classifiers/kind-codes")).Content.ReadAsByteArrayAsync();

        var change = await client.PostAsync("/api/v1/classifiers/kind-codes/import?dryRun=true", Content(Encoded(codes, "gzip"), "gzip", "text/csv")).Body(HttpStatusCode.OK);

        Assert.Empty(change["added"]!.AsArray());
    }

    [Theory]
    [InlineData("gzip", 0)]
    [InlineData("br", 0)]
    [InlineData("gzip", 1)]
    [InlineData("br", 1)]
    public async Task The_limit_counts_decoded_bytes(string encoding, int beyond)
    {
        var body = Hexadecimal(RequestBody.Limit + beyond);

        Assert.Equal(beyond > 0 ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.BadRequest, (await Send(body, encoding)).StatusCode);
    }

    [Theory]
    [InlineData(Json)]
    [InlineData(Lines)]
    public async Task What_grows_too_much_is_refused(string contentType)
    {
        var problem = await Send(new string(' ', RequestBody.Limit / 2), "gzip", contentType).Body(HttpStatusCode.BadRequest);

        Assert.Equal(EncodedBody.GrowsTooMuch.Detail!.En, problem.Text("detail"));
    }

    [Theory]
    [InlineData("gzip", Json)]
    [InlineData("gzip", Lines)]
    [InlineData("br", Json)]
    [InlineData("br", Lines)]
    public async Task A_stream_that_is_broken_or_none_is_refused(string encoding, string contentType)
    {
        var whole = Encoded(Encoding.UTF8.GetBytes(submission), encoding);
        byte[] broken = [.. whole];
        for (var i = broken.Length / 3; i < broken.Length; i++)
            broken[i] ^= 0x55;

        foreach (var body in (byte[][])[broken, whole[..^20], Encoding.UTF8.GetBytes(submission)])
        {
            var problem = await coordinator.PostAsync(Wire.Submissions, Content(body, encoding, contentType)).Body(HttpStatusCode.BadRequest);
            Assert.Equal(EncodedBody.Broken.Detail!.En, problem.Text("detail"));
        }
    }

    [Fact]
    public async Task Lines_before_the_break_keep_their_answers()
    {
        var whole = Encoded(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat($"{submission}\n{Hexadecimal(20_000)}\n", 20))), "gzip");

        var answers = await Statuses(await coordinator.PostAsync(Wire.Submissions, Content(whole[..^100], "gzip", Lines)));

        Assert.Equal(201, answers[0]);
        Assert.Equal(400, answers[^1]);
    }

    [Theory]
    [InlineData("deflate", Json)]
    [InlineData("zstd", Lines)]
    [InlineData("gzip, gzip", Json)]
    public async Task Another_encoding_is_refused_with_those_that_are_taken(string encoding, string contentType)
    {
        var answer = await coordinator.PostAsync(Wire.Submissions, Content(Encoding.UTF8.GetBytes(submission), encoding, contentType));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Equal("gzip, br", string.Join(", ", answer.Headers.NonValidated["Accept-Encoding"]));
    }

    [Theory]
    [InlineData("application/ndjson")]
    [InlineData("application/jsonl")]
    public async Task Lines_have_several_names(string contentType) =>
        Assert.Equal<int[]>([201], await Statuses(await coordinator.PostAsync(Wire.Submissions, Wire.Text(submission + "\n", contentType))));

    [Fact]
    public async Task A_refused_type_is_answered_with_all_that_are_taken()
    {
        var problem = await coordinator.PostAsync(Wire.Submissions, Wire.Text(submission, "text/plain")).Body(HttpStatusCode.UnsupportedMediaType);

        Assert.Equal(
            "Send application/json, or multipart/form-data with files, or one submission a line as application/x-ndjson, application/ndjson or application/jsonl; the charset can only be utf-8.",
            problem.Text("detail"));
    }

    private Task<HttpResponseMessage> Send(string text, string encoding, string contentType = Json) =>
        coordinator.PostAsync(Wire.Submissions, Content(Encoded(Encoding.UTF8.GetBytes(text), encoding), encoding, contentType));

    private static ByteArrayContent Content(byte[] body, string encoding, string contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        return content;
    }

    private static byte[] Encoded(byte[] body, string encoding)
    {
        if (encoding == "identity")
            return body;

        var sent = new MemoryStream();
        using (Stream encoder = encoding == "br" ? new BrotliStream(sent, CompressionLevel.Fastest) : new GZipStream(sent, CompressionLevel.Fastest))
            encoder.Write(body);
        return sent.ToArray();
    }

    /// <summary>A text that grows little when it is decoded.</summary>
    private static string Hexadecimal(int length)
    {
        var bytes = new byte[length / 2 + 1];
        new Random(17).NextBytes(bytes);
        return Convert.ToHexString(bytes)[..length];
    }

    private static async Task<int[]> Statuses(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return [.. text.Trim().Split('\n').Select(line => JsonNode.Parse(line)!["status"]!.GetValue<int>())];
    }
}
