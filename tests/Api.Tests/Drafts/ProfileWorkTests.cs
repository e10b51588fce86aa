using System.Net;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

[Collection(OneProgram.Name)]
public sealed class ProfileWorkTests(TheProgram program)
{
    [Fact]
    public async Task Leads_from_a_copy_of_the_draft_to_an_approved_profile()
    {
        var draft = await ADraft.Expedient(program);
        var first = await draft.Read(Ceramics.Executor);
        Assert.Equal(first["content"]!.ToJsonString(), first["profile"]!["content"]!.ToJsonString());

        var approved = await ADraft.Approved(program);
        await approved.Then(Ceramics.Executor, "approval-report", Examples.Of<ReportApproval>().ToJsonString());

        var read = await approved.Read(Ceramics.FcsCoordinator);
        var profile = read["profile"]!;
        Assert.Equal("Approved", read.Text("status"));
        Assert.Equal("ProfileNumber", read["deadline"]!.Text("kind"));
        Assert.Equal("Memorandum", profile["papers"]!.Text("document"));
        Assert.Equal("HeadOfDivision", profile["papers"]!.Text("to"));
        Assert.Equal(Ceramics.FcsUnitHead.Name, profile["visas"]![0]!.Text("name"));
        Assert.Equal(Ceramics.Executor.Name, profile["executorSignature"]!.Text("name"));
        Assert.Equal(Ceramics.DivisionHead.Name, profile["approval"]!.Text("name"));
        Assert.Equal("2026-11-21", profile["report"]!.Text("date"));
    }

    [Fact]
    public async Task Shows_who_signs_next()
    {
        var draft = await ADraft.ProfileAgreed(program);
        Assert.Contains("profile-signatures", await Possible(draft, Ceramics.Executor));
        Assert.DoesNotContain("profile-signatures", await Possible(draft, Ceramics.DivisionHead));

        await draft.Then(Ceramics.Executor, "profile-signatures", null);
        Assert.DoesNotContain("profile-signatures", await Possible(draft, Ceramics.Executor));
        Assert.Equal(["profile-signatures"], await Possible(draft, Ceramics.DivisionHead));

        await draft.Then(Ceramics.DivisionHead, "profile-signatures", null);
        Assert.Empty(await Possible(draft, Ceramics.Coordinator));
    }

    [Fact]
    public async Task Tells_the_journal_who_signed_in_which_role_without_repeating_the_content()
    {
        var draft = await ADraft.ProfileSigned(program);

        var lines = (await program.As(Ceramics.Executor).GetAsync($"{draft.Path}/journal").Body(HttpStatusCode.OK))["lines"]!.AsArray().TakeLast(5).ToArray();

        Assert.Equal(
            ["ProfileEdited", "ProfilePrepared", "ProfileVisaGiven", "ProfileSignedByExecutor", "ProfileSignedByDivision"], lines.Select(line => line!.Text("type")));
        Assert.Equal(["executor", "executor", "unit-head", "executor", "signatory-division"], lines.Select(line => line!["actor"]!.Text("role")));
        Assert.All(lines, line => Assert.Null(line!["details"]!["content"]));
    }

    private static async Task<IEnumerable<string>> Possible(ADraft draft, Grains.Kernel.Actor actor) =>
        (await draft.Read(actor))["possible"]!.AsArray().Select(route => route!.GetValue<string>());
}
