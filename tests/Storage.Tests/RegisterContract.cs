using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Tests.Stage;

namespace RmsOrleans.Storage.Tests;

public abstract class RegisterContract : StoreContract
{
    private protected RegisterContract(IStage stage)
        : base(stage)
    {
    }

    [StoreFact]
    public async Task A_batch_gets_serials_in_its_order()
    {
        var answers = await Store.Register(Baltic, Drafts(1, 5));

        Assert.Equal(
            Enumerable.Range(1, 5).Select(serial => (RegistrationEnd.Registered, $"00/10216/21112026/{serial:D5}")),
            answers.Select(answer => (answer.End, answer.Head!.Number!.Value.ToString())));
        await Store.AssertWhole(Baltic, 5);
    }

    [StoreFact]
    public async Task A_batch_whose_members_another_took_writes_nothing()
    {
        Assert.Empty(await Store.Register(Baltic));

        await Store.Register(Baltic, ADraft(1));
        Assert.Empty(await Store.Register(Baltic));
        await Store.AssertWhole(Baltic, 1);
    }

    [StoreFact]
    public async Task The_register_and_the_journal_bear_the_number_that_was_answered()
    {
        var answers = await Store.Register(Baltic, Drafts(1, 3));

        foreach (var head in answers.Select(answer => answer.Head!))
        {
            var lines = await Store.Journal.Read(head.Id, default);
            Audit.AssertChained(lines);
            var folded = StoredEvents.Table.Fold(lines)!;
            Assert.Equal((head.Number, head.RegisteredAt, head.Deadline), (folded.Number, folded.RegisteredAt, folded.Deadline));
            Assert.Equal((head.LastLine, Convert.ToHexString(head.LastHash)), (folded.Line, Convert.ToHexString(folded.LineHash)));
        }
    }

    [StoreFact]
    public async Task A_batch_has_one_time_and_times_never_run_against_serials()
    {
        var first = await Store.Register(Baltic, Drafts(1, 3));
        Clock.Turn(TimeSpan.FromMinutes(-10));
        var second = await Store.Register(Baltic, Drafts(4, 3));
        Clock.Turn(TimeSpan.FromMinutes(20));
        var third = await Store.Register(Baltic, Drafts(7, 3));

        var start = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
        Assert.All(first.Concat(second), answer => Assert.Equal(start, answer.Head!.RegisteredAt));
        Assert.All(third, answer => Assert.Equal(start.AddMinutes(10), answer.Head!.RegisteredAt));
    }

    [StoreFact]
    public async Task After_99999_a_serial_has_six_digits()
    {
        await Store.Register(Baltic, ADraft(1));
        await Store.Execute("update sequences set last_serial = 99998");

        var answers = await Store.Register(Baltic, Drafts(2, 3));

        Assert.Equal(
            ["00/10216/21112026/99999", "00/10216/21112026/100000", "00/10216/21112026/100001"],
            answers.Select(answer => answer.Head!.Number!.Value.ToString()));
    }

    [StoreFact]
    public async Task The_year_turns_in_Vladivostok_before_Moscow_and_no_serial_is_set_back()
    {
        var vladivostok = new SequenceKey("00-10702");
        RegistrationRequest InVladivostok(int number) =>
            Requests.Of(Draft(number), "Asia/Vladivostok", Ceramics.SubmissionOf(Ceramics.Vladivostok));

        Clock.Turn(new DateTimeOffset(2026, 12, 31, 13, 59, 0, TimeSpan.Zero) - Clock.GetUtcNow());
        var before = (await Store.Register(Baltic, ADraft(1)), await Store.Register(vladivostok, InVladivostok(2)));
        Clock.Turn(TimeSpan.FromMinutes(1));
        var between = (await Store.Register(Baltic, ADraft(3)), await Store.Register(vladivostok, InVladivostok(4)));
        Clock.Turn(TimeSpan.FromHours(7));
        var after = (await Store.Register(Baltic, ADraft(5)), await Store.Register(vladivostok, InVladivostok(6)));

        Assert.Equal(("00/10216/31122026/00001", "00/10702/31122026/00001"), Numbers(before));
        Assert.Equal(("00/10216/31122026/00002", "00/10702/01012027/00002"), Numbers(between));
        Assert.Equal(("00/10216/01012027/00003", "00/10702/01012027/00003"), Numbers(after));
    }

