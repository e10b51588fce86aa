using System.Net;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

/// <summary>One by one and in lists alike.</summary>
[Collection(OneProgram.Name)]
public sealed class VisibilityTests(TheProgram program)
{
    private static readonly Actor[] always = [Ceramics.Author, Ceramics.Coordinator, Officials.Auditor];
    private static readonly Actor[] afterRegistration = [Officials.OfTheDirectorate, Officials.OfTheFcs];
    private static readonly Actor[] never = [Officials.OfVladivostok, Officials.OfAnotherDirectorate, Officials.Operator];

    [Fact]
    public async Task Of_a_draft_before_registration_is_its_authoritys_and_the_auditors()
    {
        var draft = await ADraft.Agreed(program);

        foreach (var actor in always)
            Assert.True(await Sees(actor, draft), actor.Subject);
        foreach (var actor in (Actor[])[.. afterRegistration, .. never])
            Assert.False(await Sees(actor, draft), actor.Subject);
    }

    [Fact]
    public async Task Of_a_registered_draft_is_also_its_directorates_and_the_fcs()
    {
        var draft = await ADraft.Registered(program);

        foreach (var actor in (Actor[])[.. always, .. afterRegistration])
            Assert.True(await Sees(actor, draft), actor.Subject);
        foreach (var actor in never)
            Assert.False(await Sees(actor, draft), actor.Subject);
    }

    [Fact]
    public async Task Of_a_number_is_that_of_its_draft()
    {
        var draft = await ADraft.Registered(program);
        var number = (await draft.Read(Ceramics.Author)).Text("number").Replace('/', '-');

        foreach (var actor in (Actor[])[.. always, .. afterRegistration])
        {
            var status = await program.As(actor).GetAsync($"/api/v1/registrations/{number}").Body(HttpStatusCode.OK);
            Assert.Equal("UnderConsideration", status.Text("status"));
            Assert.Equal("2026-12-01", status["deadline"]!.Text("lastDay"));
            Assert.Null(status["content"]);
        }
        foreach (var actor in never)
            Assert.Equal(HttpStatusCode.NotFound, (await program.As(actor).GetAsync($"/api/v1/registrations/{number}")).StatusCode);
    }

    [Fact]
    public async Task Of_a_role_beside_operator_is_not_lost()
    {
        var draft = await ADraft.Prepared(program);

        Assert.True(await Sees(Ceramics.Author with { Roles = [Role.Operator, Role.Author] }, draft));
    }

    private async Task<bool> Sees(Actor actor, ADraft draft)
    {
        var client = program.As(actor);
        HttpStatusCode[] one = [.. (await Task.WhenAll(((string[])["", "/journal", "/versions/1"]).Select(part => client.GetAsync(draft.Path + part))))
            .Select(response => response.StatusCode)];
        var list = await client.GetAsync($"{Wire.Drafts}?limit=200").Body(HttpStatusCode.OK);
        var isListed = list["items"]!.AsArray().Any(item => draft.Path.EndsWith(item!.Text("id"), StringComparison.Ordinal));

        Assert.Single(one.Distinct());
        Assert.Equal(isListed, one[0] == HttpStatusCode.OK);
        Assert.True(one[0] is HttpStatusCode.OK or HttpStatusCode.NotFound);
        return isListed;
    }
}
