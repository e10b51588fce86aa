using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Drafts;

/// <summary>The life of a draft step by step: each command by its route.</summary>
internal sealed class DraftCommandEndpoints(
    IGrainFactory grains, Submitting submitting, CommandBodies bodies, DraftQueries queries, Receipts receipts)
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<DraftCommandEndpoints>();
        routes.Map(HttpMethods.Post, "/drafts", endpoints.Prepare).Described(DraftDocuments.Prepare());
        var mapping = new Mapping(routes, endpoints);
        foreach (var row in DraftCommandTable.All.Steps)
            row.Accept(mapping);
    }

    private async Task<IResult> Prepare(HttpContext context)
    {
        if (DryRun.Read(context.Request, out var isDry) is { } fault)
            return fault;
        if (!IdempotencyKey.TryRead(context.Request, out var key))
            return IdempotencyKey.Malformed;

        var (prepare, problem) = await bodies.Read<Prepare>(context);
        if (prepare is null)
            return problem!;
        if (isDry)
            return receipts.OfTried(await submitting.Try(prepare, context.Actor(), key));
        return receipts.OfMade(context, await submitting.Begin(prepare, context.Actor(), key));
    }

    private async Task<IResult> Execute<T>(HttpContext context, CommandRow<DraftCommand, T> row) where T : DraftCommand
    {
        if (!DraftId.TryParse(context.Request.RouteValues["id"] as string, out var id))
            return DraftProblems.NoSuchDraft;

        var malformed = CommandHeaders.Read(context.Request, out var headers);
        var (command, conditions, problem) = malformed is null ? await Read(context, row, id, headers) : (null, null, malformed);
        if (command is null)
            return await queries.Find(id, context.Actor(), context.RequestAborted) is null ? DraftProblems.NoSuchDraft : problem!;

        if (headers.IsDry)
            return receipts.OfTried(await grains.Draft(id).Try(command, context.Actor(), conditions!));

        Outcome<DraftReceipt> outcome;
        try
        {
            outcome = await grains.Draft(id).Execute(command, context.Actor(), conditions!);
        }
        catch
        {
            RequestSpan.Names(context, typeof(T).Name, id);
            throw;
        }
        return receipts.OfDone(context, outcome);
    }

    /// <summary>The command and its conditions, or what is missing or wrong with the body.</summary>
    private async Task<(T? Command, RequestConditions? Conditions, Problem? Problem)> Read<T>(
        HttpContext context, CommandRow<DraftCommand, T> row, DraftId id, CommandHeaders headers) where T : DraftCommand
    {
        var (_, key, seen) = headers;
        if (row.NeedsIfMatch && (!seen.IsSent || seen.IsAny))
            return (null, null, Precondition.Needed);

        var (command, problem) = await bodies.Read(context, row.WhenEmpty);
        if (command is null)
            return (null, null, problem);

        return (command, new RequestConditions(await SeenLine(seen, id, context.RequestAborted), RequestKeys.Of(key, command)), null);
    }

    /// <summary>The one line that the grain is to insist on. Of several, the one that stands now, or else the latest that has been.</summary>
    private async ValueTask<int?> SeenLine(Precondition seen, DraftId id, CancellationToken cancellation)
    {
        if (!seen.IsSent || seen.IsAny)
            return null;
        if (seen.Lines.Length == 1)
            return seen.Lines[0];

        return seen.Among(await queries.LastLine(id, cancellation) ?? 0);
    }

    /// <summary>A route for each row.</summary>
    private sealed class Mapping(IEndpointRouteBuilder routes, DraftCommandEndpoints endpoints) : ICommandVisitor<DraftCommand>
    {
        public void Visit<T>(CommandRow<DraftCommand, T> row) where T : DraftCommand
        {
            if (row.Body is CommandBody.File or CommandBody.Path or CommandBody.Named)
                return;
            var path = $"/drafts/{{id}}/{row.Route}";
            routes.Map(row.Replaces ? HttpMethods.Put : HttpMethods.Post, path, context => endpoints.Execute(context, row)).Described(DraftDocuments.Step(row));
        }
    }
}
