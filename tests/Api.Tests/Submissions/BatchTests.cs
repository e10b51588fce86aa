using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Submissions;

public sealed class BatchTests(TheProgram program) : IClassFixture<TheProgram>
{
    private static readonly string good = Examples.Submission().ToJsonString();

    private readonly HttpClient coordinator = program.As(Ceramics.Coordinator);

    [Fact]
    public async Task Answers_each_line_in_the_order_of_the_input()
    {
        var answers = await Send([.. Enumerable.Repeat(good, 300)]);

        Assert.Equal(Enumerable.Range(1, 300), answers.Select(Line));
        Assert.All(answers, answer => Assert.Equal(201, Status(answer)));
        Assert.Equal(300, answers.Select(answer => answer.Text("number")).Distinct().Count());
    }

    /// <summary>The node commits the lines one batch after the other, and each batch as its lines came.</summary>
    [Fact]
    public async Task Numbers_follow_the_lines()
    {
        var answers = await Send([.. Enumerable.Repeat(good, 500)]);

        var serials = answers.Select(answer => int.Parse(answer.Text("number").Split('/')[^1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(serials.Order(), serials);
    }

    [Fact]
    public async Task Is_not_stopped_by_a_bad_line()
    {
        var answers = await Send(good, "{\"authority\":", good);

        Assert.Equal([201, 400, 201], answers.Select(Status));
        Assert.Equal("urn:rms-orleans:problem:bad-input", answers[1].Text("type"));
        Assert.NotEmpty(answers[1]["errors"]!.AsObject());
    }

    [Fact]
    public async Task Names_every_fault_of_a_line_form_and_values_together()
    {
        var line = Examples.Submission();
        line["unit"] = "";
        line["kind"] = "Sometimes";
        line["idempotencyKey"] = "with a space";

        var answers = await Send(line.ToJsonString());

        Assert.Equal(["/idempotencyKey", "/kind", "/unit"], answers[0]["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    public async Task Names_a_wrong_key_once(string key)
    {
        var line = Examples.Submission();
        line["idempotencyKey"] = JsonNode.Parse(key);

        var answers = await Send(line.ToJsonString());

        var (pointer, messages) = Assert.Single(answers[0]["errors"]!.AsObject());
        Assert.Equal("/idempotencyKey", pointer);
        Assert.Single(messages!.AsArray());
    }

    [Fact]
    public async Task Counts_blank_lines_but_answers_none()
    {
        var answers = await Send("", good, "   ", "\t\r", good);

        Assert.Equal([2, 5], answers.Select(Line));
    }

    [Fact]
    public async Task Takes_a_last_line_without_its_end_and_lines_that_end_as_on_windows()
    {
        var answers = await Read(await coordinator.PostAsync(Wire.Submissions, Wire.Text($"{good}\r\n{good}", "application/x-ndjson")));

        Assert.Equal([201, 201], answers.Select(Status));
    }

    [Fact]
    public async Task Can_be_sent_again_whole_when_its_lines_carry_keys()
    {
        string[] lines = [Keyed("day-1/1"), Keyed("day-1/2"), Keyed("day-1/1")];
        var first = await Send(lines);
        var before = await program.Store();

        var second = await Send(lines);

        Assert.Equal([200, 201, 201], first.Select(Status).Order());
        Assert.Equal([200, 200, 200], second.Select(Status));
        Assert.Equal(first.Select(answer => answer.Text("number")), second.Select(answer => answer.Text("number")));
        Assert.Equal(first[0].Text("number"), first[2].Text("number"));
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Shares_its_keys_with_the_header_of_single_submissions()
    {
        var single = await coordinator.Submit(null, "Idempotency-Key: shared-1").Body(HttpStatusCode.Created);

        var answers = await Send(Keyed("shared-1"));

        Assert.Equal(200, Status(answers[0]));
        Assert.Equal(single.Text("number"), answers[0].Text("number"));
    }

    [Fact]
    public async Task Takes_no_key_for_the_whole()
    {
        var before = await program.Store();

        var problem = await coordinator.SendAsync(Wire.Request(HttpMethod.Post, Wire.Submissions, Wire.Lines(good), "Idempotency-Key: whole-1"))
            .Body(HttpStatusCode.BadRequest);

        Assert.Equal("/Idempotency-Key", Assert.Single(problem["errors"]!.AsObject()).Key);
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Passes_over_a_line_that_is_too_long()
    {
        var answers = await Send(good, new string('x', 1024 * 1024 + 1), good);

        Assert.Equal([201, 413, 201], answers.Select(Status));
    }

    [Fact]
    public async Task Larger_than_its_limit_is_refused_whole_when_its_length_is_announced()
    {
        var before = await program.Store();

        var response = await coordinator.PostAsync(Wire.Submissions, Wire.Lines([good, .. Enumerable.Repeat(new string(' ', 1_000_000), 5)]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Larger_than_its_limit_ends_where_it_passes_it_when_its_length_is_not_known()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(good + "\n" + string.Concat(Enumerable.Repeat(new string(' ', 999_999) + "\n", 5)))));
        content.Headers.ContentType = new("application/x-ndjson");
        var request = Wire.Request(HttpMethod.Post, Wire.Submissions, content);
        request.Headers.TransferEncodingChunked = true;

        var answers = await Read(await coordinator.SendAsync(request));

        Assert.Equal([201, 413], answers.Select(Status));
    }

    [Fact]
    public async Task Of_too_many_lines_ends_after_the_last_that_may_be()
    {
        var answers = await Send([.. Enumerable.Repeat("1", 10_002)]);

        Assert.Equal(10_001, answers.Count);
        Assert.Equal(413, Status(answers[^1]));
        Assert.All(answers.SkipLast(1), answer => Assert.Equal(400, Status(answer)));
    }

    [Fact]
    public async Task Answers_a_line_before_the_next_one_is_sent()
    {
        await using var connection = await RawConnection.Open(program);
        await connection.BeginChunked(Wire.Submissions, program.Token(Ceramics.Coordinator), "application/x-ndjson");
        await connection.SendChunk(good + "\n");

        Assert.Contains("\"line\":1,\"status\":201", await connection.ReadUntil("\n", after: "\"line\":1"));

        await connection.SendChunk(good + "\n");
        Assert.Contains("\"line\":2,\"status\":201", await connection.ReadUntil("\n", after: "\"line\":2"));
    }

    [Fact]
    public async Task Keeps_what_was_acknowledged_when_the_client_hangs_up()
    {
        await using (var connection = await RawConnection.Open(program))
        {
            await connection.BeginChunked(Wire.Submissions, program.Token(Ceramics.Coordinator), "application/x-ndjson");
            await connection.SendChunk(Keyed("hung-up-1") + "\n" + Keyed("hung-up-2")[..100]);
            await connection.ReadUntil("\n", after: "\"line\":1");
        }

        var again = await Send(Keyed("hung-up-1"), Keyed("hung-up-2"));

        Assert.Equal([200, 201], again.Select(Status));
    }

    [Fact]
    public async Task Does_not_take_a_line_that_was_cut_off()
    {
        await using var connection = await RawConnection.Open(program);
        var body = Keyed("cut-1") + "\n" + Keyed("cut-2");
        await connection.Begin(Wire.Submissions, program.Token(Ceramics.Coordinator), "application/x-ndjson", body.Length + 1);
        await connection.Send(body);
        await connection.ReadUntil("\n", after: "\"line\":1");
        connection.EndSending();
        await connection.ReadToEnd();

        var again = await Send(Keyed("cut-1"), Keyed("cut-2"));

        Assert.Equal([200, 201], again.Select(Status));
    }

    private static string Keyed(string key)
    {
        var line = Examples.Submission();
        line["idempotencyKey"] = key;
        return line.ToJsonString();
    }

    private static int Line(JsonNode answer) => answer["line"]!.GetValue<int>();

    private static int Status(JsonNode answer) => answer["status"]!.GetValue<int>();

    private async Task<List<JsonNode>> Send(params string[] lines) => await Read(await coordinator.PostAsync(Wire.Submissions, Wire.Lines(lines)));

    private static async Task<List<JsonNode>> Read(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, text);
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.ToString());
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
