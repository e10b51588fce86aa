using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>Appends that share a commit.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresAppendingTests : StoreContract, IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IMeterFactory meters;
    private readonly Readings readings;

    public PostgresAppendingTests(PostgresCluster cluster)
        : base(new PostgresStage(cluster))
    {
        meters = services.GetRequiredService<IMeterFactory>();
        readings = new Readings(meters);
    }

    public void Dispose()
    {
        readings.Dispose();
        services.Dispose();
    }

    [StoreFact]
    public async Task Those_that_come_while_one_is_committed_share_the_next_commit()
    {
        var answers = await AppendTogether(await Prepared(6));

        Assert.All(answers, answer => Assert.True(answer.Result));
        var sizes = await SizesOfCommits();
        Assert.Equal([1, 5], sizes);
        Assert.Empty(readings.Of("rms.conflicts"));
    }

    [StoreFact]
    public async Task One_that_has_moved_on_is_told_so_and_the_others_are_written()
    {
        var drafts = await Prepared(4);
        await Store.Journal.Append(drafts[2].Edit("Moved on", Clock.GetUtcNow()).Append, default);

        var answers = await AppendTogether(drafts);

        Assert.Equal([true, true, false, true], answers.Select(answer => answer.Result));
        Assert.Equal("Moved on", await Title(2));
        Assert.Equal([new("rms.conflicts", 1, "append")], readings.Of("rms.conflicts"));
    }

    [StoreFact]
    public async Task A_bad_one_fails_alone()
    {
        var answers = await AppendTogether(await Prepared(4), SameLineTwice);

        Assert.Equal([true, true, true], new[] { answers[0], answers[1], answers[3] }.Select(answer => answer.Result));
        await Assert.ThrowsAsync<PostgresException>(() => answers[2]);
        Assert.Single(await Store.Journal.Read(Draft(2), default));
        Assert.Equal([new("rms.conflicts", 3, "append")], readings.Of("rms.conflicts"));
    }

    [StoreFact]
    public async Task Who_has_to_wait_for_a_draft_keeps_nobody_else_waiting()
    {
        var drafts = await Prepared(3);
        await using var held = await HeldRows.Take(Stage, $"select from drafts where id = '{Draft(1)}' for update");

        var waits = Store.Journal.Append(drafts[1].Edit("Later", Clock.GetUtcNow()).Append, default);
        await held.UntilAnotherWaits();
        Assert.True(await Store.Journal.Append(drafts[2].Edit("At once", Clock.GetUtcNow()).Append, default).WaitAsync(Patience.Longest));
        Assert.False(waits.IsCompleted);

        await held.LetGo();
        Assert.True(await waits);
    }

    private async Task<AppendedDraft[]> Prepared(int count)
    {
        var drafts = Enumerable.Range(0, count).Select(number => AppendedDraft.Prepare(Draft(number), Clock.GetUtcNow())).ToArray();
        foreach (var draft in drafts)
            Assert.True(await Store.Journal.Append(draft.Append, default));
        return drafts;
    }

    /// <summary>Edits all of them, the first in a commit that is held up until the others have come: somebody else writes its line, and takes that back.</summary>
    private async Task<Task<bool>[]> AppendTogether(AppendedDraft[] drafts, Func<DraftAppend, DraftAppend>? third = null)
    {
        await using var database = NpgsqlDataSource.Create(((PostgresStage)Stage).Strings.Program);
        await using var held = await HeldRows.Take(Stage, $"""
            insert into journal_lines
            select copy.* from journal_lines source, jsonb_populate_record(source, jsonb_build_object('line', 2)) copy
            where source.subject = '{Draft(0)}'
            """);
        var appending = new PostgresAppending(database, new ConflictMetrics(meters), NullLogger.Instance);
        var appends = drafts.Select(draft => draft.Edit("Edited", Clock.GetUtcNow()).Append).ToArray();
        if (third is not null)
            appends[2] = third(appends[2]);

        var first = appending.Append(appends[0]);
        await held.UntilAnotherWaits();
        var others = appends[1..].Select(appending.Append).ToArray();
        await Patience.Until("all to come", () => Task.FromResult(appending.Waiting), waiting => waiting == others.Length);

        await held.TakeBack();
        Task<bool>[] answers = [first, .. others];
        await ((Task)Task.WhenAll(answers)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return answers;
    }

    private static DraftAppend SameLineTwice(DraftAppend append) => append with { Lines = [.. append.Lines, append.Lines[^1]] };

    private async Task<string> Title(int number) =>
        (string)(await Scalar($"select title from drafts where id = '{Draft(number)}'"))!;

    /// <summary>How many second lines each transaction has written.</summary>
    private async Task<long[]> SizesOfCommits() => (long[])(await Scalar(
        "select array_agg(size order by size) from (select count(*) size from journal_lines where line = 2 group by transaction) commits"))!;

    private async Task<object?> Scalar(string sql)
    {
        await using var database = NpgsqlDataSource.Create(((PostgresStage)Stage).Strings.Program);
        await using var command = database.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
