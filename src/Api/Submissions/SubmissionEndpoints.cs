using RmsOrleans.Api.Attachments;
using RmsOrleans.Api.Drafts;

namespace RmsOrleans.Api.Submissions;

/// <summary>The main job. Written close to the wire: this is the path that is measured.</summary>
internal sealed class SubmissionEndpoints(Submitting submitting, CommandBodies bodies, Receipts receipts, SubmissionBatches batches, SubmissionForms forms)
{
    public static readonly Problem MediaType = Problems.UnsupportedMediaType(new Phrase(
        $"{ContentTypes.Json}, or multipart/form-data with files, or one submission a line as {string.Join(", ", ContentTypes.NamesOfJsonLines[..^1])} or {ContentTypes.NamesOfJsonLines[^1]}",
        $"{ContentTypes.Json}, или multipart/form-data с файлами, или по одному проекту в строке как {string.Join(", ", ContentTypes.NamesOfJsonLines[..^1])} или {ContentTypes.NamesOfJsonLines[^1]}"));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<SubmissionEndpoints>();
        routes.MapPost("/submissions", endpoints.Post).Described(SubmissionDocuments.Post());
    }

    /// <summary>Nearly every request is one draft as JSON, which is seen without parsing the type.</summary>
    private Task Post(HttpContext context)
    {
        var isDry = false;
        if (context.Request.QueryString.HasValue && DryRun.Read(context.Request, out isDry) is { } fault)
            return context.Answer(fault);
        if (context.Request.HasContentType(ContentTypes.Json))
            return PostOne(context, isDry);
        if (context.Request.HasJsonLines())
            return isDry ? context.Answer(DryRun.NotForFiles) : batches.Answer(context);
        if (FormParts.IsOf(context.Request))
            return isDry ? context.Answer(DryRun.NotForFiles) : forms.Answer(context);
        return PostOne(context, isDry);
    }

    private async Task PostOne(HttpContext context, bool isDry)
    {
        if (!IdempotencyKey.TryRead(context.Request, out var key))
        {
            await context.Answer(IdempotencyKey.Malformed);
            return;
        }

        if (!context.Request.HasContentType(ContentTypes.Json))
        {
            await context.Answer(MediaType);
            return;
        }

        var (submit, problem) = await bodies.Read<Submit>(context);
        if (submit is null)
        {
            await context.Answer(problem!);
            return;
        }

        if (isDry)
        {
            await receipts.OfTried(await submitting.Try(submit, context.Actor(), key)).ExecuteAsync(context);
            return;
        }

        Outcome<DraftReceipt> outcome;
        try
        {
            outcome = await submitting.Begin(submit, context.Actor(), key);
        }
        catch
        {
            RequestSpan.Names(context, nameof(Submit), null);
            throw;
        }
        await receipts.OfMade(context, outcome).ExecuteAsync(context);
    }
}
