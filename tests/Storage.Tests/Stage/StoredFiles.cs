using System.Security.Cryptography;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Tests.Stage;

/// <summary>Files of drafts in a store.</summary>
internal static class StoredFiles
{
    /// <summary>
    /// Draft 8 is being drafted with two files, of three pieces and of one; the second was taken out. Beside them lie a file that no line names,
    /// as after a crash before the line, and one that never came whole.
    /// </summary>
    /// <returns>The two files that lines name, and their bytes.</returns>
    public static async Task<(AttachedFile File, byte[] Content)[]> FillFiles(this Store store, HandClock clock)
    {
        var id = new DraftId(new Guid(8, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]));
        var (large, small) = (Content(1, (2 * AttachmentStore.PieceBytes) + 17), Content(2, 20));
        (AttachedFile File, byte[] Content)[] files = [(await store.StoreFile(id, large), large), (await store.StoreFile(id, small), small)];
        await store.StoreFile(id, Content(3, 30));
        await store.Attachments.Add(Guid.NewGuid(), 0, Content(4, 40));

        var draft = AppendedDraft.Prepare(id, clock.GetUtcNow());
        foreach (var next in (Func<AppendedDraft, AppendedDraft>[])[
            begun => begun, begun => begun.Attach(files[0].File, clock.GetUtcNow()), begun => begun.Attach(files[1].File, clock.GetUtcNow()), begun => begun.Detach(2, clock.GetUtcNow())])
        {
            draft = next(draft);
            Assert.True(await store.Journal.Append(draft.Append, default));
        }
        return files;
    }

    /// <summary>Stores it whole, as the API does before the line that names it.</summary>
    public static async Task<AttachedFile> StoreFile(this Store store, DraftId draft, byte[] content)
    {
        var upload = Guid.NewGuid();
        var pieces = content.Chunk(AttachmentStore.PieceBytes).ToArray();
        for (var i = 0; i < pieces.Length; i++)
            await store.Attachments.Add(upload, i, pieces[i]);
        var file = new AttachedFile(AttachmentPaper.Note, "calculation.bin", "application/pdf", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
        Assert.True(await store.Attachments.Complete(upload, pieces.Length, draft, file.Sha256, file.Bytes));
        return file;
    }

    public static async Task<byte[]> ReadFile(this Store store, DraftId draft, AttachedFile file)
    {
        var content = new MemoryStream();
        for (var piece = 0; content.Length < file.Bytes; piece++)
            await content.WriteAsync(await store.Attachments.Read(draft, file.Sha256, piece, default) ?? throw new InvalidOperationException($"Piece {piece} is not there."));
        return content.ToArray();
    }

    /// <summary>The same each time; the first bytes are those of a small number, so that they are known in base64.</summary>
    private static byte[] Content(int seed, int length)
    {
        var content = new byte[length];
        new Random(seed).NextBytes(content);
        content[0] = 0;
        return content;
    }
}
