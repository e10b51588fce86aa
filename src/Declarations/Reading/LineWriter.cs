using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RmsOrleans.Declarations.Reading;

/// <summary>Writes a line of JSON without asking what is written, since there are millions of lines of one form: whoever writes sees to it that it is JSON.</summary>
internal sealed class LineWriter
{
    private const int MostBytesOfAUnit = 3;

    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private byte[] bytes = new byte[4096];
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>The next member, as <see cref="NameOf"/> has it; its value follows.</summary>
    public LineWriter Member(byte[] name)
    {
        AddWritten(bytes[length - 1] == (byte)'{' ? name.AsSpan(1) : name);
        return this;
    }

    /// <summary>A name in quotes, with what stands before and behind it.</summary>
    public static byte[] NameOf(string member) => Encoding.UTF8.GetBytes($",\"{member}\":");

    public void BeginObject() => AddWritten(length == 0 || bytes[length - 1] is (byte)'[' or (byte)':' ? "{"u8 : ",{"u8);

    public void EndObject() => AddWritten("}"u8);

    public void BeginList() => AddWritten("["u8);

    public void EndList() => AddWritten("]"u8);

    /// <summary>A text as a value of a list.</summary>
    public void Next(string text)
    {
        if (bytes[length - 1] != (byte)'[')
            AddWritten(","u8);
        Add(text);
    }

    public void Add(string text)
    {
        var room = Room((text.Length * MostBytesOfAUnit) + 2);
        var written = Encoding.UTF8.GetBytes(text, room[1..]);
        if (Encoder.FindFirstCharacterToEncodeUtf8(room.Slice(1, written)) >= 0)
        {
            AddWritten("\""u8);
            AddWritten(JsonEncodedText.Encode(text, Encoder).EncodedUtf8Bytes);
            AddWritten("\""u8);
            return;
        }
        room[0] = room[written + 1] = (byte)'"';
        length += written + 2;
    }

    /// <summary>A text of which each sign is written as it is.</summary>
    public void AddText(ReadOnlySpan<byte> text)
    {
        var room = Room(text.Length + 2);
        room[0] = room[text.Length + 1] = (byte)'"';
        text.CopyTo(room[1..]);
        length += text.Length + 2;
    }

    /// <summary>The same as a value of a list that is written by itself.</summary>
    public void NextWritten(ReadOnlySpan<byte> text)
    {
        if (length > 0)
            AddWritten(","u8);
        AddText(text);
    }

    public void Add(FixedPoint number) => length += number.Write(Room(FixedPoint.LongestText));

    public void Add(int number)
    {
        number.TryFormat(Room(FixedPoint.LongestText), out var written, provider: CultureInfo.InvariantCulture);
        length += written;
    }

    public void Add(bool truth) => AddWritten(truth ? "true"u8 : "false"u8);

    /// <summary>JSON as it is.</summary>
    public void AddWritten(ReadOnlySpan<byte> some)
    {
        some.CopyTo(Room(some.Length));
        length += some.Length;
    }

    private Span<byte> Room(int more)
    {
        if (bytes.Length - length < more)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, length + more));
        return bytes.AsSpan(length);
    }

    public void Clear() => length = 0;
}
