using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

/// <summary>Whatever comes in, the answer is the one that was promised, and the store is as before.</summary>
public sealed class BrokenInputTests(TheProgram program) : IClassFixture<TheProgram>
{
    public static TheoryData<string> Cases => [.. BrokenInput.Cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Is_refused_and_leaves_nothing(string name)
    {
        var broken = BrokenInput.Cases[name];
        var before = await program.Store();

        var response = await program.As(broken.Actor ?? Ceramics.Coordinator).SendAsync(broken.Request());

        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == broken.Status, $"{(int)response.StatusCode} instead of {(int)broken.Status}: {text}");
        Assert.Equal(before, await program.Store());
        if (response.IsSuccessStatusCode || IsAnsweredByTheServerAlone(response))
            return;

        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        if (broken.Pointer is not null)
            Assert.Contains(broken.Pointer, (await response.Body())["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task Names_all_its_faults_at_once()
    {
        var submission = Examples.Submission();
        submission["kind"] = "Sometimes";
        submission["colour"] = "red";
        submission["unit"] = "";
        submission["note"]!["validTo"] = "2026-11-31";
        submission["content"]!["title"] = "";
        submission["visas"]!.AsArray().RemoveAt(0);

        var problem = await program.As(Ceramics.Coordinator).Submit(submission).Body(HttpStatusCode.BadRequest);

        Assert.Equal(
            ["/colour", "/content/title", "/kind", "/note/validTo", "/unit", "/visas"], problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task That_is_cut_off_leaves_nothing()
    {
        var before = await program.Store();
        var body = Examples.Submission().ToJsonString();
        await using (var connection = await RawConnection.Open(program))
        {
            await connection.Begin(Wire.Submissions, program.Token(Ceramics.Coordinator), "application/json", body.Length);
            await connection.Send(body[..^10]);
            connection.EndSending();
            await connection.ReadToEnd();
        }

        Assert.Equal(before, await program.Store());
    }

    [Fact]
    public async Task Of_a_client_that_hangs_up_after_asking_is_a_whole_draft()
    {
        var submission = Examples.Submission().ToJsonString();
        await using (var connection = await RawConnection.Open(program))
        {
            await connection.Begin(Wire.Submissions, program.Token(Ceramics.Coordinator), "application/json", submission.Length);
            await connection.Send(submission);
        }

        // Whether the server still saw it or not: what there is, is whole.
        var certificate = await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created);
        var store = await program.Store();
        Assert.NotNull(certificate["number"]);
        Assert.Matches("^([0-9]+) lines, ([0-9]+) drafts, \\2 registrations, \\2 numbers", store);
    }

    /// <summary>A request line that is too long, or a path with NUL, never reaches the program.</summary>
    private static bool IsAnsweredByTheServerAlone(HttpResponseMessage response) =>
        response.StatusCode == HttpStatusCode.RequestUriTooLong
        || (response.StatusCode == HttpStatusCode.BadRequest && response.RequestMessage!.RequestUri!.OriginalString.Contains("/%00", StringComparison.Ordinal));
}
