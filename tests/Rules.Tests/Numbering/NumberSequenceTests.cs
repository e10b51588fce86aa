using System.Collections.Immutable;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Rules.Tests.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Numbering;

public sealed class NumberSequenceTests
{
    private static readonly SequenceKey key = SequenceKey.ForDrafts(Ceramics.Baltic, 5);
    private static readonly DateTimeOffset noon = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Numbers_a_batch_in_the_order_it_came()
    {
        var batch = Number(SequenceHead.New(key), noon, Request(1), Request(2), Request(3));

        Assert.Equal(["00/10216/21112026/00001", "00/10216/21112026/00002", "00/10216/21112026/00003"], Numbers(batch));
        Assert.Equal(3, batch.Sequence.LastSerial);
    }

    [Fact]
    public void Runs_on_over_the_end_of_a_year()
    {
        var december = Number(SequenceHead.New(key) with { LastSerial = 41 }, Utc(2026, 12, 31, 20, 59), Request(1));
        var january = Number(december.Sequence, Utc(2026, 12, 31, 21, 0), Request(2));

        Assert.Equal(["00/10216/31122026/00042"], Numbers(december));
        Assert.Equal(["00/10216/01012027/00043"], Numbers(january));
    }

    [Fact]
    public void Vladivostok_is_in_the_new_year_while_Moscow_is_not()
    {
        var atNoonUtc = Utc(2026, 12, 31, 14, 0);

        Assert.Equal(["00/10216/31122026/00001"], Numbers(Number(SequenceHead.New(key), atNoonUtc, Request(1))));
        Assert.Equal(
            ["00/10702/01012027/00001"],
            Numbers(Number(SequenceHead.New(SequenceKey.ForDrafts(Ceramics.Vladivostok, 5)), atNoonUtc, Request(2, "Asia/Vladivostok"))));
    }

    [Fact]
    public void Goes_on_with_six_digits_after_99999() =>
        Assert.Equal(
            ["00/10216/21112026/99999", "00/10216/21112026/100000"],
            Numbers(Number(SequenceHead.New(key) with { LastSerial = 99_998 }, noon, Request(1), Request(2))));

    [Fact]
    public void Prints_as_many_digits_of_the_authority_as_its_key_has() =>
        Assert.Equal(["00/102160/21112026/00001"], Numbers(Number(SequenceHead.New(SequenceKey.ForDrafts(Ceramics.Baltic, 6)), noon, Request(1))));

    [Fact]
    public void A_clock_that_goes_back_does_not_turn_back_dates()
    {
        var batch = Number(SequenceHead.New(key) with { LastSerial = 1, LastAt = noon }, noon.AddDays(-2), Request(1));

        Assert.Equal(["00/10216/21112026/00002"], Numbers(batch));
        Assert.Equal(noon, batch.Drafts[0].Registration.At);
    }

    [Fact]
    public void A_number_is_never_older_than_the_draft_it_is_given_to()
    {
        var signedLater = Request(1) with { DecidedOn = 5 };
        signedLater = signedLater with { Head = signedLater.Head with { ChangedAt = noon.AddMinutes(3) } };

        Assert.Equal(noon.AddMinutes(3), Number(SequenceHead.New(key), noon, signedLater).Drafts[0].Registration.At);
    }

    [Fact]
    public void One_time_serves_lines_registration_and_deadline_to_the_millisecond()
    {
        var draft = Number(SequenceHead.New(key), noon.AddTicks(12_345), Request(1)).Drafts[0];

        var at = noon.AddMilliseconds(1);
        Assert.Equal(at, draft.Registration.At);
        Assert.All(draft.Lines, line => Assert.Equal(at, line.At));
        Assert.Equal(at, draft.Head.RegisteredAt);
        Assert.Equal(at, draft.Head.PreparedAt);
        Assert.Equal(at, draft.Head.Deadline!.StartedAt);
    }

    [Fact]
    public void The_head_is_the_fold_of_the_lines()
    {
        var draft = Number(SequenceHead.New(key), noon, Request(1)).Drafts[0];

        var folded = DraftHead.Of(StoredEvents.Table.Fold(draft.Lines)!);

        Assert.Equal(StoredHead(folded), StoredHead(draft.Head));
    }

    [Fact]
    public void Each_registration_follows_the_one_before_it_in_the_chain()
    {
        var batch = Number(SequenceHead.New(key), noon, Request(1), Request(2));

        var previous = Chain.Start;
        foreach (var registration in batch.Drafts.Select(draft => draft.Registration))
        {
            Assert.Equal(
                Chain.Registration(previous, registration.Number, registration.Subject, registration.Version, registration.LineHash, registration.At),
                registration.Hash);
            previous = registration.Hash;
        }
        Assert.Equal(previous, batch.Sequence.LastHash);
    }

    private static NumberedBatch Number(SequenceHead sequence, DateTimeOffset now, params ImmutableArray<RegistrationRequest> members) =>
        DraftRun.NumberSequence.Number(sequence, members, now);

    private static IEnumerable<string> Numbers(NumberedBatch batch) => batch.Drafts.Select(draft => draft.Head.Number.ToString()!);

    private static string StoredHead(DraftHead head) => System.Text.Json.JsonSerializer.Serialize(head);

    private static RegistrationRequest Request(int id, string timeZone = "Europe/Moscow") => Requests.Of(new DraftId(new Guid(id, 0, 0, new byte[8])), timeZone);

    private static DateTimeOffset Utc(int year, int month, int day, int hour, int minute) => new(year, month, day, hour, minute, 0, TimeSpan.Zero);
}
