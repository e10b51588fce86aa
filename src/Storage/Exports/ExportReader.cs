using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using RmsOrleans.Storage.Verification;

namespace RmsOrleans.Storage.Exports;

/// <summary>A line of an export. Its JSON lives until the next line is read.</summary>
internal readonly record struct ExportLine(long Number, string Record, JsonElement Json);

/// <summary>Reads an export line by line, and at its end the number of lines and the sum of their bytes.</summary>
internal static class ExportReader
{
    /// <summary>Bytes. A draft is sent in 4 MB at the most, and no record holds more than one of them.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    /// <exception cref="StartRefusedException">It is not such an export, or not all of it; the message has the number of the line.</exception>
    public static async IAsyncEnumerable<ExportLine> Read(string path, string what, IProgress<long> progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (number, hasEnded) = (0L, false);
        await using var file = File.OpenRead(path);
        var reader = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (TryTake(ref buffer, out var bytes))
            {
                if (hasEnded)
                    throw Wrong(number + 1, "there is more after the end");
                number++;
                using var document = Parse(number, bytes);
                var line = new ExportLine(number, RecordOf(number, document.RootElement), document.RootElement);
                if (number == 1)
                    CheckHeader(line, what);
                else if (line.Record == "end")
                    At(number, () => CheckEnd(line, Convert.ToHexStringLower(hash.GetCurrentHash())));
                else
                    yield return line;
                hasEnded = line.Record == "end";
                foreach (var segment in bytes)
                    hash.AppendData(segment.Span);
                progress.Report(bytes.Length);
            }
            if (buffer.Length > LongestLine)
                throw Wrong(number + 1, $"it is longer than {LongestLine} bytes");
            reader.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted)
                break;
        }
        if (!hasEnded)
            throw Wrong(number + 1, "the file is cut off here; its last line would say 'end'");
    }

    /// <summary>Does what a line says; what it cannot be read as is told with its number.</summary>
    public static void At(long number, Action work)
    {
        try
        {
            work();
        }
        catch (Exception failure) when (FoldFailures.IsOne(failure) || failure is OverflowException)
        {
            throw Wrong(number, failure.Message.TrimEnd('.'), failure);
        }
    }

    public static StartRefusedException Wrong(long line, string why, Exception? inner = null) => new($"line {line}: {why}.", inner);

    /// <summary>With the byte that ends it.</summary>
    private static bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (buffer.PositionOf((byte)'\n') is not { } end)
            return false;
        line = buffer.Slice(0, buffer.GetPosition(1, end));
        buffer = buffer.Slice(line.End);
        return true;
    }

    private static JsonDocument Parse(long number, ReadOnlySequence<byte> bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException failure)
        {
            throw Wrong(number, "it is not JSON", failure);
        }
    }

    private static string RecordOf(long number, JsonElement json) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty("record", out var record) && record.ValueKind == JsonValueKind.String
            ? record.GetString()!
            : throw Wrong(number, "it has no member 'record'");

    private static void CheckHeader(ExportLine line, string what)
    {
        if (line.Record != what || !line.Json.TryGetProperty("version", out var version))
            throw Wrong(line.Number, $"this is no file of the kind '{what}'");
        if (version.ValueKind != JsonValueKind.Number || version.GetInt64() != ExportFile.Version)
            throw Wrong(line.Number, $"this program reads version {ExportFile.Version} of the format, not {version.GetRawText()}");
    }

    private static void CheckEnd(ExportLine line, string sum)
    {
        if (line.Json.Of("lines").GetInt64() != line.Number - 1 || line.Json.Text("sha256") != sum)
            throw Wrong(line.Number, "the lines before are not those that were exported: their number or their sum is another one");
    }
}
