using System.Globalization;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Attachments;

/// <summary>Files that go with the papers of a draft.</summary>
internal sealed class AttachmentEndpoints(
    IGrainFactory grains, DraftQueries queries, DraftVisibility visibility, NextSteps steps, Uploads uploads, Downloads downloads, Reads reads, Receipts receipts, LocalTimes times)
{
    private const string ToPart = "to";
    private const string FilePart = "file";

    private static readonly EnumCamelCaseNames<AttachmentPaper> papers = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<AttachmentEndpoints>();
        routes.Map(HttpMethods.Post, "/drafts/{id}/attachments", endpoints.Add).Described(AttachmentDocuments.Add());
        routes.MapRead("/drafts/{id}/attachments", endpoints.List).Described(AttachmentDocuments.List());
        routes.MapRead("/drafts/{id}/attachments/{n}", endpoints.Get).Described(AttachmentDocuments.Get());
        routes.Map(HttpMethods.Delete, "/drafts/{id}/attachments/{n}", endpoints.Remove).Described(AttachmentDocuments.Remove());
    }

    private async Task<IResult> Add(HttpContext context)
    {
        if (await Find(context) is not { } row)
            return DraftProblems.NoSuchDraft;
        if (DryRun.Read(context.Request, out var isDry) is { } malformed)
            return malformed;
        if (isDry)
            return DryRun.NotForFiles;
        var (conditions, problem) = Conditions(context, row, out var key);
        if (conditions is null)
            return problem!;

        var (parts, notTaken) = FormParts.Open(context, uploads.Settings.FileBytes, AttachmentRules.FileTooLarge(uploads.Settings));
        if (parts is null)
            return notTaken!;
        var draft = await queries.Whole(row.Id, row.LastLine, context.RequestAborted);
        var form = new FileForm(draft, key is not null && draft.Requests.Any(earlier => earlier.Request.Key == key), conditions);
        try
        {
            return await Read(context, parts, form) ?? await Add(context, form, key);
        }
        catch (Exception failure) when (FormParts.ProblemOf(failure, context) is { } fault)
        {
            return fault;
        }
        finally
        {
            if (form.Upload is { } upload)
                await upload.DisposeAsync();
        }
    }

    /// <summary>Reads the form. Before a file is taken it is asked whether it would be, so that nobody sends one for nothing.</summary>
    /// <returns>What is wrong; null if the form is all here.</returns>
    private async Task<IResult?> Read(HttpContext context, FormParts parts, FileForm form)
    {
        while (await parts.Next(context.RequestAborted) is { } part)
        {
            var isNew = form.Parts.Add(part.Name);
            if (part.Name is not (ToPart or FilePart))
                return Problems.BadInput(part.Pointer, new($"This part is not known here; there are {ToPart} and {FilePart}.", $"Такой части здесь нет; есть {ToPart} и {FilePart}."));
            if (!isNew)
                return Problems.BadInput(part.Pointer, new("This part stands here more than once.", "Эта часть передана более одного раза."));

            if (part.Name == ToPart)
            {
                if (await ReadPaper(part, context.RequestAborted) is not { } to)
                    return Problems.BadInput($"/{ToPart}", new($"Expected {papers.Expected.En}.", $"Ожидается {papers.Expected.Ru}."));
                form.To = to;
            }
            else if (await ReadFile(context, part, form) is { } problem)
            {
                return problem;
            }
        }
        string[] missing = [.. new[] { ToPart, FilePart }.Except(form.Parts)];
        return missing.Length > 0 ? Problems.BadInput([.. missing.Select(name => new ValidationError($"/{name}", "This part is missing.", "Эта часть отсутствует."))]) : null;
    }

    private async Task<IResult?> ReadFile(HttpContext context, FormPart part, FileForm form)
    {
        if (AttachmentRules.FaultOfName(AttachmentRules.Kept(part.FileName ?? "")) is { } fault)
            return Problems.BadInput($"/{FilePart}", fault);
        if (Refused(context, form) is { } refused)
            return refused;
        if (uploads.Begin(form.To ?? default, FilePart, part.FileName!, isStored: !form.IsRepeated) is not { } upload)
            return Problems.Overloaded;

        form.Upload = upload;
        return await upload.Receive(part.Body, context.RequestAborted);
    }

    private async Task<IResult> Add(HttpContext context, FileForm form, string? key)
    {
        if (Refused(context, form) is { } refused)
            return refused;
        var file = form.Upload!.File! with { To = form.To!.Value };
        if (form.Upload.IsUnknownArchive)
            file = file with { Type = form.Draft.Attachments.FirstOrDefault(each => each.File.Sha256 == file.Sha256)?.File.Type ?? "" };
        if (!form.IsRepeated && AttachmentRules.TooMuch(form.Draft.Attachments, [file], uploads.Settings) is { } tooMuch)
            return new RefusalAnswer(tooMuch);

        // The bytes are there before the line that names them; after a crash in between they harm nobody.
        if (!form.IsRepeated && !await form.Upload.Complete(form.Draft.Id))
            return Problems.Of(new StorageUnavailableException());
        var attach = new Attach(file);
        return receipts.OfAttached(context, await Execute(context, form.Draft.Id, attach, form.Conditions with { Key = RequestKeys.Of(key, attach) }));
    }

    /// <summary>A request that comes again is judged by its key.</summary>
    private RefusalAnswer? Refused(HttpContext context, FileForm form) =>
        !form.IsRepeated && steps.RefuseAttaching(context.Actor(), form.Draft, form.To, form.Conditions) is { } refusal ? new RefusalAnswer(refusal) : null;

    private async Task<IResult> Remove(HttpContext context)
    {
        if (await Find(context) is not { } row)
            return DraftProblems.NoSuchDraft;
        if (DryRun.Read(context.Request, out var isDry) is { } fault)
            return fault;
        var (conditions, problem) = Conditions(context, row, out var key);
        if (conditions is null)
            return problem!;
        if (Number(context) is not { } number)
            return new RefusalAnswer(Detach.NoSuchFile);

        var detach = new Detach(number);
        conditions = conditions with { Key = RequestKeys.Of(key, detach) };
        return isDry
            ? receipts.OfTried(await grains.Draft(row.Id).Try(detach, context.Actor(), conditions))
            : receipts.OfDone(context, await Execute(context, row.Id, detach, conditions));
    }

    private async Task<IResult> List(HttpContext context)
    {
        if (await Find(context) is not { } row)
            return DraftProblems.NoSuchDraft;
        if (visibility.RefuseContent(Operation.ListAttachments, context.Actor(), row) is { } refusal)
            return new RefusalAnswer(refusal);
        if (context.KnowsAlready(row.LastLine))
            return Results.Empty;

        var zone = times.ZoneOf(row.Authority);
        var draft = await queries.Whole(row.Id, row.LastLine, context.RequestAborted);
        var writers = await queries.Writers(row.Id, [.. draft.Attachments.SelectMany(each => (int[])[each.Line, each.RemovedLine ?? each.Line]).Distinct()], context.RequestAborted);
        await reads.Note(context, Operation.ListAttachments, row);
        return Answers.Ok(new AttachmentList([.. draft.Attachments.Select(Answer)]), AttachmentResponseJson.Default.AttachmentList);

        AttachmentResponse Answer(Attachment each) => new(
            each.Number, each.File.To, each.File.Name, each.File.Type, each.File.Bytes, each.File.Sha256, each.AddedAt.In(zone), Who(each.Line), each.IsRemoved,
            each.RemovedAt?.In(zone), each.RemovedLine is { } line ? Who(line) : null);

        LineActorResponse Who(int line) => JsonSerializer.Deserialize(writers[line], StoredDraftJson.Default.LineActorResponse)!;
    }

    private async Task<IResult> Get(HttpContext context)
    {
        if (await Find(context) is not { } row)
            return DraftProblems.NoSuchDraft;
        if (visibility.RefuseContent(Operation.GetAttachment, context.Actor(), row) is { } refusal)
            return new RefusalAnswer(refusal);

        var draft = await queries.Whole(row.Id, row.LastLine, context.RequestAborted);
        if (draft.Attachments.FirstOrDefault(each => each.Number == Number(context)) is not { } attachment)
            return new RefusalAnswer(Detach.NoSuchFile);
        return await downloads.Begin(context, row.Id, attachment.File, () => reads.Note(context, Operation.GetAttachment, row, $"attachment {attachment.Number}"));
    }

    private async Task<DraftHead?> Find(HttpContext context) =>
        DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id) ? await queries.Find(id, context.Actor(), context.RequestAborted) : null;

    /// <summary>On which line the caller decided, and its key.</summary>
    private static (RequestConditions? Conditions, Problem? Problem) Conditions(HttpContext context, DraftHead row, out string? key)
    {
        if (!IdempotencyKey.TryRead(context.Request, out key))
            return (null, IdempotencyKey.Malformed);
        if (!Precondition.TryRead(context.Request, out var seen))
            return (null, Precondition.Malformed);
        if (!seen.IsSent || seen.IsAny)
            return (null, Precondition.Needed);
        return (new RequestConditions(seen.Lines.Length == 1 ? seen.Lines[0] : seen.Among(row.LastLine)), null);
    }

    private async Task<Outcome<DraftReceipt>> Execute(HttpContext context, DraftId id, DraftCommand command, RequestConditions conditions)
    {
        try
        {
            return await grains.Draft(id).Execute(command, context.Actor(), conditions);
        }
        catch
        {
            RequestSpan.Names(context, command.GetType().Name, id);
            throw;
        }
    }

    private static int? Number(HttpContext context) =>
        int.TryParse(context.Request.RouteValues["n"] as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static async Task<AttachmentPaper?> ReadPaper(FormPart part, CancellationToken cancellation)
    {
        const int longest = 20;
        var name = await FormParts.ReadText(part, longest, cancellation);
        var at = papers.Names.ToList().IndexOf(name ?? "");
        return at < 0 ? null : Enum.GetValues<AttachmentPaper>()[at];
    }

    /// <summary>A form with one file, as far as it has come.</summary>
    private sealed class FileForm(Draft draft, bool isRepeated, RequestConditions conditions)
    {
        public Draft Draft => draft;

        /// <summary>The key has been used: only the hash of the file is of interest.</summary>
        public bool IsRepeated => isRepeated;

        public RequestConditions Conditions => conditions;

        public HashSet<string> Parts { get; } = new(StringComparer.Ordinal);

        public AttachmentPaper? To { get; set; }

        public Upload? Upload { get; set; }
    }
}
