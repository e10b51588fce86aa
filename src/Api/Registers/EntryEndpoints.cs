using RmsOrleans.Api.Json;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Api.Registers;

/// <summary>Entries of registers: one set of routes for all that there are, and for those that come.</summary>
internal sealed class EntryEndpoints(
    IEntries entries, EntryViews views, OpenedCommands opened, IRegisterKinds kinds, EntryQueries queries, EntryTasks tasks, CommandBodies bodies, Reads reads, LocalTimes times, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public static readonly Problem NoSuchEntry = Problems.NotFound(new("There is no such entry.", "Такой записи нет."));

    public static readonly Problem NotSeen = Problems.PreconditionRequired(new(
        "Send the ETag of the entry as you saw it in If-Match: this step is for who has seen it as it stands.",
        "Передайте в If-Match значение ETag записи, которую Вы видели: этот шаг может сделать тот, кто видел её в нынешнем виде."));

    private static readonly string[] narrowing = ["authority", "state", "number", "responsible", "open", "overdue"];

    private const string Tasks = "entry-tasks";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<EntryEndpoints>();
        routes.Map(HttpMethods.Post, "/registers/{code}/entries", endpoints.Register).Described(EntryDocuments.Register());
        routes.MapRead("/registers/{code}/entries", endpoints.List).Described(EntryDocuments.List());
        routes.MapRead("/tasks/entries", endpoints.ListTasks).Described(EntryDocuments.Tasks());
        routes.MapRead("/entries/{id}", endpoints.Get).Described(EntryDocuments.Get());
        routes.MapRead("/entries/{id}/journal", endpoints.Journal).Described(EntryDocuments.Journal());
        routes.MapRead("/entries/{id}/people", endpoints.People).Described(EntryDocuments.People());
        routes.Map(HttpMethods.Post, "/entries/{id}/steps/{route}", context => endpoints.Execute<StepBody>(
            context, body => body.Command(Named(context, "route")), new StepBody(null, null, null, null, null))).Described(EntryDocuments.Step());
        routes.Map(HttpMethods.Post, "/entries/{id}/terms/{term}/extension", context => endpoints.Execute<ExtensionBody>(
            context, body => (new ExtendTerm(Named(context, "term"), new(body.Amount, body.Unit), body.Reason, body.ApplicantToldOn, body.OfExecutors ?? false), null))).Described(EntryDocuments.Extend());
        routes.Map(HttpMethods.Post, "/entries/{id}/terms/{term}/suspension", context => endpoints.Execute<ReasonBody>(
            context, body => (new SuspendTerm(Named(context, "term"), body.Reason), null))).Described(EntryDocuments.Suspend());
        routes.Map(HttpMethods.Post, "/entries/{id}/terms/{term}/resumption", context => endpoints.Execute(
            context, new ResumeTerm(Named(context, "term")))).Described(EntryDocuments.Resume());
        routes.Map(HttpMethods.Post, "/entries/{id}/links", context => endpoints.Execute<EntryLinkBody>(
            context, body => (new LinkEntry(new(body.To, body.Id)), null))).Described(EntryDocuments.Link());
        routes.Map(HttpMethods.Post, "/entries/{id}/corrections", context => endpoints.Execute<CorrectionBody>(context, body => body.Command())).Described(EntryDocuments.Correct());
    }

    private async Task<IResult> Register(HttpContext context)
    {
        var actor = context.Actor();
        var code = Named(context, "code");
        if (kinds.Current.Last(code) is not { } kind || (kind.Readers is { Closed: true } && entries.Reader(kind, actor).IsNobody))
            return KindEndpoints.NoSuchKind;
        if (DryRun.Read(context.Request, out var isDry) is { } fault)
            return fault;
        if (!IdempotencyKey.TryRead(context.Request, out var key))
            return IdempotencyKey.Malformed;
        var (body, problem) = await bodies.ReadPlain<EntryBody>(context);
        if (body is null)
            return problem!;
        var (command, faulty) = body.Command(actor.Authority);
        if (command is null)
            return faulty!;

        var request = EntryRequestKeys.Of(key, command, code);
        if (isDry)
        {
            var tried = await entries.TryRegister(code, command, actor, request);
            return tried.IsRefused ? new RefusalAnswer(tried.Refusal) : Answers.Ok(await Answer(tried.Value, actor), EntryResponseJson.Default.EntryResponse);
        }
        var outcome = await entries.Register(code, command, actor, request);
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal);

        var stored = outcome.Value.Stored ?? await queries.Read(outcome.Value.Entry, CancellationToken.None);
        context.Response.Headers.Location = $"/api/v1/entries/{outcome.Value.Entry:D}";
        context.Response.Tag(stored.Lines.Count);
        return new JsonAnswer<EntryResponse>(
            outcome.Value.Repeated ? StatusCodes.Status200OK : StatusCodes.Status201Created, await Answer(entries.View(stored, actor)!, actor), EntryResponseJson.Default.EntryResponse);
    }

    private async Task<IResult> List(HttpContext context)
    {
        var actor = context.Actor();
        var code = Named(context, "code");
        var query = new QueryParameters(context.Request.Query, [.. narrowing, "limit", "cursor"]);
        var limit = Pages.Limit(query);
        var filter = new EntryFilter(
            code, query.Value<AuthorityCode>("authority", AuthorityCode.Form, AuthorityCode.TryParse), query.Text("state"), query.Text("number"), query.Text("responsible"),
            query.Value<bool>("open", QueryParameters.TrueOrFalse, QueryParameters.ReadBool), query.Value<bool>("overdue", QueryParameters.TrueOrFalse, QueryParameters.ReadBool));
        var place = PlaceCursor.Read(query, $"{filter}");
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);
        if (kinds.Current.Last(code) is not { } kind)
            return KindEndpoints.NoSuchKind;

        var reader = entries.Reader(kind, actor);
        if (kind.Readers is { Closed: true } && reader.IsNobody)
            return KindEndpoints.NoSuchKind;
        var rows = await queries.Page(filter, reader, place is var (at, id) ? new(DateTimeOffset.FromUnixTimeMilliseconds(at), id) : null, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        return Answers.Ok(
            new EntryList([.. shown.Select(Item)], rows.Count > limit ? PlaceCursor.Write(shown[^1].RegisteredAt.ToUnixTimeMilliseconds(), shown[^1].Id, $"{filter}") : null),
            EntryResponseJson.Default.EntryList);
    }

    private async Task<IResult> ListTasks(HttpContext context)
    {
        var actor = context.Actor();
        var query = new QueryParameters(context.Request.Query, "limit", "cursor");
        var limit = Pages.Limit(query);
        var place = PlaceCursor.Read(query, Tasks);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var rows = await tasks.Mine(actor, place is var (due, id) ? new(due, id) : null, limit, context.RequestAborted);
        var shown = rows.Take(limit).ToArray();
        var days = UrgencyDays.Of(clock.GetUtcNow(), times.ZoneOf(actor.Authority));
        return Answers.Ok(
            new EntryTaskList(
                [.. shown.Select(row => tasks.Of(row, actor, days)).OfType<EntryTask>()],
                rows.Count > limit && EntryTasks.PlaceOf(shown[^1]) is var last ? PlaceCursor.Write(last.Due, last.Id, Tasks) : null),
            EntryResponseJson.Default.EntryTaskList);
    }

    private async Task<IResult> Get(HttpContext context)
    {
        if (await Find(context) is not var (_, stored, view))
            return NoSuchEntry;
        await reads.NoteEntry(context, Operation.GetEntry, $"{view.Entry.Kind} {view.Entry.Number}");
        context.Response.Tag(stored.Lines.Count);
        return Answers.Ok(await Answer(view, context.Actor()), EntryResponseJson.Default.EntryResponse);
    }

    private async Task<IResult> Journal(HttpContext context)
    {
        if (await Find(context) is not var (_, stored, view))
            return NoSuchEntry;
        await reads.NoteEntry(context, Operation.GetEntryJournal, $"{view.Entry.Kind} {view.Entry.Number}");
        context.Response.Tag(stored.Lines.Count);
        return Answers.Ok(EntryAnswers.Journal(view, times), EntryResponseJson.Default.EntryJournalResponse);
    }

    private async Task<IResult> People(HttpContext context)
    {
        if (await Find(context) is not var (_, _, view))
            return NoSuchEntry;
        var (entry, actor) = (view.Entry, context.Actor());
        var people = await queries.Responsible(entry.Authority, entry.Kind, view.Kind.Readers is { Closed: true }, context.RequestAborted);
        var own = actor.Authority == entry.Authority && people.All(person => person.Subject != actor.Subject) ? [new EntryPersonBody(actor.Subject, actor.Name)] : Array.Empty<EntryPersonBody>();
        return Answers.Ok(new EntryPeople([.. people.Select(person => new EntryPersonBody(person.Subject, person.Name)), .. own]), EntryResponseJson.Default.EntryPeople);
    }

    private async Task<IResult> Execute<T>(HttpContext context, Func<T, (EntryCommand? Command, Problem? Problem)> commandOf, T? whenEmpty = null) where T : class
    {
        if (await Find(context) is not var (id, stored, view))
            return NoSuchEntry;
        var (body, problem) = await bodies.ReadPlain(context, whenEmpty);
        if (body is null)
            return problem!;
        var (command, faulty) = commandOf(body);
        return command is null ? faulty! : await Execute(context, command, id, stored, command is TakeStep step && view.Kind.Transitions.Any(each => each.Route == step.Route && each.Seen));
    }

    private async Task<IResult> Execute(HttpContext context, EntryCommand command) =>
        await Find(context) is var (id, stored, _) ? await Execute(context, command, id, stored, needsIfMatch: false) : NoSuchEntry;

    private async Task<IResult> Execute(HttpContext context, EntryCommand command, Guid id, WholeEntry stored, bool needsIfMatch)
    {
        var actor = context.Actor();
        if (CommandHeaders.Read(context.Request, out var headers) is { } fault)
            return fault;
        var (isDry, key, seen) = headers;
        if (needsIfMatch && (!seen.IsSent || seen.IsAny))
            return NotSeen;

        var conditions = new RequestConditions(seen.LineFor(stored.Lines.Count), EntryRequestKeys.Of(key, command));
        var outcome = isDry ? await entries.Try(id, command, actor, conditions) : await entries.Execute(id, command, actor, conditions);
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal);

        var after = isDry ? stored : await queries.Read(id, CancellationToken.None);
        if (!isDry)
            context.Response.Tag(after.Lines.Count);
        return Answers.Ok(await Answer((await views.Of(after, actor, CancellationToken.None))!, actor), EntryResponseJson.Default.EntryResponse);
    }

    /// <summary>The entry in the path; null if there is none, or the caller may not know of it.</summary>
    private async Task<(Guid Id, WholeEntry Stored, EntryView View)?> Find(HttpContext context)
    {
        if (!Guid.TryParseExact(Named(context, "id"), "D", out var id))
            return null;
        var stored = await queries.Read(id, context.RequestAborted);
        return await views.Of(stored, context.Actor(), context.RequestAborted) is { } view ? (id, stored, view) : null;
    }

    private async Task<EntryResponse> Answer(EntryView view, Actor actor) => EntryAnswers.Of(view, times) with { Opens = await opened.Of(view, actor, CancellationToken.None) };

    private EntryItem Item(EntryHead head) => EntryAnswers.Item(head, KindOf(head), times.ZoneOf(head.Authority));

    private RegisterKind? KindOf(EntryHead head) => kinds.Current.Edition(head.Kind, head.Edition);

    private static string Named(HttpContext context, string name) => context.Request.RouteValues[name] as string ?? "";
}

/// <summary>Entries as somebody sees them, with those that were spread from them.</summary>
internal sealed class EntryViews(IEntries entries, EntryQueries queries)
{
    /// <summary>Null if there is none, or this caller may not know of it.</summary>
    public async Task<EntryView?> Of(WholeEntry stored, Actor actor, CancellationToken cancellation) => stored.Lines is [var first, ..]
        ? entries.View(stored, actor, entries.Spreads(stored) ? await queries.SpreadFrom(first.Subject, cancellation) : null)
        : null;
}
