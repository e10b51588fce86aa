using System.Numerics;
using System.Runtime.InteropServices;

namespace RmsOrleans.Declarations.Segments;

/// <summary>A column that is still being filled, in the order in which declarations come.</summary>
internal abstract class GatheredColumn(string name)
{
    public string Name => name;

    /// <summary>In bytes.</summary>
    protected virtual int LeastWidth => 0;

    /// <param name="order">Of each entry of the segment, which one that came it is.</param>
    /// <param name="sink">Takes the bytes.</param>
    /// <param name="table">Of <see cref="ColumnNames"/>.</param>
    public ColumnEntry Seal(SegmentSink sink, string table, ReadOnlySpan<int> order)
    {
        // Whole words, so that no row needs a path of its own.
        var codes = sink.NoCodes(SegmentFormat.WordsOf(order.Length) * SegmentFormat.RowsOfWord);
        var (most, scale, texts) = Fill(codes, order, sink);
        var width = Math.Max(CodeWidths.Of(most), LeastWidth);
        return new(table, Name, order.Length, width, most, sink.Add(CodeWidths.Pack(codes, width)), scale, texts);
    }

    /// <param name="codes">All are 0.</param>
    protected abstract (ulong Most, NumberScale? Scale, TextEntry? Texts) Fill(Span<ulong> codes, ReadOnlySpan<int> order, SegmentSink sink);

    /// <summary>A list with what is missing up to a place, and then a value; whole lists are not gone through for columns in which little is.</summary>
    protected static void Add<T>(List<T> list, int place, T missing, T value)
    {
        FillUp(list, place, missing);
        list.Add(value);
    }

    protected static void FillUp<T>(List<T> list, int count, T missing)
    {
        if (list.Count >= count)
            return;
        var from = list.Count;
        CollectionsMarshal.SetCount(list, count);
        CollectionsMarshal.AsSpan(list)[from..].Fill(missing);
    }
}

/// <summary>Texts, folded as they come.</summary>
internal sealed class GatheredTexts : GatheredColumn
{
    private const int Missing = 0;
    private const int RecentTexts = 1 << 8;

    private readonly List<int> ids = [];
    private readonly List<string> texts = [];
    private readonly Dictionary<string, int> idOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> idOfSpan;
    private readonly Field field;
    private readonly Folding folding;
    private char[] buffer = new char[256];
    private int[]? sorted;

    /// <summary>Texts that came lately as they were written: those need not be folded and looked for again.</summary>
    private readonly (string? Text, int Id)[] recent = new (string?, int)[RecentTexts];

    public GatheredTexts(string name, Field field, Folding folding)
        : base(name) => (this.field, this.folding, idOfSpan) = (field, folding, idOf.GetAlternateLookup<ReadOnlySpan<char>>());

    /// <param name="place">Of the entry; those that have been left out before it are missing.</param>
    /// <returns>How many characters the column has more.</returns>
    public int Add(string text, int place)
    {
        ref var last = ref recent[text.Length == 0 ? 0 : ((text.Length * 13) + (text[text.Length / 2] * 7) + (text[^1] * 31) + text[^((text.Length + 2) / 3)]) % RecentTexts];
        var more = 0;
        if (text != last.Text)
            last = (text, IdOf(text, out more));
        Add(ids, place, Missing, last.Id);
        return more;
    }

    /// <summary>Of each entry that came, its place among the texts from 1; 0 is missing.</summary>
    /// <param name="count">Of the entries.</param>
    public int[] Codes(int count)
    {
        FillUp(ids, count, Missing);
        var rank = new int[texts.Count + 1];
        sorted ??= TextOrder.Of(texts);
        for (var i = 0; i < sorted.Length; i++)
            rank[sorted[i] + 1] = i + 1;
        var codes = new int[ids.Count];
        for (var i = 0; i < codes.Length; i++)
            codes[i] = rank[ids[i]];
        return codes;
    }

    protected override (ulong Most, NumberScale? Scale, TextEntry? Texts) Fill(Span<ulong> codes, ReadOnlySpan<int> order, SegmentSink sink)
    {
        var gathered = Codes(order.Length);
        for (var i = 0; i < order.Length; i++)
            codes[i] = (ulong)gathered[order[i]];
        return ((ulong)texts.Count, null, sink.AddTexts([.. sorted!.Select(id => texts[id])]));
    }

