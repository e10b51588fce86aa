using RmsOrleans.Api.ReadLog;
using RmsOrleans.Declarations;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Kernel.Commands;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Api.Declarations;

/// <summary>The control of a declaration: its checks and hits, and what officials do with them.</summary>
internal sealed class ControlEndpoints(IGrainFactory grains, ControlStore store, IReferenceData reference, CommandBodies bodies, Reads reads)
{
    public static readonly Problem NoSuch = Problems.NotFound(new("No such declaration was checked.", "Такая декларация не проверялась."));

    private const string CursorOf = "undecided";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<ControlEndpoints>();
        routes.MapRead("/checks/undecided", endpoints.Waiting).Described(CheckDocuments.Waiting());
        routes.MapRead("/declarations/{number}/checks", endpoints.Checks).Described(CheckDocuments.Checks());
        var mapping = new Mapping(routes, endpoints);
        foreach (var row in ControlCommandTable.All.Steps)
            row.Accept(mapping);
    }

    private async Task<IResult> Checks(HttpContext context)
    {
        if (await Find(context) is not var (_, stored))
            return NoSuch;
        var answer = Answer(stored, context.Actor());
        await reads.NoteDeclarations(context, Operation.GetDeclarationChecks, answer.Number);
        context.Response.Tag(stored.Lines.Count);
        return Answers.Ok(answer, CheckResponseJson.Default.ControlResponse);
    }

    private async Task<IResult> Waiting(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "limit", "cursor");
        var limit = Pages.Limit(query);
        var after = PlaceCursor.Read(query, CursorOf);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await store.Waiting(
            ControlPermissions.Within(Operation.ListControls, context.Actor(), reference.Current.Authorities),
            after is var (at, id) ? (DateTimeOffset.FromUnixTimeMilliseconds(at), id) : null,
            limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        return Answers.Ok(
            new WaitingList(
                [.. shown.Select(row => new WaitingResponse(row.Number, row.ControlAuthority, row.Version, Codes.Of(row.Moment), row.Moment.InWords(), row.Undecided, row.ChangedAt.In(MoscowDays.Zone)))],
                rows.Count > limit ? PlaceCursor.Write(shown[^1].ChangedAt.ToUnixTimeMilliseconds(), shown[^1].Id, CursorOf) : null),
            CheckResponseJson.Default.WaitingList);
    }

    private async Task<IResult> Execute<T>(HttpContext context) where T : ControlCommand
    {
        if (await Find(context) is not var (number, stored))
            return NoSuch;
        if (CommandHeaders.Read(context.Request, out var headers) is { } fault)
            return fault;
        var (isDry, key, seen) = headers;
        var (command, problem) = await bodies.ReadOfControl<T>(context);
        if (command is null)
            return problem!;

        var conditions = new RequestConditions(seen.LineFor(stored.Lines.Count), RequestKeys.Of(key, command));
        var grain = grains.Control(number);
        var outcome = isDry ? await grain.Try(command, context.Actor(), conditions) : await grain.Execute(command, context.Actor(), conditions);
        if (outcome.Refusal is { } refusal)
            return new RefusalAnswer(refusal);

        var after = isDry ? stored : await store.Read(Control.IdOf(number), number.ToString(), CancellationToken.None);
        if (!isDry)
            context.Response.Tag(after.Lines.Count);
        return Answers.Ok(Answer(after, context.Actor()), CheckResponseJson.Default.ControlResponse);
    }

    /// <summary>What is known of the declaration in the path; null if nothing is, or the caller may not know of it.</summary>
    private async Task<(DeclarationNumber Number, StoredControl Stored)?> Find(HttpContext context)
    {
        var text = (context.Request.RouteValues["number"] as string ?? "").Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace('-', '/');
        if (!DeclarationNumber.TryParse(text, out var number))
            return null;
        var stored = await store.Read(Control.IdOf(number), number.ToString(), context.RequestAborted);
        return stored.Checks is [.., var last]
            && ControlPermissions.Refuse(Operation.GetDeclarationChecks, context.Actor(), last.Authority, last.ControlAuthority, reference.Current.Authorities) is null ? (number, stored) : null;
    }

    private ControlResponse Answer(StoredControl stored, Actor actor)
    {
        var (control, last) = (stored.Fold(), stored.Checks[^1]);
        var standing = StandingResponse.Of(control);
        return new(
            last.Number, last.Authority, last.ControlAuthority, last.Version, standing.IsEmpty, standing, control?.Sampled ?? false, control?.End, HitResponse.Of(control),
            [.. stored.Checks.Select(CheckRecordResponse.Of)], ControlTimeline.Of(stored.Lines),
            ControlSteps.For(actor, control, control?.ControlAuthority ?? last.ControlAuthority, reference.Current.Authorities));
    }

    /// <summary>A route for each row.</summary>
    private sealed class Mapping(IEndpointRouteBuilder routes, ControlEndpoints endpoints) : ICommandVisitor<ControlCommand>
    {
        public void Visit<T>(CommandRow<ControlCommand, T> row) where T : ControlCommand =>
            routes.Map(HttpMethods.Post, $"/declarations/{{number}}/{row.Route}", endpoints.Execute<T>).Described(CheckDocuments.Command(row));
    }
}
