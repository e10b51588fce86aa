using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Segments;

/// <summary>Bytes of a segment, under a checksum that is looked at when they are first asked for.</summary>
internal sealed class Section(Segment segment, SectionEntry entry)
{
    private volatile bool isChecked;

    public ReadOnlySpan<byte> Bytes
    {
        get
        {
            var bytes = Unchecked;
            if (!isChecked)
                Check(bytes);
            return bytes;
        }
    }

    /// <summary>For what has checksums of its own.</summary>
    public ReadOnlySpan<byte> Unchecked => segment.File.Bytes.Slice((int)entry.Offset, entry.Length);

    public ReadOnlySpan<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Bytes);

    private void Check(ReadOnlySpan<byte> bytes)
    {
        if (SegmentFormat.Checksum(bytes) != entry.Checksum)
            throw new InvalidSegmentException(segment.Path, $"the {entry.Length} bytes from {entry.Offset} on are damaged.");
        isChecked = true;
    }
}

/// <summary>A column of codes, of which 0 is what is missing.</summary>
internal sealed class Column(Segment segment, ColumnEntry entry)
{
    private readonly Section codes = new(segment, entry.Codes);

    public string Table => entry.Table;

    public string Name => entry.Name;

    public int Count => entry.Count;

    /// <summary>In bytes: 0, where all are missing, 1, 2, 4 or 8.</summary>
    public int Width => entry.Width;

    /// <summary>The highest code.</summary>
    public ulong MostCode => entry.Most;

    /// <summary>Filled up to whole words of rows.</summary>
    public ReadOnlySpan<T> Codes<T>()
        where T : unmanaged => codes.As<T>();

    public NumberScale? Scale => entry.Scale;

    public Texts? Texts { get; } = entry.Texts is null ? null : new(segment, entry.Texts);

    public ulong this[int i] => Width switch
    {
        0 => 0,
        1 => codes.Bytes[i],
        2 => codes.As<ushort>()[i],
        4 => codes.As<uint>()[i],
        _ => codes.As<ulong>()[i],
    };

    /// <summary>The first place with a code that is not below; only of a column in ascending order.</summary>
    public int FirstNotBelow(ulong code)
    {
        var (least, most) = (0, Count);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (this[middle] < code)
                least = middle + 1;
            else
                most = middle;
        }
        return least;
    }
}

/// <summary>Texts in ordinal order, each there once. Code 1 is the first.</summary>
internal sealed class Texts(Segment segment, TextEntry entry)
{
    private readonly Section ends = new(segment, entry.Ends);
    private readonly Section units = new(segment, entry.Units);

    public int Count => entry.Count;

    /// <summary>The text of a code.</summary>
    public ReadOnlySpan<char> this[int code]
    {
        get
        {
            var all = ends.As<int>();
            var start = code == 1 ? 0 : all[code - 2];
            return units.As<char>()[start..all[code - 1]];
        }
    }

    /// <summary>The code of a text; 0 where it is not there.</summary>
    public int CodeOf(ReadOnlySpan<char> text) =>
        FirstNotBelow(text) is var code && code <= Count && this[code].SequenceEqual(text) ? code : 0;

    /// <summary>The codes of texts with a beginning: from one, up to another that is not among them.</summary>
    public (int From, int To) CodesFrom(ReadOnlySpan<char> beginning)
    {
        var from = FirstNotBelow(beginning);
        var (least, most) = (from, Count + 1);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (this[middle].StartsWith(beginning))
                least = middle + 1;
            else
                most = middle;
        }
        return (from, least);
    }

    private int FirstNotBelow(ReadOnlySpan<char> text)
    {
        var (least, most) = (1, Count + 1);
        while (least < most)
        {
            var middle = (least + most) / 2;
            if (this[middle].SequenceCompareTo(text) < 0)
                least = middle + 1;
            else
                most = middle;
        }
        return least;
    }
}

/// <summary>Texts in UTF-8, as they come.</summary>
internal sealed class Utf8Texts(Segment segment, TextEntry entry)
{
    private readonly Section ends = new(segment, entry.Ends);
    private readonly Section units = new(segment, entry.Units);

    /// <summary>The text at a place from 0.</summary>
    public ReadOnlySpan<byte> this[int i]
    {
        get
        {
            var all = ends.As<int>();
            return units.Bytes[(i == 0 ? 0 : all[i - 1])..all[i]];
        }
    }
}