    private int IdOf(string text, out int more)
    {
        var folded = FoldedText.Fold(text, field, folding, ref buffer);
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(idOfSpan, folded, out var isKnown);
        more = isKnown ? 0 : folded.Length;
        if (!isKnown)
        {
            texts.Add(folded.ToString());
            id = texts.Count;
            sorted = null;
        }
        return id;
    }
}

/// <summary>Exact numbers.</summary>
internal sealed class GatheredNumbers(string name) : GatheredColumn(name)
{
    private const long Missing = long.MinValue;

    private readonly List<long> numbers = [];

    /// <param name="place">Of the entry; those that have been left out before it are missing.</param>
    public void Add(FixedPoint number, int place) => Add(
        numbers, place, Missing,
        number.Millionths is >= -FixedPoint.MostMillionths and <= FixedPoint.MostMillionths ? number.Millionths : throw new ArgumentException($"{number} is beyond what a declaration can bear.", nameof(number)));

    protected override (ulong Most, NumberScale? Scale, TextEntry? Texts) Fill(Span<ulong> codes, ReadOnlySpan<int> order, SegmentSink sink)
    {
        FillUp(numbers, order.Length, Missing);
        var gathered = CollectionsMarshal.AsSpan(numbers);
        if (ScaleOf(gathered) is not { } scale)
            return (0, null, null);
        var most = 0UL;
        for (var i = 0; i < order.Length; i++)
        {
            var number = gathered[order[i]];
            codes[i] = number == Missing ? 0 : (((ulong)number - (ulong)scale.Least) / scale.Step) + 1;
            most = Math.Max(most, codes[i]);
        }
        return (most, scale, null);
    }

    /// <summary>The largest step that leads from the least number to all others; null where all are missing.</summary>
    private static NumberScale? ScaleOf(ReadOnlySpan<long> numbers)
    {
        var least = long.MaxValue;
        foreach (var number in numbers)
            least = number == Missing ? least : Math.Min(least, number);
        if (least == long.MaxValue)
            return null;
        var step = 0UL;
        foreach (var number in numbers)
        {
            var distance = number == Missing ? 0 : (ulong)number - (ulong)least;
            while (distance != 0)
                (step, distance) = step == 0 ? (distance, 0) : (distance % step) is var rest && rest == 0 ? (step, 0) : (rest, step);
            if (step == 1)
                break;
        }
        return new(least, Math.Max(step, 1));
    }
}

/// <summary>Codes that say themselves what they are.</summary>
/// <param name="isPlace">Whether they are places in another table: those have all the same width, since they are followed and not only tested.</param>
internal sealed class GatheredCodes(string name, bool isPlace = false) : GatheredColumn(name)
{
    private readonly List<int> codes = [];

    protected override int LeastWidth => isPlace ? sizeof(uint) : 0;

    public int Count => codes.Count;

    public int this[int i] => codes[i];

    public void Add(int code) => codes.Add(code);

    public ReadOnlySpan<int> All => CollectionsMarshal.AsSpan(codes);

    protected override (ulong Most, NumberScale? Scale, TextEntry? Texts) Fill(Span<ulong> filled, ReadOnlySpan<int> order, SegmentSink sink)
    {
        var most = 0UL;
        for (var i = 0; i < order.Length; i++)
        {
            filled[i] = (ulong)codes[order[i]];
            most = Math.Max(most, filled[i]);
        }
        return (most, null, null);
    }
}

/// <summary>How many bytes a code needs.</summary>
internal static class CodeWidths
{
    public static int Of(ulong most) => most switch { 0 => 0, <= byte.MaxValue => 1, <= ushort.MaxValue => 2, <= uint.MaxValue => 4, _ => 8 };

    public static byte[] Pack(ReadOnlySpan<ulong> codes, int width) => width switch
    {
        0 => [],
        1 => Pack<byte>(codes),
        2 => Pack<ushort>(codes),
        4 => Pack<uint>(codes),
        _ => Pack<ulong>(codes),
    };

    private static byte[] Pack<T>(ReadOnlySpan<ulong> codes)
        where T : unmanaged, IBinaryInteger<T>
    {
        var bytes = new byte[codes.Length * Marshal.SizeOf<T>()];
        Span<T> packed = MemoryMarshal.Cast<byte, T>(bytes.AsSpan());
        for (var i = 0; i < codes.Length; i++)
            packed[i] = T.CreateTruncating(codes[i]);
        return bytes;
    }
}
