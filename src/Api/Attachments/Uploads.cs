using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Attachments;

/// <summary>Files on their way into the store: of each there is one piece in memory, which counts among the bodies in hand.</summary>
internal sealed class Uploads(AttachmentStore store, BodyMemory memory, IOptions<AttachmentSettings> settings)
{
    /// <summary>A piece, as it comes and as it is handed on, and what looking at an archive takes.</summary>
    private const int Memory = 3 * AttachmentStore.PieceBytes;

    public AttachmentSettings Settings => settings.Value;

    /// <summary>How long a part, or a piece of a file, may take to come.</summary>
    public TimeSpan Patience => memory.Patience;

    /// <summary>Null if the node has too much in hand.</summary>
    /// <param name="isStored">False where only the hash is asked for, as of a request that comes again.</param>
    public Upload? Begin(AttachmentPaper to, string part, string fileName, bool isStored) =>
        memory.TryTake(Memory) ? new Upload(store, memory, Memory, settings.Value, to, part, fileName, isStored) : null;
}

/// <summary>One file. Unless it is completed, nothing of it stays.</summary>
internal sealed class Upload(
    AttachmentStore store, BodyMemory memory, int taken, AttachmentSettings settings, AttachmentPaper to, string part, string fileName, bool isStored) : IAsyncDisposable
{
    private readonly Guid id = Guid.CreateVersion7();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly FileKind kind = new();
    private int pieces;
    private long bytes;
    private bool isComplete;
    private int held = taken;

    /// <summary>The file, when all of it has come.</summary>
    public AttachedFile? File { get; private set; }

    /// <summary>Whether it is an archive that was not stored, so that nobody can look into it.</summary>
    public bool IsUnknownArchive { get; private set; }

    /// <summary>Takes the bytes, piece by piece.</summary>
    /// <returns>Why the file is not taken; null if all of it is here.</returns>
    public async Task<Problem?> Receive(Stream body, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(AttachmentStore.PieceBytes);
        try
        {
            while (await Fill(body, buffer, cancellation) is > 0 and var length)
            {
                bytes += length;
                if (bytes > settings.FileBytes)
                    return Problems.Of(AttachmentRules.FileTooLarge(settings));
                if (!kind.Take(buffer.AsSpan(0, length)))
                    return FileTypes.NotTaken(part);
                hash.AppendData(buffer, 0, length);
                if (isStored)
                    await store.Add(id, pieces++, buffer[..length]);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Problems.Of(StatusCodes.Status408RequestTimeout);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        var problem = await Judge(cancellation);
        GiveBack();
        return problem;
    }

    /// <summary>The draft has the file from now on, and a line may name it.</summary>
    /// <returns>False if it must be sent again.</returns>
    public async Task<bool> Complete(DraftId draft)
    {
        isComplete = await store.Complete(id, pieces, draft, File!.Sha256, File.Bytes);
        return isComplete;
    }

    public async ValueTask DisposeAsync()
    {
        hash.Dispose();
        GiveBack();
        if (pieces == 0 || isComplete)
            return;
        try
        {
            await store.Discard(id);
        }
        catch (StorageUnavailableException)
        {
            // What is left is cleared away later.
        }
    }

    /// <summary>What it is, now that all of it has come.</summary>
    private async Task<Problem?> Judge(CancellationToken cancellation)
    {
        if (bytes == 0)
            return Problems.BadInput($"/{part}", new("The file is empty.", "Файл пуст."));
        IsUnknownArchive = kind.IsZip && !isStored;
        var type = kind.IsZip && isStored ? await new OfficeFiles(bytes, (from, count) => Read(from, count, cancellation)).Find() : kind.End();
        if (type is null && !IsUnknownArchive)
            return FileTypes.NotTaken(part);
        File = new AttachedFile(to, AttachmentRules.Kept(fileName), type ?? "", bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        return null;
    }

    private void GiveBack()
    {
        memory.GiveBack(held);
        held = 0;
    }

    /// <summary>Up to a piece. Each has as long as another body has for the whole of it.</summary>
    private async Task<int> Fill(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(memory.Patience);
        return await body.ReadAtLeastAsync(buffer.AsMemory(0, AttachmentStore.PieceBytes), AttachmentStore.PieceBytes, throwOnEndOfStream: false, patience.Token);
    }

    /// <summary>Of what has been stored of it.</summary>
    private async Task<byte[]> Read(long from, int count, CancellationToken cancellation)
    {
        var wanted = new byte[(int)Math.Max(0, Math.Min(count, bytes - from))];
        for (var at = 0; at < wanted.Length;)
        {
            var (number, offset) = Math.DivRem(from + at, AttachmentStore.PieceBytes);
            var piece = await store.ReadComing(id, (int)number, cancellation) ?? throw new StorageUnavailableException("A piece of a file on its way is gone.");
            var length = Math.Min(wanted.Length - at, piece.Length - (int)offset);
            piece.AsSpan((int)offset, length).CopyTo(wanted.AsSpan(at));
            at += length;
        }
        return wanted;
    }
}
