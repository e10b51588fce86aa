using Microsoft.Net.Http.Headers;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Attachments;

/// <summary>Sends files, piece by piece: one is in memory, and counts among the bodies in hand.</summary>
internal sealed class Downloads(AttachmentStore store, BodyMemory memory)
{
    /// <param name="note">Notes the reading; without it nothing is sent.</param>
    public async Task<IResult> Begin(HttpContext context, DraftId draft, AttachedFile file, Func<Task> note)
    {
        if (!memory.TryTake(AttachmentStore.PieceBytes))
            return Problems.Overloaded;
        try
        {
            await note();
            await Send(context, draft, file);
            return Results.Empty;
        }
        finally
        {
            memory.GiveBack(AttachmentStore.PieceBytes);
        }
    }

    private async Task Send(HttpContext context, DraftId draft, AttachedFile file)
    {
        var response = context.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file.Name);
        var isHead = HttpMethods.IsHead(context.Request.Method);
        var piece = isHead ? null : await Piece(0); // nothing is said of a file that is not there
        response.ContentType = file.Type;
        response.ContentLength = file.Bytes;
        response.Headers.ContentDisposition = disposition.ToString();
        for (var (number, sent) = (0, 0L); piece is not null;)
        {
            await response.Body.WriteAsync(piece, context.RequestAborted);
            sent += piece.Length;
            piece = sent < file.Bytes ? await Piece(++number) : null;
        }

        async Task<byte[]> Piece(int number) => await store.Read(draft, file.Sha256, number, context.RequestAborted)
            ?? throw new InvalidOperationException($"Draft {draft}: piece {number} of the file {file.Sha256} is not there.");
    }
}
