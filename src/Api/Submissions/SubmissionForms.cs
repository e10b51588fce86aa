using RmsOrleans.Api.Attachments;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Submissions;

/// <summary>
/// A submission with files: a form whose first part is the JSON; each other part is a file, named by the paper that it goes with. The files are
/// stored before the draft, so that its first line never names what is not there.
/// </summary>
internal sealed class SubmissionForms(Submitting submitting, CommandBodies bodies, Uploads uploads, Receipts receipts, DraftQueries queries)
{
    private static readonly Problem jsonFirst = Problems.BadInput("/submission", new(
        $"The first part of the form is the submission, as {ContentTypes.Json}.", $"Первая часть формы – проект в виде {ContentTypes.Json}."));

    private static readonly (string Part, AttachmentPaper Paper)[] papers = [("draft", AttachmentPaper.Draft), ("note", AttachmentPaper.Note)];

    public async Task Answer(HttpContext context)
    {
        var files = new List<Upload>();
        IResult answer;
        try
        {
            answer = await Submit(context, files);
        }
        catch (Exception failure) when (FormParts.ProblemOf(failure, context) is { } fault)
        {
            answer = fault;
        }
        finally
        {
            foreach (var file in files)
                await file.DisposeAsync();
        }
        await answer.ExecuteAsync(context);
    }

    private async Task<IResult> Submit(HttpContext context, List<Upload> files)
    {
        if (!IdempotencyKey.TryRead(context.Request, out var key))
            return IdempotencyKey.Malformed;
        var (parts, notTaken) = FormParts.Open(context, uploads.Settings.DraftBytes, AttachmentRules.DraftTooLarge(uploads.Settings));
        if (parts is null)
            return notTaken!;

        var (submit, problem) = await ReadSubmission(context, await parts.Next(context.RequestAborted));
        if (submit is null)
            return problem!;
        if (PermissionTable.Of(Operation.Submit).Refuse(context.Actor(), submit.Authority) is { } refusal)
            return new RefusalAnswer(refusal);

        var id = submitting.IdOf(context.Actor(), key);
        var last = key is null ? null : await queries.LastLine(id, context.RequestAborted); // that it is there means that the request comes again
        if (await ReadFiles(context, parts, files, isStored: last is null) is { } wrong)
            return wrong;

        var attached = last is { } line ? await Known(files, id, line, context.RequestAborted) : [.. files.Select(file => file.File!)];
        foreach (var file in last is null ? files : [])
        {
            if (!await file.Complete(id))
                return Problems.Of(new StorageUnavailableException());
        }
        return receipts.OfMade(context, await Begin(context, submit.With(attached), key, id));
    }

    private async Task<(Submit? Submit, Problem? Problem)> ReadSubmission(HttpContext context, FormPart? part)
    {
        if (part is null || part.ContentType?.StartsWith(ContentTypes.Json, StringComparison.OrdinalIgnoreCase) != true)
            return (null, jsonFirst);

        using var buffer = new BodyBuffer(context, BodyBuffer.Uncounted);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        patience.CancelAfter(uploads.Patience);
        try
        {
            for (var length = 0; ;)
            {
                if (!buffer.TryGrow(length, length + 1))
                    return (null, Problems.Overloaded);
                var read = await part.Body.ReadAsync(buffer.Bytes.AsMemory(length), patience.Token);
                length += read;
                if (length > RequestBody.Limit)
                    return (null, RequestBody.TooLarge);
                if (read == 0)
                    return bodies.Check<Submit>(buffer.Bytes.AsMemory(0, length));
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return (null, Problems.Of(StatusCodes.Status408RequestTimeout));
        }
    }

    private async Task<IResult?> ReadFiles(HttpContext context, FormParts parts, List<Upload> files, bool isStored)
    {
        while (await parts.Next(context.RequestAborted) is { } part)
        {
            var at = Array.FindIndex(papers, each => each.Part == part.Name);
            if (at < 0)
                return Problems.BadInput(
                    part.Pointer, new("This part is not known here; files are parts draft and note.", "Такой части здесь нет; файлы передаются частями draft и note."));
            if (AttachmentRules.FaultOfName(AttachmentRules.Kept(part.FileName ?? "")) is { } fault)
                return Problems.BadInput(part.Pointer, fault);
            if (uploads.Begin(papers[at].Paper, part.Name, part.FileName!, isStored) is not { } file)
                return Problems.Overloaded;

            files.Add(file);
            if (await file.Receive(part.Body, context.RequestAborted) is { } problem)
                return problem;
            if (AttachmentRules.TooMuch([], [.. files.Select(each => each.File!)], uploads.Settings) is { } tooMuch)
                return new RefusalAnswer(tooMuch);
        }
        return null;
    }

    /// <summary>The files of a request that comes again; what archives are, the draft knows if it has them.</summary>
    private async Task<ImmutableArray<AttachedFile>> Known(List<Upload> files, DraftId id, int line, CancellationToken cancellation)
    {
        var draft = await queries.Whole(id, line, cancellation);
        return [.. files.Select(file => file.IsUnknownArchive
            ? file.File! with { Type = draft.Attachments.FirstOrDefault(each => each.File.Sha256 == file.File!.Sha256)?.File.Type ?? "" }
            : file.File!)];
    }

    private async Task<Outcome<DraftReceipt>> Begin(HttpContext context, Submit submit, string? key, DraftId id)
    {
        try
        {
            return await submitting.Begin(submit, context.Actor(), key, id);
        }
        catch
        {
            RequestSpan.Names(context, nameof(Submit), null);
            throw;
        }
    }
}
