using System.Net;
using System.Text.Json.Nodes;
using Newtonsoft.Json;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.GeneratedClient;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests;

/// <summary>What an outside generator makes of the document works against the program.</summary>
[Collection(OneProgram.Name)]
public sealed class GeneratedClientTests(TheProgram program)
{
    private readonly RmsClient coordinator = new(program.As(Ceramics.Coordinator));

    [Fact]
    public async Task Submits_asks_for_the_status_and_reads_the_draft_whole()
    {
        var submission = JsonConvert.DeserializeObject<Submit>(Examples.Submission().ToJsonString())!;

        var receipt = await coordinator.SubmitAsync(submission, "generated-1");
        var again = await coordinator.SubmitAsync(submission, "generated-1");
        var status = await coordinator.GetRegistrationAsync(receipt.Number.Replace('/', '-'));
        var draft = await coordinator.GetDraftAsync(receipt.Id);

        Assert.Equal((receipt.Id, receipt.Number), (again.Id, again.Number));
        Assert.Equal(DraftStatus.UnderConsideration, draft.Status);
        Assert.Equal((receipt.Number, 1), (status.Number, status.Version));
        Assert.Equal(submission.Content.Title, draft.Content.Title);
        Assert.Equal(submission.Content.RiskArea.Indicators.Count, draft.Content.RiskArea.Indicators.Count);
        Assert.Equal(submission.Note.ExpectedConsignments, draft.Note.ExpectedConsignments);
        Assert.Equal(submission.Signature.SignedAt, draft.Signature.SignedAt);
        Assert.Equal(submission.Visas.Count, draft.Visas.Count);
    }

    [Fact]
    public async Task Reads_what_a_version_changed()
    {
        var draft = await ADraft.SentBack(program);
        var id = draft.Path[(draft.Path.LastIndexOf('/') + 1)..];
        var edit = Examples.Edit();
        edit["content"]!["title"] = "Understated customs value of porcelain tiles";
        edit["otherUnits"] = new JsonArray();
        await new RmsClient(program.As(Ceramics.Author)).EditDraftAsync(id, draft.Tag, JsonConvert.DeserializeObject<Edit>(edit.ToJsonString())!);
        await draft.ThenUnseen(Ceramics.UnitHead, "signature", null);
        await draft.ThenUnseen(Ceramics.CoordinationHead, "visas", """{ "as": "CoordinationHead" }""");
        await draft.ThenUnseen(Ceramics.DeputyHead, "visas", """{ "as": "DeputyHead" }""");
        await draft.ThenUnseen(Ceramics.Coordinator, "resubmission", Examples.Of<Grains.Drafts.Resubmit>().ToJsonString());

        var changes = await coordinator.GetVersionChangesAsync(id, 2);

        var title = changes.Changes.Single(change => change.Pointer == "/content/title");
        Assert.Equal(FieldChangeKind.Changed, title.Kind);
        Assert.Equal("Understated customs value of porcelain tiles", $"{title.After}");
    }

    [Fact]
    public async Task Adds_a_file_and_reads_it()
    {
        var draft = await ADraft.Prepared(program);
        var (id, author) = (draft.Path[^36..], new RmsClient(program.As(Ceramics.Author)));

        var receipt = await author.AddAttachmentAsync(id, draft.Tag, null, AttachmentPaper.Note, new FileParameter(new MemoryStream(AFile.Pdf), "скан.pdf"));
        using var file = await author.GetAttachmentAsync(id, receipt.Attachment!.Value);
        using var content = new MemoryStream();
        await file.Stream.CopyToAsync(content);

        Assert.Equal(AFile.Pdf, content.ToArray());
        Assert.Equal(("скан.pdf", AttachmentPaper.Note), (await author.ListAttachmentsAsync(id)).Items.Select(each => (each.Name, each.To)).Single());
    }

    [Fact]
    public async Task Is_told_what_is_wrong()
    {
        var refused = await Assert.ThrowsAsync<ApiException<GeneratedClient.ProblemResponse>>(() => coordinator.GetRegistrationAsync("00-10216-21112026-99999"));

        Assert.Equal((int)HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Equal("urn:rms-orleans:problem:not-found", refused.Result.Type);
    }
}
