using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>Several nodes on one PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresNodesTests(PostgresCluster cluster) : StoreContract(new PostgresStage(cluster))
{
    [StoreFact]
    public async Task Two_nodes_that_number_in_one_sequence_leave_no_gap_and_no_double()
    {
        await using var other = await Stage.OpenNode(Clock);

        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(async () =>
            Assert.All(
                await (i % 2 == 0 ? Store : other).Register(Baltic, Drafts(1 + (10 * i), 10)),
                answer => Assert.Equal(RegistrationEnd.Registered, answer.End)))));

        await Store.AssertWhole(Baltic, 600);
    }

    [StoreFact]
    public async Task A_node_that_expects_a_sequence_where_another_has_moved_it_numbers_from_where_it_is()
    {
        await using var other = await Stage.OpenNode(Clock);
        using Readings own = Store.Readings(), others = other.Readings();
        var serials = new List<long>();
        for (var number = 1; number <= 12; number++)
            serials.Add((await (number % 4 == 0 ? other : Store).Register(Baltic, ADraft(number)))[0].Head!.Number!.Value.Serial);

        Assert.Equal(Enumerable.Range(1, 12).Select(serial => (long)serial), serials);
        await Store.AssertWhole(Baltic, 12);
        var refused = new Reading("rms.conflicts", 1, "sequence");
        Assert.Equal([refused, refused], own.Of("rms.conflicts")); // the fifth and the ninth
        Assert.Equal([refused], others.Of("rms.conflicts")); // the eighth
    }

    [StoreFact]
    public async Task While_no_other_node_numbers_a_batch_is_numbered_before_the_sequence_is_locked()
    {
        await Store.Register(Baltic, ADraft(1));
        await using var held = await HeldRows.Take(Stage, "select from sequences for update");
        var isNumbered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var answers = Store.Register(
            Baltic,
            (sequence, members, now) =>
            {
                isNumbered.TrySetResult();
                return Store.Numbers.Number(sequence, members, now);
            },
            ADraft(2));
        await isNumbered.Task.WaitAsync(Patience.Longest);
        await held.UntilAnotherWaits();
        await held.LetGo();

        Assert.Equal(2, (await answers)[0].Head!.Number!.Value.Serial);
        await Store.AssertWhole(Baltic, 2);
    }

    [StoreFact]
    public async Task Two_nodes_that_register_the_same_drafts_give_each_one_number()
    {
        await using var other = await Stage.OpenNode(Clock);
        var batches = Enumerable.Range(0, 20).Select(i => Drafts(1 + (10 * i), 10)).ToArray();

        var answers = await Task.WhenAll(
            batches.SelectMany(batch => new[] { Task.Run(() => Store.Register(Baltic, batch)), Task.Run(() => other.Register(Baltic, batch)) }));

        Assert.Equal(200, answers.SelectMany(each => each).Count(answer => answer.End == RegistrationEnd.Registered));
        await Store.AssertWhole(Baltic, 200);
    }

    [StoreFact]
    public async Task A_draft_that_one_node_begins_while_another_numbers_it_has_moved_on_and_costs_no_serial()
    {
        await using var other = await Stage.OpenNode(Clock);

        // The other node begins draft 2 after this one has seen that it is not there.
        var answers = await Store.Register(
            Baltic,
            (sequence, members, now) =>
            {
                if (members.Length == 3)
                    Assert.True(Task.Run(() => other.Journal.Append(AppendedDraft.Prepare(Draft(2), now).Append, default)).GetAwaiter().GetResult());
                return Store.Numbers.Number(sequence, members, now);
            },
            Drafts(1, 3));

        Assert.Equal([RegistrationEnd.Registered, RegistrationEnd.MovedOn, RegistrationEnd.Registered], answers.Select(answer => answer.End));
        Assert.Single(await Store.Journal.Read(Draft(2), default));
        await Store.AssertWhole(Baltic, 2);
    }

    [StoreFact]
    public async Task What_one_node_wrote_another_reads_at_once()
    {
        await using var other = await Stage.OpenNode(Clock);

        await Store.Register(Baltic, ADraft(1));

        Assert.Equal(2, await other.Journal.LastLine(Draft(1), default));
        Assert.Equal(2, (await other.Journal.Read(Draft(1), default)).Count);
    }

    [StoreFact]
    public async Task A_draft_that_another_is_just_beginning_is_waited_for_without_a_deadlock()
    {
        await Store.Register(Baltic, ADraft(1));
        await using var held = await HeldRows.Take(Stage, Copied("drafts", "id"));

        var answers = Store.Register(Baltic, ADraft(2));
        await held.UntilAnotherWaits();
        await held.Run(Copied("journal_lines", "subject"));
        await held.LetGo();

        Assert.Equal(RegistrationEnd.MovedOn, (await answers)[0].End);
        await Store.AssertWhole(Baltic, 1);
    }

    /// <summary>Draft 2 begins as draft 1 did.</summary>
    private static string Copied(string table, string id) => $"""
        insert into {table}
        select copy.* from {table} source, jsonb_populate_record(source, jsonb_build_object('{id}', '{Draft(2)}')) copy
        where source.{id} = '{Draft(1)}'
        """;
}
