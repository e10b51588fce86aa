using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Tests.Postgres;

/// <summary>When a batch may be numbered before its sequence is locked.</summary>
public sealed class OwnSequenceTests
{
    private static readonly SequenceHead start = SequenceHead.New(new SequenceKey("00-10216"));

    private readonly OwnSequence sequence = new();

    [Fact]
    public void Not_before_it_was_seen() => Assert.Null(Number());

    [Fact]
    public void From_where_it_was_left()
    {
        sequence.Seen(start, At(3));

        Assert.Equal((3, 4), Number());
    }

    [Fact]
    public void From_where_the_batch_under_way_will_leave_it()
    {
        sequence.Seen(start, At(3));
        Assert.NotNull(Number());

        Assert.Equal((4, 5), Number());
    }

    [Fact]
    public void Not_after_it_was_wrong_until_it_is_found_where_it_was_left()
    {
        sequence.Seen(start, At(3));
        sequence.WasWrong();
        Assert.Null(Number());

        sequence.Seen(At(7), At(8));
        Assert.Null(Number());

        sequence.Seen(At(8), At(9));
        Assert.Equal((9, 10), Number());
    }

    [Fact]
    public void Not_while_another_nodes_hash_stands_at_the_same_serial()
    {
        sequence.Seen(start, At(3));

        sequence.Seen(At(3) with { LastHash = [9] }, At(4));

        Assert.Null(Number());
    }

    private static SequenceHead At(long serial) => start with { LastSerial = serial, LastHash = [(byte)serial] };

    /// <summary>The serials before and after a batch of one.</summary>
    private (long, long)? Number() =>
        sequence.Number(from => new NumberedBatch([], At(from.LastSerial + 1))) is var (from, batch)
            ? (from.LastSerial, batch.Sequence.LastSerial)
            : null;
}
