using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Exports;

/// <summary>Files of drafts in an export: behind the journal that names them each content once, and behind it its pieces, so that no line is long.</summary>
internal static class FileRecords
{
    public const string File = "file";
    public const string Piece = "piece";

    private static readonly string added = StoredEvents.Table.NameOf<AttachmentAdded>();

    private static ReadOnlySpan<byte> Attachments => "\"attachments\":"u8;

    /// <summary>Whether lines may name files. In JSON the quotes of a text are escaped, so this stands nowhere but as a member.</summary>
    public static bool MayBeNamedBy(IEnumerable<JournalLine> lines) => lines.Any(line => line.Type == added || line.Payload.AsSpan().IndexOf(Attachments) >= 0);

    /// <param name="stored">Of this draft.</param>
    /// <exception cref="StartRefusedException">A file that the draft names is not there, or not whole.</exception>
    public static async Task Write(ExportFile export, DbConnection connection, Draft draft, IEnumerable<StoredAttachment> stored, CancellationToken cancellation)
    {
        var bySum = stored.ToDictionary(file => file.Sha256, StringComparer.Ordinal);
        foreach (var (sha256, bytes) in draft.Named().OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var fault = bySum.TryGetValue(sha256, out var file) ? await StoredAttachments.FaultOf(connection, file, bytes, cancellation) : "its bytes are not there";
            if (fault is not null)
                throw new StartRefusedException($"the store is not whole: draft {draft.Id}, file {sha256}: {fault}; see verify.");

            export.Write(File, json =>
            {
                json.WriteString("draft", draft.Id.Value);
                json.WriteString("sha256", sha256);
                json.WriteNumber("bytes", bytes);
            });
            for (var (piece, written) = (0, 0L); written < bytes; piece++)
            {
                var part = (await StoredAttachments.ReadPiece(connection, file!.Upload, piece, cancellation))!;
                export.Write(Piece, json => json.WriteBase64String("bytes", part));
                written += part.Length;
            }
        }
    }
}

/// <summary>Takes the files of an export, each behind the journal that names it; their hashes are computed again.</summary>
internal sealed class FileImport : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Guid draft;
    private Dictionary<string, long> expected = [];
    private (string Sha256, long Bytes, Guid Upload)? current;
    private int piece;
    private long read;

    /// <summary>The journal of a draft has ended; its files follow.</summary>
    public void Expect(Draft named) => (draft, expected) = (named.Id.Value, named.Named());

    public void TakeFile(JsonElement json, LoadedBatch batch)
    {
        EndFile(batch);
        var (of, sha256, bytes) = (json.Of("draft").GetGuid(), json.Text("sha256"), json.Of("bytes").GetInt64());
        if (of != draft || !expected.TryGetValue(sha256, out var named) || named != bytes)
            throw new FormatException($"no line of the journal before it names the file {sha256} of draft {of} with {bytes} bytes");
        expected.Remove(sha256);
        (current, piece, read) = ((sha256, bytes, Guid.NewGuid()), 0, 0);
    }

    public void TakePiece(JsonElement json, LoadedBatch batch)
    {
        if (current is not { } file)
            throw new FormatException("it is a piece of no file");
        var bytes = json.Of("bytes").GetBytesFromBase64();
        hash.AppendData(bytes);
        batch.Others.Add((StoredAttachments.InsertPiece, new { upload = file.Upload, piece, bytes }));
        batch.Bytes += bytes.Length;
        read += bytes.Length;
        piece++;
    }

    /// <summary>What was expected must be there.</summary>
    public void End(LoadedBatch batch)
    {
        EndFile(batch);
        if (expected.Count > 0)
            throw new FormatException($"the file {expected.Keys.Order(StringComparer.Ordinal).First()} of draft {draft} is missing before it");
    }

    public void Dispose() => hash.Dispose();

    private void EndFile(LoadedBatch batch)
    {
        if (current is not { } file)
            return;
        if (read != file.Bytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Sha256)
            throw new FormatException($"the file {file.Sha256} before it does not have its bytes");
        batch.Others.Add((StoredAttachments.InsertFile, new { draft = new DraftId(draft), sha256 = file.Sha256, bytes = file.Bytes, upload = file.Upload }));
        current = null;
    }
}
