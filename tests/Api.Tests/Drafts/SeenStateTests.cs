using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

[Collection(OneProgram.Name)]
public sealed class SeenStateTests(TheProgram program)
{
    [Theory]
    [InlineData(null)]
    [InlineData("If-Match: *")]
    public async Task Is_needed_to_edit_sign_and_visa(string? header)
    {
        var draft = await ADraft.Prepared(program);
        string[] headers = header is null ? [] : [header];

        var edited = await draft.TryEdit(Ceramics.Author, Examples.Edit(), headers);
        var signed = await draft.Try(Ceramics.UnitHead, "signature", null, headers);
        var agreed = await draft.Try(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""", headers);

        Assert.All([edited, signed, agreed], response => Assert.Equal(HttpStatusCode.PreconditionRequired, response.StatusCode));
        Assert.Equal("urn:rms-orleans:problem:precondition-required", (await edited.Body()).Text("type"));
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"01\"")]
    [InlineData("\"abc\"")]
    [InlineData("\"5\", \"6\"")]
    public async Task That_is_not_the_present_one_is_stale(string tag)
    {
        var draft = await ADraft.Prepared(program);
        var before = await program.Store();

        var problem = await draft.TryEdit(Ceramics.Author, Examples.Edit(), $"If-Match: {tag}").Body(HttpStatusCode.PreconditionFailed);

        Assert.Equal("urn:rms-orleans:problem:stale", problem.Text("type"));
        Assert.Equal(before, await program.Store());
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"1")]
    [InlineData("\"1\" \"2\"")]
    public async Task That_is_no_tag_is_bad_input(string tag)
    {
        var draft = await ADraft.Prepared(program);

        var problem = await draft.TryEdit(Ceramics.Author, Examples.Edit(), $"If-Match: {tag}").Body(HttpStatusCode.BadRequest);

        Assert.NotNull(problem["errors"]!["/If-Match"]);
    }

    [Fact]
    public async Task May_be_one_of_several()
    {
        var draft = await ADraft.Prepared(program);

        var response = await draft.TryEdit(Ceramics.Author, Examples.Edit(), "If-Match: \"9\", \"1\"");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Is_honoured_where_it_is_not_needed()
    {
        var draft = await ADraft.Agreed(program);

        var stale = await draft.Try(Ceramics.Coordinator, "registration", null, "If-Match: \"1\"");
        var any = await draft.Try(Ceramics.Coordinator, "registration", null, "If-Match: *");

        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
    }

    [Fact]
    public async Task Of_somebody_elses_draft_tells_nothing()
    {
        var draft = await ADraft.Prepared(program);

        foreach (var tag in (string[])["\"1\"", "\"9\"", "\"1\", \"2\""])
            Assert.Equal(HttpStatusCode.NotFound, (await draft.TryEdit(Officials.OfVladivostok, Examples.Edit(), $"If-Match: {tag}")).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/journal")]
    [InlineData("/versions/1")]
    public async Task Need_not_be_sent_again_when_nothing_has_changed(string part)
    {
        var draft = await ADraft.Prepared(program);
        var client = program.As(Ceramics.Author);

        foreach (var tag in (string[])[draft.Tag, $"W/{draft.Tag}", $"\"77\", {draft.Tag}", "*"])
        {
            var response = await client.SendAsync(Wire.Request(HttpMethod.Get, draft.Path + part, null, $"If-None-Match: {tag}"));
            Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
            Assert.Equal(draft.Tag, response.Tag());
            Assert.Empty(await response.Content.ReadAsByteArrayAsync());
        }
        foreach (var tag in (string[])["\"77\"", "nonsense"])
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(Wire.Request(HttpMethod.Get, draft.Path + part, null, $"If-None-Match: {tag}"))).StatusCode);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("0")]
    [InlineData("one")]
    public async Task Says_nothing_of_a_version_that_does_not_exist(string version)
    {
        var draft = await ADraft.Prepared(program);

        var response = await program.As(Ceramics.Author).SendAsync(
            Wire.Request(HttpMethod.Get, $"{draft.Path}/versions/{version}", null, $"If-None-Match: {draft.Tag}"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Null(response.Headers.ETag);
    }

    [Theory]
    [InlineData("\"1\"", "The draft has changed: you saw line 1 of its journal, and it has 2.")]
    [InlineData("\"1\", \"9\"", "The draft has changed: you saw line 1 of its journal, and it has 2.")]
    [InlineData("W/\"2\"", "Your If-Match is no state of this draft.")]
    [InlineData("\"abc\"", "Your If-Match is no state of this draft.")]
    [InlineData("\"0\"", "Your If-Match is no state of this draft.")]
    [InlineData("\"3\"", "Your If-Match is no state of this draft.")]
    [InlineData("\"x\", \"7\"", "Your If-Match is no state of this draft.")]
    public async Task That_is_stale_is_told_from_one_that_never_was(string tag, string detail)
    {
        var draft = await ADraft.Signed(program);

        var problem = await draft.TryEdit(Ceramics.Author, Examples.Edit(), $"If-Match: {tag}").Body(HttpStatusCode.PreconditionFailed);

        Assert.Equal(detail, problem.Text("detail"));
    }

    [Fact]
    public async Task Changes_with_every_step()
    {
        var draft = await ADraft.Prepared(program);
        var prepared = draft.Tag;

        await draft.Then(Ceramics.UnitHead, "signature", null);

        Assert.Equal("\"1\"", prepared);
        Assert.Equal("\"2\"", draft.Tag);
    }
}
