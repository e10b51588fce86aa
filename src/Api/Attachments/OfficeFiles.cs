using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace RmsOrleans.Api.Attachments;

/// <summary>
/// What an archive is: an OpenDocument says so in its first entry, an Office Open XML file in the list of its content types. Only these are read,
/// each up to a bound, so an archive that unpacks to much, or has very many entries, costs nothing.
/// </summary>
/// <param name="read">Reads so many bytes from that place on; fewer only where the file ends.</param>
internal sealed class OfficeFiles(long length, Func<long, int, Task<byte[]>> read)
{
    private const int LocalHeader = 30;
    private const int CentralHeader = 46;
    private const int EndRecord = 22;
    private const int LongestComment = 0xFFFF;
    private const int LargestDirectory = 1024 * 1024;
    private const int LargestList = 512 * 1024;

    private static readonly (string Main, string Type)[] openXml =
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", FileTypes.Docx),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", FileTypes.Xlsx),
    ];

    private static readonly string[] openDocument = [FileTypes.Odt, FileTypes.Ods];

    private static ReadOnlySpan<byte> ContentTypes => "[Content_Types].xml"u8;

    /// <summary>Null if it is none of those that are taken.</summary>
    public async Task<string?> Find() => await FindOpenDocument() ?? await FindOpenXml();

    /// <summary>The first entry is <c>mimetype</c>, stored as it is, so that it stands at a fixed place.</summary>
    private async Task<string?> FindOpenDocument()
    {
        const string Name = "mimetype";
        var head = await read(0, LocalHeader + Name.Length + 100);
        var says = Encoding.ASCII.GetString(head.AsSpan(Math.Min(LocalHeader, head.Length)));
        if (!says.StartsWith(Name, StringComparison.Ordinal) || Short(head, 26) != Name.Length || Short(head, 28) != 0 || Short(head, 8) != 0)
            return null;
        var size = Int(head, 22);
        return openDocument.FirstOrDefault(type => type.Length == size && says.AsSpan(Name.Length).StartsWith(type));
    }

    private async Task<string?> FindOpenXml()
    {
        if (await ReadDirectory() is not { } directory || await ReadList(directory) is not { } list)
            return null;
        return openXml.Where(each => list.Contains(each.Main, StringComparison.OrdinalIgnoreCase)).Select(each => each.Type).FirstOrDefault();
    }

    /// <summary>The directory of the archive, which its last record points at.</summary>
    private async Task<byte[]?> ReadDirectory()
    {
        var tail = await read(Math.Max(0, length - EndRecord - LongestComment), EndRecord + LongestComment);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < EndRecord)
            return null;
        var (size, offset) = (Int(tail, end + 12), Int(tail, end + 16));
        return size is > 0 and <= LargestDirectory && offset + size <= length ? await read(offset, (int)size) : null;
    }

    private async Task<string?> ReadList(byte[] directory)
    {
        for (var at = 0; at + CentralHeader <= directory.Length && Int(directory, at) == 0x02014B50;)
        {
            var name = Short(directory, at + 28);
            if (at + CentralHeader + name <= directory.Length && directory.AsSpan(at + CentralHeader, name).SequenceEqual(ContentTypes))
                return await Unpack(Short(directory, at + 10), Int(directory, at + 20), Int(directory, at + 42));
            at += CentralHeader + name + Short(directory, at + 30) + Short(directory, at + 32);
        }
        return null;
    }

    private async Task<string?> Unpack(int method, long size, long offset)
    {
        if (size > LargestList || offset + LocalHeader > length)
            return null;
        var header = await read(offset, LocalHeader);
        if (header.Length < LocalHeader || Int(header, 0) != 0x04034B50)
            return null;
        var packed = await read(offset + LocalHeader + Short(header, 26) + Short(header, 28), (int)size);
        if (method == 0)
            return Encoding.UTF8.GetString(packed);
        if (method != 8)
            return null;

        using var unpacking = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
        var list = new byte[LargestList];
        try
        {
            return Encoding.UTF8.GetString(list, 0, unpacking.ReadAtLeast(list, list.Length, throwOnEndOfStream: false));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static int Short(byte[] bytes, int at) => bytes.Length >= at + 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at)) : 0;

    private static long Int(byte[] bytes, int at) => bytes.Length >= at + 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)) : 0;
}
