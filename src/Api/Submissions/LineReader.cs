using System.Buffers;
using System.IO.Pipelines;

namespace RmsOrleans.Api.Submissions;

/// <summary>Cuts a body into lines as it arrives. It never holds more than one line, and of a line that is too long nothing.</summary>
internal sealed class LineReader(PipeReader body)
{
    /// <summary>No line is longer.</summary>
    public const int Limit = 1024 * 1024;

    private int number;
    private long consumed;

    /// <summary>Why the body could not be decoded.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>The next line that is not blank; null at the end of the body.</summary>
    public async ValueTask<Line?> Next(CancellationToken cancellation)
    {
        number++;
        var tooLong = false;
        while (true)
        {
            ReadResult read;
            try
            {
                read = await body.ReadAsync(cancellation);
            }
            catch (UndecodableBodyException undecodable)
            {
                Problem = undecodable.Problem;
                return new Line(number, LineEnd.Undecodable);
            }
            catch (Exception cut) when (cut is IOException or BadHttpRequestException && !cancellation.IsCancellationRequested)
            {
                return new Line(number, LineEnd.CutOff);
            }

            var arrived = read.Buffer;
            var end = arrived.PositionOf((byte)'\n');
            var reached = end is { } last ? arrived.Slice(0, arrived.GetPosition(1, last)).Length : arrived.Length;
            if (consumed + reached > RequestBody.Limit)
            {
                body.AdvanceTo(arrived.End);
                return new Line(number, LineEnd.BodyTooLarge);
            }

            if (end is null && !read.IsCompleted)
            {
                tooLong |= arrived.Length > Limit;
                Advance(tooLong ? arrived : arrived.Slice(0, 0), examined: arrived.End);
                continue;
            }

            var whole = end is { } newLine ? arrived.Slice(0, newLine) : arrived;
            var line = tooLong || whole.Length > Limit ? new Line(number, LineEnd.LineTooLong) : Line.Copy(number, whole);
            var isLast = end is null;
            if (isLast)
                Advance(arrived, arrived.End);
            else
                Advance(arrived.Slice(0, arrived.GetPosition(1, end!.Value)), arrived.GetPosition(1, end.Value));

            if (line is not null)
                return line;
            if (isLast)
                return null;
            number++;
        }
    }

    private void Advance(ReadOnlySequence<byte> taken, SequencePosition examined)
    {
        consumed += taken.Length;
        body.AdvanceTo(taken.End, examined);
    }
}

/// <summary>How a line ended.</summary>
internal enum LineEnd
{
    Whole,

    /// <summary>It is longer than a line may be, and has been skipped.</summary>
    LineTooLong,

    /// <summary>In it the body passed its limit; nothing more is read.</summary>
    BodyTooLarge,

    /// <summary>The body ended before its announced end.</summary>
    CutOff,

    /// <summary>The body is not what its encoding says; nothing more is read.</summary>
    Undecodable,
}

/// <summary>A line in a rented buffer. Blank lines count in <see cref="Number"/>, which begins at 1.</summary>
internal sealed class Line(int number, LineEnd end) : IDisposable
{
    private byte[]? rented;
    private int length;

    public int Number => number;

    public LineEnd End => end;

    public ReadOnlyMemory<byte> Bytes => rented.AsMemory(0, length);

    /// <summary>Null for a blank line.</summary>
    public static Line? Copy(int number, ReadOnlySequence<byte> bytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)bytes.Length);
        bytes.CopyTo(buffer);
        var line = new Line(number, LineEnd.Whole) { rented = buffer, length = (int)bytes.Length };
        if (!buffer.AsSpan(0, line.length).Trim(" \t\r"u8).IsEmpty)
            return line;

        line.Dispose();
        return null;
    }

    public void Dispose()
    {
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        rented = null;
    }
}
