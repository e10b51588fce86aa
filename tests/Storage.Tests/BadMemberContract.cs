using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

/// <summary>A member of a batch that cannot be written is a bug; it must cost the others nothing, and no serial.</summary>
public abstract class BadMemberContract : StoreContract
{
    private protected BadMemberContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public Task One_that_the_database_refuses_fails_alone() => FailsAlone(bad: 5, of: 8, WithABadDraft5);

    [StoreFact]
    public Task One_that_cannot_be_numbered_fails_alone() => FailsAlone(bad: 5, of: 8, (sequence, members, now) =>
        members.Any(member => member.Draft == Draft(5))
            ? throw new TimeZoneNotFoundException("The authority has no time zone.")
            : Store.Numbers.Number(sequence, members, now));

    [StoreFact]
    public Task The_first_of_a_batch_can_be_the_bad_one() => FailsAlone(bad: 1, of: 3, (sequence, members, now) =>
        members.Any(member => member.Draft == Draft(1))
            ? throw new TimeZoneNotFoundException("The authority has no time zone.")
            : Store.Numbers.Number(sequence, members, now));

    [StoreFact]
    public async Task In_a_later_batch_it_fails_alone_as_well()
    {
        await Store.Register(Baltic, ADraft(11), ADraft(12));

        var answers = await Store.Register(Baltic, WithABadDraft5, Drafts(3, 4));

        Assert.Equal(
            [RegistrationEnd.Registered, RegistrationEnd.Registered, RegistrationEnd.Failed, RegistrationEnd.Registered], answers.Select(answer => answer.End));
        await Store.AssertWhole(Baltic, 5);
    }

    [StoreFact]
    public async Task One_alone_fails_and_leaves_nothing()
    {
        var answers = await Store.Register(Baltic, (_, _, _) => throw new TimeZoneNotFoundException(), ADraft(1));

        Assert.Equal(RegistrationEnd.Failed, Assert.Single(answers).End);
        Assert.Empty(await Store.Journal.Read(Draft(1), default));
        await Store.Register(Baltic, ADraft(1));
        await Store.AssertWhole(Baltic, 1);
    }

    private static NumberedBatch WithABadDraft5(SequenceHead sequence, ImmutableArray<RegistrationRequest> members, DateTimeOffset now)
    {
        var numbered = Store.Numbers.Number(sequence, members, now);
        return numbered with { Drafts = [.. numbered.Drafts.Select(draft => IsBad(draft) ? WithTheSameLineTwice(draft) : draft)] };
    }

    private static bool IsBad(NumberedDraft draft) => draft.Head.Id == Draft(5);

    private static NumberedDraft WithTheSameLineTwice(NumberedDraft draft) => draft with { Lines = [.. draft.Lines, draft.Lines[^1]] };

    private async Task FailsAlone(int bad, int of, Numbering numbering)
    {
        var answers = await Store.Register(Baltic, numbering, Drafts(1, of));

        Assert.Equal(
            Enumerable.Range(1, of).Select(number => number == bad ? RegistrationEnd.Failed : RegistrationEnd.Registered),
            answers.Select(answer => answer.End));
        Assert.Equal(Enumerable.Range(1, of - 1), answers.Where(answer => answer.Head is not null).Select(answer => (int)answer.Head!.Number!.Value.Serial));
        Assert.Empty(await Store.Journal.Read(Draft(bad), default));
        await Store.AssertWhole(Baltic, of - 1);
    }
}

public sealed class SqliteBadMemberTests() : BadMemberContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresBadMemberTests(PostgresCluster cluster) : BadMemberContract(new PostgresStage(cluster));
