using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>A draft that a test takes from step to step; each step is given by the official whose step it is, and must succeed.</summary>
internal sealed class ADraft(TheProgram program, string path, string tag)
{
    public string Path => path;

    /// <summary>The tag after the last step.</summary>
    public string Tag { get; set; } = tag;

    public static async Task<ADraft> Prepared(TheProgram program)
    {
        var response = await program.As(Ceramics.Author).Post(Wire.Drafts, Examples.Prepare().ToJsonString());
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return new ADraft(program, response.Headers.Location!.OriginalString, response.Tag());
    }

    public static async Task<ADraft> Signed(TheProgram program) => await (await Prepared(program)).Then(Ceramics.UnitHead, "signature", null);

    public static async Task<ADraft> Agreed(TheProgram program)
    {
        var draft = await Signed(program);
        return await draft.WithVisas();
    }

    public static async Task<ADraft> Registered(TheProgram program) => await (await Agreed(program)).Then(Ceramics.Coordinator, "registration", null);

    public static async Task<ADraft> Assigned(TheProgram program) =>
        await (await Registered(program)).Then(Ceramics.FcsCoordinator, "executor", $$"""{ "subject": "{{Ceramics.Executor.Subject}}", "name": "R. Zimin", "unit": "Tariff control" }""");

    public static async Task<ADraft> Convened(TheProgram program) =>
        await (await Assigned(program)).Then(Ceramics.RmsHead, "meeting", Examples.Of<ConveneMeeting>().ToJsonString());

    public static async Task<ADraft> Gathering(TheProgram program) => await (await Assigned(program)).Then(
        Ceramics.Executor, "resolution", """{ "resolution": "GatheringInformation", "needed": "Prices", "bodies": ["The tax service"] }""");

    public static async Task<ADraft> SentBack(TheProgram program) =>
        await (await Assigned(program)).Then(Ceramics.Executor, "resolution", Examples.Of<Resolve>().ToJsonString());

    public static async Task<ADraft> FinalisedAndAgreed(TheProgram program)
    {
        var draft = await (await SentBack(program)).Then(Ceramics.UnitHead, "signature", null);
        return await draft.WithVisas();
    }

    public static async Task<ADraft> AskedFor(TheProgram program) => await (await Assigned(program)).Then(
        Ceramics.Executor, "resolution", """{ "resolution": "RequestToDirectorate", "question": "Is the price level that of the region?", "unit": "Customs value" }""");

    public static async Task<ADraft> WithOpinion(TheProgram program) =>
        await (await AskedFor(program)).Then(Ceramics.DirectorateOfficer, "opinion", Examples.Of<GiveOpinion>().ToJsonString());

    public static async Task<ADraft> Expedient(TheProgram program) =>
        await (await Assigned(program)).Then(Ceramics.Executor, "resolution", """{ "resolution": "Expedient", "agreedBy": "V. V. Kuzmin" }""");

    public static async Task<ADraft> ProfilePrepared(TheProgram program)
    {
        var draft = await (await Expedient(program)).Then(Ceramics.Executor, "profile", Examples.EditProfile().ToJsonString());
        return await draft.Then(Ceramics.Executor, "profile-preparation", null);
    }

    public static async Task<ADraft> ProfileAgreed(TheProgram program) =>
        await (await ProfilePrepared(program)).Then(Ceramics.FcsUnitHead, "profile-visas", null);

    public static async Task<ADraft> ProfileSigned(TheProgram program)
    {
        var draft = await (await ProfileAgreed(program)).Then(Ceramics.Executor, "profile-signatures", null);
        return await draft.Then(Ceramics.DivisionHead, "profile-signatures", null);
    }

    public static async Task<ADraft> AwaitingApproval(TheProgram program) =>
        await (await ProfileSigned(program)).Then(Ceramics.Executor, "approval-request", null);

    public static async Task<ADraft> Approved(TheProgram program) => await (await AwaitingApproval(program)).Then(Ceramics.DivisionHead, "approval", null);

    public static async Task<ADraft> Reported(TheProgram program) =>
        await (await Approved(program)).Then(Ceramics.Executor, "approval-report", Examples.Of<ReportApproval>().ToJsonString());

    public async Task<ADraft> Then(Actor actor, string route, string? json)
    {
        var response = await Try(actor, route, json, $"If-Match: {Tag}");
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{route}: {await response.Content.ReadAsStringAsync()}");
        Tag = response.Tag();
        return this;
    }

    /// <summary>With a file.</summary>
    public async Task<ADraft> With(Actor actor, string to, string name, byte[] content)
    {
        var response = await TryAttach(actor, AFile.Form(to, name, content), $"If-Match: {Tag}");
        Assert.True(response.StatusCode == HttpStatusCode.Created, $"{to}: {await response.Content.ReadAsStringAsync()}");
        Tag = response.Tag();
        return this;
    }

    /// <summary>Without a file that it has.</summary>
    public async Task<ADraft> Without(Actor actor, int number)
    {
        var response = await TryDetach(actor, $"{number}", $"If-Match: {Tag}");
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        Tag = response.Tag();
        return this;
    }

    public Task<HttpResponseMessage> TryAttach(Actor actor, HttpContent form, params string[] headers) =>
        program.As(actor).SendAsync(Wire.Request(HttpMethod.Post, $"{path}/attachments", form, headers));

    public Task<HttpResponseMessage> TryDetach(Actor actor, string number, params string[] headers) =>
        program.As(actor).SendAsync(Wire.Request(HttpMethod.Delete, $"{path}/attachments/{number}", null, headers));

    public Task<HttpResponseMessage> Get(Actor actor, string part) => program.As(actor).GetAsync($"{path}{part}");

    /// <summary>After a step that was not taken by <see cref="Then"/>.</summary>
    public async Task<ADraft> ThenUnseen(Actor actor, string route, string? json)
    {
        Tag = (await program.As(actor).GetAsync(path)).Tag();
        return await Then(actor, route, json);
    }

    public Task<HttpResponseMessage> Try(Actor actor, string route, string? json, params string[] headers) =>
        program.As(actor).SendAsync(Wire.Request(
            route.Split('?')[0] == "profile" ? HttpMethod.Put : HttpMethod.Post, $"{path}/{route}", json is null ? null : Wire.Text(json, "application/json"), headers));

    public Task<HttpResponseMessage> TryEdit(Actor actor, JsonNode edit, params string[] headers) =>
        program.As(actor).SendAsync(Wire.Request(HttpMethod.Put, $"{path}/content", Wire.Json(edit), headers));

    public Task<JsonNode> Read(Actor actor) => program.As(actor).GetAsync(path).Body(HttpStatusCode.OK);

    private async Task<ADraft> WithVisas()
    {
        await Then(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        await Then(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""");
        return await Then(Ceramics.OtherUnitHead, "visas", """{ "as": "UnitHead" }""");
    }
}
