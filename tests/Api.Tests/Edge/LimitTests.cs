using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Edge;

public sealed class LimitTests
{
    private const string Overloaded = "urn:rms-orleans:problem:overloaded";
    private const string Events = "/api/v1/events";

    [Fact]
    public async Task A_request_beyond_those_in_hand_is_turned_away_and_health_is_still_told()
    {
        await using var program = new TheProgram(("Limits:Requests", "1"));
        var client = program.As(Ceramics.Coordinator);
        await using (var inHand = await Held(program, "application/json"))
        {
            var answer = await client.GetAsync(Wire.Drafts);

            Assert.Equal(Overloaded, (await answer.Body()).Text("type"));
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "1"), (answer.StatusCode, answer.Headers.RetryAfter?.ToString()));
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
            await inHand.SendChunk(Examples.Submission().ToJsonString());
            await inHand.Send("0\r\n\r\n");
            Assert.Contains("201 Created", await inHand.ReadUntil("\r\n", after: "201"), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Wire.Drafts)).StatusCode);
    }

    [Fact]
    public async Task Streams_have_a_limit_of_their_own()
    {
        await using var program = new TheProgram(("Limits:Streams", "1"), ("Limits:Requests", "1"), ("Feeds:KeepAlive", "00:00:00.1"));
        using var listening = await EventReader.Open(program, Ceramics.Coordinator, Events);
        var client = program.As(Ceramics.Coordinator);

        Assert.Equal(Overloaded, (await client.GetAsync(Events).Body(HttpStatusCode.ServiceUnavailable)).Text("type"));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Wire.Drafts)).StatusCode);
    }

    [Fact]
    public async Task Large_bodies_share_a_memory_and_small_ones_do_not_need_it()
    {
        await using var program = new TheProgram(("Limits:BodyMegabytes", "4"));
        var client = program.As(Ceramics.Coordinator);
        var large = Wire.Text(new string(' ', 100_000) + Examples.Submission().ToJsonString(), "application/json");
        await using (await Held(program, "application/x-ndjson"))
        {
            Assert.Equal(Overloaded, (await client.PostAsync(Wire.Submissions, large).Body(HttpStatusCode.ServiceUnavailable)).Text("type"));
            Assert.Equal(Overloaded, (await client.PostAsync(Wire.Submissions, Wire.Lines("{}")).Body(HttpStatusCode.ServiceUnavailable)).Text("type"));
            await client.Submit().Body(HttpStatusCode.Created);
        }

        // The batch ends when the server sees that its client has gone.
        HttpResponseMessage answer;
        do
            answer = await client.PostAsync(Wire.Submissions, large);
        while (answer.StatusCode == HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_that_takes_too_long_is_refused()
    {
        await using var program = new TheProgram(("Limits:BodyTime", "00:00:01"));
        await using var connection = await Held(program, "application/json");
        await connection.SendChunk("{");

        var answer = await connection.ReadUntil("too-slow", after: "408 Request Timeout");

        Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kestrel_takes_its_limits_from_the_settings()
    {
        await using var program = new TheProgram(("Limits:HeaderBytes", "4096"), ("Limits:RequestLineBytes", "1024"), ("Limits:Headers", "20"));
        var client = program.As(null);

        Assert.Equal(HttpStatusCode.OK, await Status("/health/live", ("X-Padding", new string('x', 3000))));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, await Status("/health/live", ("X-Padding", new string('x', 4096))));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, await Status("/health/live", [.. Enumerable.Range(0, 21).Select(n => ($"X-{n}", "x"))]));
        Assert.Equal(HttpStatusCode.RequestUriTooLong, await Status($"/health/live?{new string('x', 1024)}"));

        async Task<HttpStatusCode> Status(string path, params (string Name, string Value)[] headers) =>
            (await client.SendAsync(Wire.Request(HttpMethod.Get, path, null, [.. headers.Select(header => $"{header.Name}: {header.Value}")]))).StatusCode;
    }

    [Theory]
    [InlineData("nonsense\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /health/live HTTP/1.1\r\nno header\r\n\r\n", "400 Bad Request")]
    [InlineData("GET /health/live HTTP/9.9\r\n\r\n", "505 HTTP Version Not Supported")]
    public async Task What_is_no_request_is_refused_without_a_body_and_the_connection_closed(string sent, string status)
    {
        await using var program = new TheProgram();
        await using var connection = await RawConnection.Open(program);
        await connection.Send(sent);

        var answer = await connection.ReadToEnd();

        Assert.StartsWith($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_closes_its_sending_side_learns_by_its_key_what_became_of_it()
    {
        await using var program = new TheProgram();
        var submission = Examples.Submission().ToJsonString();
        await using (var connection = await RawConnection.Open(program))
        {
            await connection.Send(
                $"POST {Wire.Submissions} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {program.Token(Ceramics.Coordinator)}\r\n"
                + $"Content-Type: application/json\r\nIdempotency-Key: half\r\nContent-Length: {submission.Length}\r\n\r\n{submission}");
            connection.EndSending();
            await connection.ReadToEnd();
        }

        var again = await program.As(Ceramics.Coordinator).Submit(null, "Idempotency-Key: half");

        Assert.Contains(again.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.Created]);
        Assert.Equal("00/10216/21112026/00001", (await again.Body()).Text("number"));
        Assert.Contains("1 registrations, 1 numbers", await program.Store(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_for_another_host_is_refused()
    {
        await using var program = new TheProgram(("AllowedHosts", "rms.example"));
        var client = program.As(null);

        Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(Wire.Request(HttpMethod.Get, "/health/live", null, "Host: rms.example"))).StatusCode);
        Assert.Equal("urn:rms-orleans:problem:bad-input", (await client.GetAsync("/health/live").Body(HttpStatusCode.BadRequest)).Text("type"));
    }

    /// <summary>A submission that the program has begun to read, and that has not come to its end.</summary>
    private static async Task<RawConnection> Held(TheProgram program, string contentType)
    {
        var connection = await RawConnection.Open(program);
        await connection.Send(
            $"POST {Wire.Submissions} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {program.Token(Ceramics.Coordinator)}\r\n"
            + $"Content-Type: {contentType}\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
        await connection.ReadUntil("\r\n\r\n", after: "100 Continue");
        return connection;
    }
}