    [StoreFact]
    public async Task A_draft_prepared_step_by_step_is_registered_on_its_last_line()
    {
        var draft = await AnAgreedDraft();

        var answer = Assert.Single(await Store.Register(Baltic, draft.ToRegister()));

        Assert.Equal((RegistrationEnd.Registered, draft.State.Line + 1), (answer.End, answer.Head!.LastLine));
        Audit.AssertChained(await Store.Journal.Read(draft.State.Id, default));
    }

    [StoreFact]
    public async Task A_member_that_moved_on_gets_no_number_and_costs_no_serial()
    {
        var draft = await AnAgreedDraft();
        Assert.True(await Store.Journal.Append(draft.Discard("Given up", Clock.GetUtcNow()).Append, default));

        var answers = await Store.Register(Baltic, ADraft(1), draft.ToRegister(), ADraft(2));

        Assert.Equal([RegistrationEnd.Registered, RegistrationEnd.MovedOn, RegistrationEnd.Registered], answers.Select(answer => answer.End));
        await Store.AssertWhole(Baltic, 2);
    }

    [StoreFact]
    public async Task What_is_registered_already_has_moved_on()
    {
        var batch = Drafts(1, 4);
        await Store.Register(Baltic, batch);

        var again = await Store.Register(Baltic, [.. batch, ADraft(5)]);

        Assert.Equal([.. Enumerable.Repeat(RegistrationEnd.MovedOn, 4), RegistrationEnd.Registered], again.Select(answer => answer.End));
        await Store.AssertWhole(Baltic, 5);
    }

    [StoreFact]
    public async Task A_draft_that_stands_in_a_batch_twice_gets_one_number()
    {
        var answers = await Store.Register(Baltic, ADraft(1), ADraft(2), ADraft(1));

        Assert.Equal([RegistrationEnd.Registered, RegistrationEnd.Registered, RegistrationEnd.MovedOn], answers.Select(answer => answer.End));
        await Store.AssertWhole(Baltic, 2);
    }

    [StoreFact]
    public async Task A_batch_of_which_all_moved_on_leaves_the_sequence_as_it_was()
    {
        var batch = Drafts(1, 2);
        await Store.Register(Baltic, batch);

        Assert.All(await Store.Register(Baltic, batch), answer => Assert.Equal(RegistrationEnd.MovedOn, answer.End));

        await Store.AssertWhole(Baltic, 2);
    }

    private static (string Baltic, string Vladivostok) Numbers((RegistrationAnswer[] Baltic, RegistrationAnswer[] Vladivostok) answers) =>
        (answers.Baltic[0].Head!.Number.ToString()!, answers.Vladivostok[0].Head!.Number.ToString()!);

    private async Task<AppendedDraft> AnAgreedDraft()
    {
        var at = Clock.GetUtcNow();
        var draft = AppendedDraft.Prepare(Draft(100), at);
        Assert.True(await Store.Journal.Append(draft.Append, default));
        foreach (var step in (Func<AppendedDraft, AppendedDraft>[])
        [
            each => each.Sign(at),
            each => each.GiveVisa(VisaRole.CoordinationHead, null, Ceramics.CoordinationHead, at),
            each => each.GiveVisa(VisaRole.DeputyHead, null, Ceramics.DeputyHead, at),
            each => each.GiveVisa(VisaRole.UnitHead, Ceramics.OtherUnit, Ceramics.OtherUnitHead, at),
        ])
        {
            draft = step(draft);
            Assert.True(await Store.Journal.Append(draft.Append, default));
        }
        return draft;
    }
}

public sealed class SqliteRegisterTests() : RegisterContract(new SqliteStage());

[Collection(PostgresCollection.Name)]
public sealed class PostgresRegisterTests(PostgresCluster cluster) : RegisterContract(new PostgresStage(cluster));
