using System.Data.Common;
using System.Security.Cryptography;

namespace RmsOrleans.Storage.Drafts;

/// <summary>
/// The bytes of files, in pieces; the same text for both databases. A file comes piece by piece, each in a transaction of its own, and belongs to
/// its draft only once it is complete: then a line may name it, and it stays. What a crash leaves on its way is cleared away.
/// </summary>
internal sealed class AttachmentStore(IDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>All pieces of a file but the last have so many bytes.</summary>
    public const int PieceBytes = 1024 * 1024;

    private const string DeletePieces = "delete from attachment_pieces where upload = @upload";

    /// <summary>Whoever has deleted this row decides what becomes of the pieces; another waits for him, and finds none.</summary>
    private const string EndUpload = "delete from attachment_uploads where upload = @upload";

    private const string OfFile = """
        select p.bytes from attachments a join attachment_pieces p on p.upload = a.upload
        where a.draft = @draft and a.sha256 = @sha256 and p.piece = @piece
        """;

    /// <summary>Adds a piece to a file that is on its way; the first begins it.</summary>
    /// <exception cref="StorageUnavailableException">It is not known whether it is there.</exception>
    public Task Add(Guid upload, int piece, byte[] bytes) => database.Run(
        async (connection, _) =>
        {
            if (piece == 0)
                await connection.ExecuteAsync("insert into attachment_uploads (upload, begun_at) values (@upload, @at)", new { upload, at = clock.GetUtcNow() });
            return await connection.ExecuteAsync(StoredAttachments.InsertPiece, new { upload, piece, bytes });
        },
        CancellationToken.None);

    /// <summary>The file is whole: it belongs to its draft from now on, unless that has the same content already.</summary>
    /// <returns>False if what came of it was cleared away meanwhile; it must be sent again.</returns>
    public Task<bool> Complete(Guid upload, int pieces, DraftId draft, string sha256, long bytes) => database.Run(
        async (connection, _) =>
        {
            if (await connection.ExecuteAsync(EndUpload, new { upload }) == 0)
                return false;
            if (await connection.ExecuteScalarAsync<long>("select count(*) from attachment_pieces where upload = @upload", new { upload }) != pieces)
                throw new InvalidOperationException($"The upload {upload} does not have its {pieces} pieces.");

            if (await connection.ExecuteAsync($"{StoredAttachments.InsertFile} on conflict (draft, sha256) do nothing", new { draft, sha256, bytes, upload }) == 0)
                await connection.ExecuteAsync(DeletePieces, new { upload });
            return true;
        },
        CancellationToken.None);

    /// <summary>Clears away what came of a file that is not to be; one that is complete stays.</summary>
    public Task<bool> Discard(Guid upload) => database.Run(
        async (connection, _) =>
        {
            if (await connection.ExecuteAsync(EndUpload, new { upload }) == 0)
                return false;
            await connection.ExecuteAsync(DeletePieces, new { upload });
            return true;
        },
        CancellationToken.None);

    /// <summary>Clears away what came before this time and is still not complete.</summary>
    /// <returns>How many files it was of.</returns>
    public async Task<int> DiscardBegunBefore(DateTimeOffset time, CancellationToken cancellation)
    {
        var left = await database.Query(
            connection => connection.List<Guid>("select upload from attachment_uploads where begun_at < @time", new { time }, cancellation), cancellation);
        var cleared = 0;
        foreach (var upload in left)
        {
            if (await Discard(upload))
                cleared++;
        }
        return cleared;
    }

    /// <summary>A piece of a file that is on its way; null if it is not there.</summary>
    public Task<byte[]?> ReadComing(Guid upload, int piece, CancellationToken cancellation) => Read(StoredAttachments.Piece, new { upload, piece }, cancellation);

    /// <summary>A piece of a file of a draft; null if it is not there.</summary>
    public Task<byte[]?> Read(DraftId draft, string sha256, int piece, CancellationToken cancellation) => Read(OfFile, new { draft, sha256, piece }, cancellation);

    private Task<byte[]?> Read(string sql, object parameters, CancellationToken cancellation) => database.Query(
        connection => connection.One<byte[]>(sql, parameters, cancellation), cancellation);
}

/// <summary>Clears away, at the start and now and then, what files left that never came whole: whoever sent them is long gone, or his node is.</summary>
internal sealed class AttachmentSweep(AttachmentStore store, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<AttachmentSweep> log) : BackgroundService
{
    /// <summary>No file takes so long; and if one did, it would be asked for again.</summary>
    private static readonly TimeSpan longest = TimeSpan.FromDays(1);

    private static readonly TimeSpan pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the start does not wait for it
        while (true)
        {
            try
            {
                if (await store.DiscardBegunBefore(clock.GetUtcNow() - longest, stoppingToken) is > 0 and var cleared)
                    AttachmentLog.Cleared(log, cleared);
            }
            catch (StorageUnavailableException)
            {
                // It is tried again, and others say that the storage is away.
            }
            await Task.Delay(pause, stoppingToken);
        }
    }
}

internal static partial class AttachmentLog
{
    [LoggerMessage(2006, LogLevel.Information, "What was left of {Uploads} files that never came whole was cleared away.")]
    public static partial void Cleared(ILogger log, int uploads);
}

/// <summary>Files as they are stored, for whoever looks through them or moves them.</summary>
internal static class StoredAttachments
{
    private const string Columns = "draft as Draft, sha256 as Sha256, bytes as Bytes, upload as Upload";

    public const string OfDraft = $"select {Columns} from attachments where draft = @draft";

    public const string OfDrafts = $"select {Columns} from attachments where draft > @after and draft <= @upTo order by draft, sha256";

    public const string InsertFile = "insert into attachments (draft, sha256, bytes, upload) values (@draft, @sha256, @bytes, @upload)";

    public const string InsertPiece = "insert into attachment_pieces (upload, piece, bytes) values (@upload, @piece, @bytes)";

    public const string Piece = "select bytes from attachment_pieces where upload = @upload and piece = @piece";

    /// <summary>The contents that the lines of a draft name, each once: bytes by SHA-256.</summary>
    public static Dictionary<string, long> Named(this Draft draft) =>
        draft.Attachments.Select(each => each.File).DistinctBy(file => file.Sha256).ToDictionary(file => file.Sha256, file => file.Bytes, StringComparer.Ordinal);

    /// <summary>Null if there is no such piece.</summary>
    public static Task<byte[]?> ReadPiece(DbConnection connection, Guid upload, int piece, CancellationToken cancellation) =>
        connection.One<byte[]>(Piece, new { upload, piece }, cancellation);

    /// <summary>What is wrong with a stored file; null if nothing is.</summary>
    /// <param name="bytes">How many bytes it has by the line that names it.</param>
    public static async Task<string?> FaultOf(DbConnection connection, StoredAttachment file, long bytes, CancellationToken cancellation)
    {
        if (file.Bytes != bytes)
            return $"it has {file.Bytes} bytes, and by the line that names it {bytes}";

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var (piece, read) = (0, 0L); read < bytes; piece++)
        {
            if (await ReadPiece(connection, file.Upload, piece, cancellation) is not { Length: > 0 } part)
                return $"its piece {piece} is not there";
            hash.AppendData(part);
            read += part.Length;
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset()) == file.Sha256 ? null : "its bytes do not have its hash";
    }
}

/// <summary>A file as it is stored.</summary>
internal sealed record StoredAttachment(DraftId Draft, string Sha256, long Bytes, Guid Upload);
