using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Grains.Tests.Drafts;

/// <summary>What of files goes from silo to silo arrives as it was sent; bytes never go.</summary>
public sealed class AttachmentWireTests
{
    private static readonly Serializer serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void A_submission_arrives_with_its_files_and_without_them()
    {
        var files = (AttachedFile[])[Steps.Attach(AttachmentPaper.Draft).File, Steps.Attach(AttachmentPaper.Note, 7, "07").File];

        Assert.Equal(0, Sent<DraftCommand>(Ceramics.Submission).Files().Length);
        Assert.Equal(files, Sent<DraftCommand>(Ceramics.Submission.With([.. files])).Files().ToArray());

        static Submit Sent<T>(T command) where T : notnull => Assert.IsType<Submit>(AttachmentWireTests.Sent(command));
    }

    [Fact]
    public void Commands_and_receipts_arrive_as_they_were_sent()
    {
        Assert.Equal(Steps.Attach(AttachmentPaper.Opinion), Sent<DraftCommand>(Steps.Attach(AttachmentPaper.Opinion)));
        Assert.Equal(new Detach(3), Sent<DraftCommand>(new Detach(3)));
        Assert.Equal(RefusalReason.TooLarge, Sent(new Refusal(RefusalReason.TooLarge, "Too large.", "Слишком велик.")).Reason);
        var receipt = new DraftReceipt(new DraftId(Guid.NewGuid()), DraftStatus.Drafting, 1, 2, null, null, null, false, Ceramics.Baltic);
        Assert.Equal((null, 5), (Sent(receipt).Attachment, Sent(receipt with { Attachment = 5 }).Attachment));
    }

    private static T Sent<T>(T value) where T : notnull => serializer.Deserialize<T>(serializer.SerializeToArray(value))!;
}
