using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

public abstract class ConcurrencyContract : StoreContract
{
    private protected ConcurrencyContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task A_thousand_registrations_in_one_sequence_are_contiguous()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(async () =>
            Assert.All(await Store.Register(Baltic, Drafts(1 + (20 * i), 20)), answer => Assert.Equal(RegistrationEnd.Registered, answer.End)))));

        await Store.AssertWhole(Baltic, 1000);
    }

    [StoreFact]
    public async Task A_thousand_registrations_in_a_hundred_sequences_are_contiguous_in_each()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(async () =>
        {
            for (var each = 0; each < 5; each++)
                await Store.Register(Sequence(i), Drafts(1 + (10 * i) + (2 * each), 2));
        })));

        foreach (var sequence in Enumerable.Range(0, 100).Select(Sequence))
            await Store.AssertWhole(sequence, 10);
    }

    [StoreFact]
    public async Task A_draft_that_is_registered_in_two_sequences_at_once_gets_one_number()
    {
        var batch = Drafts(1, 20);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => Store.Register(Sequence(i), batch))));

        var registered = answers.Select(each => each.Count(answer => answer.End == RegistrationEnd.Registered)).ToArray();
        Assert.Equal(20, registered.Sum());
        for (var i = 0; i < 8; i++)
            await Store.AssertWhole(Sequence(i), registered[i]);
    }

    [StoreFact]
    public async Task A_draft_that_is_begun_and_registered_at_once_is_one_or_the_other()
    {
        var drafts = Enumerable.Range(1, 20).ToArray();
        var appends = drafts.Select(i => Task.Run(() => Store.Journal.Append(AppendedDraft.Prepare(Draft(i), Clock.GetUtcNow()).Append, default))).ToArray();
        var answers = await Task.WhenAll(drafts.Select(i => Task.Run(async () => (await Store.Register(Baltic, ADraft(i)))[0].End == RegistrationEnd.Registered)));

        var begun = await Task.WhenAll(appends);
        Assert.All(begun.Zip(answers), each => Assert.True(each.First ^ each.Second));
        if (answers.Contains(true))
            await Store.AssertWhole(Baltic, answers.Count(registered => registered));
    }

    private static SequenceKey Sequence(int i) => new($"00-{10100 + i}");
}

public sealed class SqliteConcurrencyTests() : ConcurrencyContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresConcurrencyTests(PostgresCluster cluster) : ConcurrencyContract(new PostgresStage(cluster));
