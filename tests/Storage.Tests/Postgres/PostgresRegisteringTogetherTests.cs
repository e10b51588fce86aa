using Npgsql;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>Batches of several sequences that share a commit.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresRegisteringTogetherTests(PostgresCluster cluster) : StoreContract(new PostgresStage(cluster))
{
    private static readonly SequenceKey[] sequences = [.. Enumerable.Range(10216, 6).Select(office => new SequenceKey($"00-{office}"))];

    [StoreFact]
    public async Task Those_that_come_while_one_is_committed_share_the_next_commit()
    {
        await HaveBegun();

        var answers = await Together(sequence => [ADraft(100 + sequence), ADraft(200 + sequence)]);

        Assert.All(answers, answer => Assert.Equal([RegistrationEnd.Registered, RegistrationEnd.Registered], answer));
        Assert.Equal("2, 10", string.Join(", ", await SizesOfCommits()));
        foreach (var sequence in sequences)
            await Store.AssertWhole(sequence, 3);
    }

    [StoreFact]
    public async Task One_with_a_draft_that_exists_is_left_out_and_the_others_are_written()
    {
        await HaveBegun();

        var answers = await Together(sequence => sequence == 3 ? [ADraft(100), ADraft(3)] : [ADraft(200 + sequence)]);

        Assert.Equal([RegistrationEnd.Registered, RegistrationEnd.MovedOn], answers[3]);
        Assert.All(answers.Where((_, sequence) => sequence != 3), answer => Assert.Equal([RegistrationEnd.Registered], answer));
        foreach (var sequence in sequences)
            await Store.AssertWhole(sequence, 2);
    }

    [StoreFact]
    public async Task One_whose_sequence_another_node_has_moved_is_numbered_anew()
    {
        await HaveBegun();
        await using (var other = await Stage.OpenNode(Clock))
            await other.Register(sequences[2], ADraft(50));

        var answers = await Together(sequence => [ADraft(100 + sequence)]);

        Assert.All(answers, answer => Assert.Equal([RegistrationEnd.Registered], answer));
        for (var sequence = 0; sequence < sequences.Length; sequence++)
            await Store.AssertWhole(sequences[sequence], sequence == 2 ? 3 : 2);
    }

    [StoreFact]
    public async Task Two_of_one_sequence_are_numbered_one_after_the_other()
    {
        await HaveBegun();
        await using var held = await HeldRows.Take(Stage, "lock table drafts in share row exclusive mode");
        var first = Store.Register(sequences[0], ADraft(100));
        await held.UntilAnotherWaits();
        var others = Enumerable.Range(200, 5).Select(number => Store.Register(sequences[1], ADraft(number))).ToArray();
        await held.LetGo();

        var answers = await Task.WhenAll([first, .. others]).WaitAsync(Patience.Longest);

        Assert.All(answers, answer => Assert.Equal(RegistrationEnd.Registered, answer.Single().End));
        await Store.AssertWhole(sequences[1], 6);
    }

    [StoreFact]
    public async Task Who_has_to_wait_for_a_sequence_keeps_no_other_waiting()
    {
        await HaveBegun();
        await using var held = await HeldRows.Take(Stage, $"select from sequences where key = '{sequences[0]}' for update");

        var waits = Store.Register(sequences[0], ADraft(100));
        await held.UntilAnotherWaits();
        await Store.Register(sequences[1], ADraft(101)).WaitAsync(Patience.Longest);
        Assert.False(waits.IsCompleted);

        await held.LetGo();
        Assert.Equal(RegistrationEnd.Registered, (await waits).Single().End);
    }

    /// <summary>From then on this node expects each sequence where it left it.</summary>
    private async Task HaveBegun()
    {
        for (var sequence = 0; sequence < sequences.Length; sequence++)
            await Store.Register(sequences[sequence], ADraft(sequence));
    }

    /// <summary>Registers in all sequences, the first in a commit that is held up until the others have come.</summary>
    private async Task<RegistrationEnd[][]> Together(Func<int, RegistrationRequest[]> batch)
    {
        await using var held = await HeldRows.Take(Stage, "lock table drafts in share row exclusive mode");
        var first = Store.Register(sequences[0], batch(0));
        await held.UntilAnotherWaits();
        var others = Enumerable.Range(1, sequences.Length - 1).Select(sequence => Store.Register(sequences[sequence], batch(sequence))).ToArray();
        await held.LetGo();

        var answers = await Task.WhenAll([first, .. others]).WaitAsync(Patience.Longest);
        return [.. answers.Select(answer => answer.Select(each => each.End).ToArray())];
    }

    /// <summary>How many drafts each transaction has registered of those that came after the first of their sequence.</summary>
    private async Task<long[]> SizesOfCommits()
    {
        await using var database = NpgsqlDataSource.Create(((PostgresStage)Stage).Strings.Program);
        await using var command = database.CreateCommand("""
            select array_agg(size order by size) from (
              select count(distinct subject) size from journal_lines join registrations using (subject) where serial > 1 group by transaction) commits
            """);
        return (long[])(await command.ExecuteScalarAsync())!;
    }
}
