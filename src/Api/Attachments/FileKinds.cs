using System.Text;

namespace RmsOrleans.Api.Attachments;

/// <summary>The media types of files that go with drafts.</summary>
internal static class FileTypes
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Tiff = "image/tiff";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Odt = "application/vnd.oasis.opendocument.text";
    public const string Ods = "application/vnd.oasis.opendocument.spreadsheet";
    public const string Text = "text/plain";
    public const string Csv = "text/csv";

    /// <summary>Without the charsets of texts.</summary>
    public static readonly ImmutableArray<string> All = [Pdf, Png, Jpeg, Tiff, Docx, Xlsx, Odt, Ods, Text, Csv];

    /// <param name="part">The part of the form that is meant.</param>
    public static Problem NotTaken(string part) => Problems.Of(StatusCodes.Status415UnsupportedMediaType) with
    {
        Detail = new(
            "By its content, whatever its name, a file is PDF, PNG, JPEG, TIFF, DOCX, XLSX, ODT, ODS, or a text (TXT, CSV) in UTF-8 or windows-1251 without control characters.",
            "По содержанию, независимо от имени, файл должен быть PDF, PNG, JPEG, TIFF, DOCX, XLSX, ODT, ODS или текстом (TXT, CSV) в кодировке UTF-8 или windows-1251 без управляющих символов."),
        Errors = [new ValidationError($"/{part}", "The content of this file is of none of these kinds.", "Содержание этого файла не относится ни к одному из этих видов.")],
    };
}

/// <summary>Says what a file is by its content, which comes in pieces; nothing of it is kept. A first piece has at least its beginning.</summary>
internal sealed class FileKind
{
    private const int LongestMagic = 8;

    private static readonly (byte[] Magic, string Type)[] magics =
    [
        ("%PDF-"u8.ToArray(), FileTypes.Pdf),
        ([0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n'], FileTypes.Png),
        ([0xFF, 0xD8, 0xFF], FileTypes.Jpeg),
        ([.. "II"u8, 42, 0], FileTypes.Tiff),
        ([.. "MM"u8, 0, 42], FileTypes.Tiff),
    ];

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    private string? type;
    private TextKind? text;
    private bool hasBegun;

    /// <summary>It is an archive; what is in it is known when all of it is there.</summary>
    public bool IsZip { get; private set; }

    /// <summary>False if it is nothing that is taken; the rest need not be looked at.</summary>
    public bool Take(ReadOnlySpan<byte> piece)
    {
        if (!hasBegun)
            Begin(piece[..Math.Min(piece.Length, LongestMagic)]);
        hasBegun = true;
        return text?.Take(piece) ?? true;
    }

    /// <summary>The media type when all has been taken; null if it is nothing that is taken, or an archive.</summary>
    public string? End() => text is null ? type : text.End();

    private void Begin(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, of) in magics)
        {
            if (head.StartsWith(magic))
                type = of;
        }
        IsZip = head.StartsWith(Zip);
        if (type is null && !IsZip)
            text = new TextKind();
    }
}

/// <summary>
/// A text without control characters: in UTF-8, or else in windows-1251, as Russian programs still write tables. It is CSV if all its lines have
/// as many of one separator; quotes may hold separators and ends of lines.
/// </summary>
internal sealed class TextKind
{
    /// <summary>The one byte that windows-1251 leaves without a meaning.</summary>
    private const byte Unused1251 = 0x98;

    private readonly Decoder utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly char[] chars = new char[4096];
    private readonly SeparatedLines lines = new();
    private bool isUtf8 = true;
    private bool is1251 = true;

    public bool Take(ReadOnlySpan<byte> piece)
    {
        foreach (var each in piece)
        {
            if (each is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f') or 0x7F)
                return false;
            is1251 &= each != Unused1251;
            lines.Take(each);
        }
        isUtf8 = isUtf8 && Decodes(piece, isEnd: false);
        return isUtf8 || is1251;
    }

    public string? End()
    {
        isUtf8 = isUtf8 && Decodes([], isEnd: true);
        if (!isUtf8 && !is1251)
            return null;
        return $"{(lines.AreTable() ? FileTypes.Csv : FileTypes.Text)}; charset={(isUtf8 ? "utf-8" : "windows-1251")}";
    }

    private bool Decodes(ReadOnlySpan<byte> bytes, bool isEnd)
    {
        try
        {
            do
            {
                utf8.Convert(bytes, chars, isEnd, out var used, out _, out _);
                bytes = bytes[used..];
            }
            while (bytes.Length > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}

/// <summary>Counts separators line by line. Both encodings have them, quotes and ends of lines as the same single bytes.</summary>
internal sealed class SeparatedLines
{
    private const string Separators = ",;\t";

    private readonly int[] here = new int[Separators.Length];
    private readonly int[] ofFirst = new int[Separators.Length];
    private readonly bool[] isSame = [true, true, true];
    private bool isQuoted;
    private bool isEmpty = true;
    private int count;

    public void Take(byte each)
    {
        if (each == '"')
            isQuoted = !isQuoted;
        if (each is (byte)'\n' or (byte)'\r' && !isQuoted)
        {
            EndLine();
            return;
        }
        isEmpty = false;
        if (!isQuoted && Separators.IndexOf((char)each) is >= 0 and var separator)
            here[separator]++;
    }

    /// <summary>To be asked once, at the end.</summary>
    public bool AreTable()
    {
        EndLine();
        return count > 1 && !isQuoted && Enumerable.Range(0, Separators.Length).Any(each => isSame[each] && ofFirst[each] > 0);
    }

    private void EndLine()
    {
        if (isEmpty)
            return;
        for (var each = 0; each < here.Length; each++)
        {
            if (count == 0)
                ofFirst[each] = here[each];
            isSame[each] &= here[each] == ofFirst[each];
            here[each] = 0;
        }
        count++;
        isEmpty = true;
    }
}
