using RmsOrleans.Grains.Numbering;
using RmsOrleans.Silo.Storage.Postgres;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>When a batch may be numbered before its sequence is locked.</summary>
public sealed class OwnSequenceTests
{
    private static readonly SequenceHead start = SequenceHead.New(new SequenceKey("00-10216"));

    private readonly OwnSequence sequence = new();

    [Fact]
    public async Task Not_before_it_was_seen() => Assert.Null(await Number());

    [Fact]
    public async Task From_where_it_was_left()
    {
        sequence.Seen(start, At(3));

        Assert.Equal((3, 4), await Number());
    }

    [Fact]
    public async Task From_where_the_batch_under_way_will_leave_it()
    {
        sequence.Seen(start, At(3));
        await Number();

        Assert.Equal((4, 5), await Number());
    }

    [Fact]
    public async Task Not_after_it_was_wrong_until_it_is_found_where_it_was_left()
    {
        sequence.Seen(start, At(3));
        sequence.WasWrong();
        Assert.Null(await Number());

        sequence.Seen(At(7), At(8));
        Assert.Null(await Number());

        sequence.Seen(At(8), At(9));
        Assert.Equal((9, 10), await Number());
    }

    [Fact]
    public async Task Not_while_another_nodes_hash_stands_at_the_same_serial()
    {
        sequence.Seen(start, At(3));

        sequence.Seen(At(3) with { LastHash = [9] }, At(4));

        Assert.Null(await Number());
    }

    [Fact]
    public async Task Who_comes_while_another_looks_waits_for_what_that_one_finds()
    {
        var found = new TaskCompletionSource();
        var looking = sequence.UnderLock(() => found.Task, default);

        var numbered = Number();
        Assert.False(numbered.IsCompleted);
        sequence.Seen(start, At(3));
        found.SetResult();

        await looking;
        Assert.Equal((3, 4), await numbered);
    }

    private static SequenceHead At(long serial) => start with { LastSerial = serial, LastHash = [(byte)serial] };

    /// <summary>The serials before and after a batch of one.</summary>
    private async Task<(long, long)?> Number() =>
        await sequence.Number(from => new NumberedBatch([], At(from.LastSerial + 1)), default) is var (from, batch)
            ? (from.LastSerial, batch.Sequence.LastSerial)
            : null;
}
