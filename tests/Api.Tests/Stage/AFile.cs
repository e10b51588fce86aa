using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace RmsOrleans.Api.Tests.Stage;

/// <summary>Files of each kind, and forms that bring them.</summary>
internal static class AFile
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    private const string Sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string WordWithMacros = "application/vnd.ms-word.document.macroEnabled.main+xml";

    static AFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static byte[] Pdf => "%PDF-1.7\n1 0 obj\nendobj\n"u8.ToArray();

    public static byte[] Png => [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13];

    public static byte[] Jpeg => [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8];

    public static byte[] Tiff => [.. "II"u8, 42, 0, 8, 0, 0, 0];

    public static byte[] Docx => OpenXml(Word);

    public static byte[] Xlsx => OpenXml(Sheet);

    public static byte[] Docm => OpenXml(WordWithMacros);

    public static byte[] Odt => OpenDocument("application/vnd.oasis.opendocument.text");

    public static byte[] Ods => OpenDocument("application/vnd.oasis.opendocument.spreadsheet");

    public static byte[] Odp => OpenDocument("application/vnd.oasis.opendocument.presentation");

    public static byte[] Zip => Archive(("readme.txt", "hello", CompressionLevel.Fastest));

    /// <summary>Text in the encoding of Russian programs of before.</summary>
    public static byte[] Of1251(string text) => Encoding.GetEncoding(1251).GetBytes(text);

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>An archive whose list of content types unpacks to so much.</summary>
    public static byte[] Bomb(int megabytes) => Archive(("[Content_Types].xml", new string(' ', megabytes * 1024 * 1024) + Word, CompressionLevel.Optimal));

    /// <summary>The paper before the file, or after it.</summary>
    public static MultipartFormDataContent Form(string? to, string? name, byte[]? content, string? boundary = null, bool paperLast = false)
    {
        var form = boundary is null ? new MultipartFormDataContent() : new MultipartFormDataContent(boundary);
        if (to is not null && !paperLast)
            form.Add(new StringContent(to), "to");
        if (content is not null)
            form.Add(Part("file", name, content));
        if (to is not null && paperLast)
            form.Add(new StringContent(to), "to");
        return form;
    }

    /// <summary>The submission, and files by the paper that each goes with.</summary>
    public static MultipartFormDataContent Submission(JsonNode submission, params (string Paper, string Name, byte[] Content)[] files) => Submission(null, submission, files);

    /// <inheritdoc cref="Submission(JsonNode, (string, string, byte[])[])"/>
    public static MultipartFormDataContent Submission(string? boundary, JsonNode submission, params (string Paper, string Name, byte[] Content)[] files)
    {
        var form = boundary is null ? new MultipartFormDataContent() : new MultipartFormDataContent(boundary);
        form.Add(Wire.Json(submission), "submission");
        foreach (var (paper, name, content) in files)
            form.Add(Part(paper, name, content));
        return form;
    }

    private static ByteArrayContent Part(string part, string? name, byte[] content)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{part}\"", FileNameStar = name };
        return file;
    }

    /// <summary>The list of content types last, as some programs write it.</summary>
    private static byte[] OpenXml(string main) => Archive(
        ("_rels/.rels", "<Relationships/>", CompressionLevel.Fastest),
        ("[Content_Types].xml", $"""<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>""", CompressionLevel.Optimal));

    private static byte[] OpenDocument(string type) => Archive(("mimetype", type, CompressionLevel.NoCompression), ("content.xml", "<office:document-content/>", CompressionLevel.Fastest));

    private static byte[] Archive(params (string Name, string Text, CompressionLevel Level)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text, level) in entries)
            {
                var entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero); // the same bytes each time
                using var content = entry.Open();
                content.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }
}
