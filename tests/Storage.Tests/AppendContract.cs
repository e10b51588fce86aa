using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

public abstract class AppendContract : StoreContract
{
    private protected AppendContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task Lines_are_read_back_as_they_were_written_and_chained()
    {
        var draft = await APreparedDraft(1);
        var signed = draft.Sign(Clock.GetUtcNow());

        Assert.True(await Store.Journal.Append(signed.Append, default));

        var lines = await Store.Journal.Read(Draft(1), default);
        Assert.Equivalent(draft.Append.Lines.Concat(signed.Append.Lines), lines, strict: true);
        Audit.AssertChained(lines);
        Assert.Equal(2, await Store.Journal.LastLine(Draft(1), default));
    }

    [StoreFact]
    public async Task A_draft_that_nobody_began_has_no_lines()
    {
        Assert.Empty(await Store.Journal.Read(Draft(1), default));
        Assert.Equal(0, await Store.Journal.LastLine(Draft(1), default));
    }

    [StoreFact]
    public async Task What_was_decided_on_an_older_line_is_not_written()
    {
        var draft = await APreparedDraft(1);
        Assert.True(await Store.Journal.Append(draft.Sign(Clock.GetUtcNow()).Append, default));

        Assert.False(await Store.Journal.Append(draft.Discard("Late", Clock.GetUtcNow()).Append, default));

        Assert.Equal(["DraftPrepared", "DraftSigned"], (await Store.Journal.Read(Draft(1), default)).Select(line => line.Type));
    }

    [StoreFact]
    public async Task What_was_decided_on_a_line_that_is_not_there_yet_is_not_written()
    {
        var draft = AppendedDraft.Prepare(Draft(1), Clock.GetUtcNow());

        Assert.False(await Store.Journal.Append(draft.Sign(Clock.GetUtcNow()).Append, default));

        Assert.Empty(await Store.Journal.Read(Draft(1), default));
    }

    [StoreFact]
    public async Task Of_twenty_that_begin_the_same_draft_at_once_one_does()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => Store.Journal.Append(AppendedDraft.Prepare(Draft(1), Clock.GetUtcNow().AddSeconds(i)).Append, default))));

        Assert.Single(begun, written => written);
        Assert.Single(await Store.Journal.Read(Draft(1), default));
    }

    [StoreFact]
    public async Task Of_twenty_decided_on_the_same_line_at_once_one_is_written()
    {
        var draft = await APreparedDraft(1);

        var written = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => Store.Journal.Append(draft.Discard($"Reason {i}", Clock.GetUtcNow()).Append, default))));

        Assert.Single(written, each => each);
        var lines = await Store.Journal.Read(Draft(1), default);
        Assert.Equal(2, lines.Count);
        Audit.AssertChained(lines);
    }

    [StoreFact]
    public async Task The_same_append_again_writes_nothing_twice()
    {
        var draft = await APreparedDraft(1);

        Assert.False(await Store.Journal.Append(draft.Append, default));

        Assert.Single(await Store.Journal.Read(Draft(1), default));
    }

    [StoreFact]
    public async Task A_line_of_a_megabyte_is_kept_to_the_byte()
    {
        var draft = AppendedDraft.Prepare(Draft(1), Clock.GetUtcNow());
        var payload = new byte[1 << 20];
        for (var i = 0; i < payload.Length; i++)
            payload[i] = (byte)i;
        var large = draft.Append with { Lines = [draft.Append.Lines[0] with { Payload = payload }] };

        Assert.True(await Store.Journal.Append(large, default));

        Assert.Equal(payload, (await Store.Journal.Read(Draft(1), default))[0].Payload);
    }

    private async Task<AppendedDraft> APreparedDraft(int number)
    {
        var draft = AppendedDraft.Prepare(Draft(number), Clock.GetUtcNow());
        Assert.True(await Store.Journal.Append(draft.Append, default));
        return draft;
    }
}

public sealed class SqliteAppendTests() : AppendContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresAppendTests(PostgresCluster cluster) : AppendContract(new PostgresStage(cluster));
