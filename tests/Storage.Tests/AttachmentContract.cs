using Dapper;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>The bytes of files: they belong to their draft when they are whole, once for each content, and then they stay.</summary>
public abstract class AttachmentContract : StoreContract
{
    private static readonly byte[] content = [.. Enumerable.Range(0, AttachmentStore.PieceBytes + 1000).Select(each => (byte)each)];

    private protected AttachmentContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task A_file_is_read_back_as_it_came_also_by_the_next_program()
    {
        var file = await Store.StoreFile(Draft(1), content);
        await CloseStore();
        await OpenStore();

        Assert.Equal(content, await Store.ReadFile(Draft(1), file));
        Assert.Null(await Store.Attachments.Read(Draft(1), file.Sha256, 2, default));
        Assert.Null(await Store.Attachments.Read(Draft(2), file.Sha256, 0, default));
    }

    [StoreFact]
    public async Task The_same_content_is_kept_once_for_a_draft_and_again_for_another()
    {
        await Store.StoreFile(Draft(1), content);
        await Store.StoreFile(Draft(1), content);
        await Store.StoreFile(Draft(2), content);

        Assert.Equal((2, 4, 0), await Count());
        Assert.Empty(await Store.Verify());
    }

    [StoreFact]
    public async Task Of_many_who_send_the_same_at_once_all_have_it_and_it_is_kept_once()
    {
        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store.StoreFile(Draft(1), content)));

        Assert.Equal((1, 2, 0), await Count());
        Assert.Equal(content, await Store.ReadFile(Draft(1), files[^1]));
    }

    [StoreFact]
    public async Task What_is_given_up_leaves_nothing()
    {
        var upload = Guid.NewGuid();
        await Store.Attachments.Add(upload, 0, content[..AttachmentStore.PieceBytes]);
        await Store.Attachments.Add(upload, 1, content[AttachmentStore.PieceBytes..]);
        Assert.Equal(content[AttachmentStore.PieceBytes..], await Store.Attachments.ReadComing(upload, 1, default));

        Assert.True(await Store.Attachments.Discard(upload));

        Assert.Equal((0, 0, 0), await Count());
        Assert.False(await Store.Attachments.Discard(upload));
    }

    [StoreFact]
    public async Task What_is_whole_cannot_be_given_up()
    {
        var upload = Guid.NewGuid();
        await Store.Attachments.Add(upload, 0, content);
        Assert.True(await Store.Attachments.Complete(upload, 1, Draft(1), "00", content.Length));

        Assert.False(await Store.Attachments.Discard(upload));
        Assert.Equal(0, await Store.Attachments.DiscardBegunBefore(Clock.GetUtcNow().AddDays(1), default));
        Assert.Equal((1, 1, 0), await Count());
    }

    [StoreFact]
    public async Task What_a_crash_left_is_cleared_away_after_a_while_and_nothing_else()
    {
        var (left, coming) = (Guid.NewGuid(), Guid.NewGuid());
        await Store.StoreFile(Draft(1), content);
        await Store.Attachments.Add(left, 0, content);
        await CloseStore(); // the crash: nobody will ever complete it
        Clock.Turn(TimeSpan.FromDays(1));
        await OpenStore();
        await Store.Attachments.Add(coming, 0, content);

        Assert.Equal(1, await Store.Attachments.DiscardBegunBefore(Clock.GetUtcNow().AddHours(-1), default));

        Assert.Null(await Store.Attachments.ReadComing(left, 0, default));
        Assert.NotNull(await Store.Attachments.ReadComing(coming, 0, default));
        Assert.Equal((1, 3, 1), await Count());
    }

    [StoreFact]
    public async Task What_was_cleared_away_meanwhile_is_not_said_to_be_whole()
    {
        var upload = Guid.NewGuid();
        await Store.Attachments.Add(upload, 0, content);
        await Store.Attachments.DiscardBegunBefore(Clock.GetUtcNow().AddDays(1), default);

        Assert.False(await Store.Attachments.Complete(upload, 1, Draft(1), "00", content.Length));
        Assert.Equal((0, 0, 0), await Count());
    }

    [StoreFact]
    public async Task A_file_that_lacks_a_piece_is_not_taken()
    {
        var upload = Guid.NewGuid();
        await Store.Attachments.Add(upload, 0, content);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Attachments.Complete(upload, 2, Draft(1), "00", content.Length));

        Assert.Equal((0, 1, 1), await Count());
    }

    [StoreFact]
    public async Task Files_and_registrations_do_not_disturb_each_other()
    {
        await WhileOthersRegister(() => Task.WhenAll(Enumerable.Range(0, 5).Select(i => Store.StoreFile(Draft(i), content))));

        Assert.Equal((5, 10, 0), await Count());
        await Store.AssertWhole(Baltic, await Store.Query(connection => connection.ExecuteScalarAsync<int>("select count(*) from registrations")));
    }

    private async Task<(int Files, int Pieces, int Coming)> Count() => (
        await Count("attachments"), await Count("attachment_pieces"), await Count("attachment_uploads"));

    private Task<int> Count(string table) => Store.Query(connection => connection.ExecuteScalarAsync<int>($"select count(*) from {table}"));
}

public sealed class SqliteAttachmentTests() : AttachmentContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresAttachmentTests(PostgresCluster cluster) : AttachmentContract(new PostgresStage(cluster))
{
    private PostgresStage Postgres => (PostgresStage)Stage;

    [StoreFact]
    public async Task A_file_whose_node_is_gone_before_the_line_is_there_for_the_other()
    {
        var file = await Store.StoreFile(Draft(1), [7, 7, 7]);
        await using var other = await Postgres.OpenNode(Clock);
        await CloseStore();

        Assert.Equal(file, await other.StoreFile(Draft(1), [7, 7, 7]));
        Assert.Equal([7, 7, 7], await other.ReadFile(Draft(1), file));
        Assert.Empty(await other.Verify());
    }
}
