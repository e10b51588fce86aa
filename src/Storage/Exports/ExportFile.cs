using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using RmsOrleans.Storage.Backups;

namespace RmsOrleans.Storage.Exports;

/// <summary>
/// Writes an export: a JSON object on each line, its first member <c>record</c> saying what it is. The last line has the number of those
/// before it and the SHA-256 of their bytes. It lies under its name only when it is complete; until then it is a file for its user alone,
/// that is taken away when the work fails.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    /// <summary>Of the format; a reader refuses another one.</summary>
    public const int Version = 1;

    private readonly string path;
    private readonly PartFile part;
    private readonly FileStream file;
    private readonly ArrayBufferWriter<byte> line = new(16 * 1024);
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Utf8JsonWriter json;
    private long lines;

    public ExportFile(string path, string what)
    {
        this.path = path;
        part = new PartFile($"{path}.part");
        file = part.Stream;
        json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        Write(what, writer => writer.WriteNumber("version", Version));
    }

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public void Write(string record, Action<Utf8JsonWriter> members)
    {
        json.WriteStartObject();
        json.WriteString("record", record);
        members(json);
        json.WriteEndObject();
        json.Flush();
        line.Write("\n"u8);
        hash.AppendData(line.WrittenSpan);
        file.Write(line.WrittenSpan);
        line.ResetWrittenCount();
        json.Reset();
        lines++;
    }

    /// <summary>Ends the file, waits for the disk, and gives it its name.</summary>
    /// <returns>How many lines it has.</returns>
    public long Complete()
    {
        var (count, sum) = (lines, Convert.ToHexStringLower(hash.GetCurrentHash()));
        Write("end", writer =>
        {
            writer.WriteNumber("lines", count);
            writer.WriteString("sha256", sum);
        });
        file.Flush(flushToDisk: true);
        part.Becomes(path);
        return lines;
    }

    /// <summary>All of them get their names, this one the last, or none does.</summary>
    public long CompleteWith(params IEnumerable<ExportFile?> others)
    {
        var complete = new List<ExportFile>();
        try
        {
            foreach (var other in others.OfType<ExportFile>())
            {
                other.Complete();
                complete.Add(other);
            }
            return Complete();
        }
        catch
        {
            complete.ForEach(other => File.Delete(other.path));
            throw;
        }
    }

    public void Dispose()
    {
        json.Dispose();
        hash.Dispose();
        part.Dispose();
    }
}
