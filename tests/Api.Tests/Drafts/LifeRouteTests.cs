using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>Every step of a registered draft over HTTP.</summary>
public sealed class LifeRouteTests(TheProgram program) : IClassFixture<TheProgram>
{
    public static TheoryData<string> Names => [.. LifeRoutes.All.Keys];

    [Fact]
    public void Are_all_here()
    {
        string[] elsewhere = [Edit.Route, Sign.Route, GiveVisa.Route, RefuseVisa.Route, Register.Route, Discard.Route, ReplaceUnit.Route, Attach.Route, Detach.Route, AttachTrialRun.Route];
        var all = DraftCommandTable.All.Steps.Select(row => row.Route!);

        Assert.Equal(all.Except(elsewhere).Order(), LifeRoutes.All.Keys.Order());
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Leads_where_it_should_and_is_shown_beforehand_as_possible(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Permission(program);
        var possible = (await draft.Read(route.By))["possible"]!.AsArray().Select(each => each!.GetValue<string>());

        var response = await draft.Try(route.By, name, route.Body?.ToJsonString(), $"If-Match: {draft.Tag}");

        Assert.Contains(name, possible);
        Assert.Equal(route.LeadsTo, (await Task.FromResult(response).Body(HttpStatusCode.OK)).Text("status"));
        Assert.Equal(response.Tag(), (await program.As(route.By).GetAsync(draft.Path)).Tag());
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Is_refused_in_another_status_with_what_is_possible(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Wrong(program);
        var before = await program.Store();

        var problem = await draft.Try(route.By, name, route.Body?.ToJsonString(), $"If-Match: {draft.Tag}").Body(HttpStatusCode.Conflict);

        Assert.Equal("urn:rms-orleans:problem:wrong-status", problem.Text("type"));
        Assert.Matches("The draft is [A-Za-z]+; (possible now: |nothing more is possible)", problem.Text("detail"));
        Assert.Equal(before, await program.Store());
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Is_forbidden_to_another_role_and_hidden_from_those_it_does_not_concern(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Permission(program);

        Assert.Equal(HttpStatusCode.Forbidden, await Try(route.NotBy));
        Assert.Equal(HttpStatusCode.Forbidden, await Try(route.By with { Roles = [Role.Auditor] }));
        Assert.Equal(HttpStatusCode.NotFound, await Try(Officials.OfVladivostok));

        async Task<HttpStatusCode> Try(Actor actor) =>
            (await draft.Try(actor, name, route.Body?.ToJsonString(), $"If-Match: {draft.Tag}")).StatusCode;
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Names_what_is_wrong_with_its_body(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Permission(program);

        var problem = await draft.Try(route.By, name, route.Faulty, $"If-Match: {draft.Tag}").Body(HttpStatusCode.BadRequest);

        Assert.Equal([route.Pointer!], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData("profile"), InlineData("profile-visas"), InlineData("profile-signatures"), InlineData("approval")]
    public async Task Needs_what_was_seen_where_somebody_edits_or_signs(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Permission(program);

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await draft.Try(route.By, name, route.Body?.ToJsonString())).StatusCode);
    }

    [Theory, MemberData(nameof(Names))]
    public async Task Is_done_once_for_each_key_and_not_on_a_state_that_has_passed(string name)
    {
        var route = LifeRoutes.All[name];
        var draft = await route.Permission(program);
        var body = route.Body?.ToJsonString();

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await draft.Try(route.By, name, body, "If-Match: \"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await draft.Try(route.By, name, body, $"If-Match: {draft.Tag}", "Idempotency-Key: once")).StatusCode);
        var before = await program.Store();
        Assert.Equal(HttpStatusCode.OK, (await draft.Try(route.By, name, body, $"If-Match: {draft.Tag}", "Idempotency-Key: once")).StatusCode);
        Assert.Equal(before, await program.Store());
    }
}
