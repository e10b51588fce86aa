using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Api.Registers;

/// <summary>The registers that there are; an operator loads new ones, and new editions.</summary>
internal sealed class KindEndpoints(IRegisterKinds kinds, IKindLoads loads, IEntries entries, EntryCounts counts)
{
    public static readonly Problem NoSuchKind = Problems.NotFound(new("There is no such register.", "Такого реестра нет."));

    public static readonly Problem Needed = Problems.PreconditionRequired(new(
        "Send the ETag of the registers as you saw them in If-Match; with ?dryRun=true the answer has it, and says what would change.",
        "Передайте в If-Match значение ETag реестров, которые Вы видели; с ?dryRun=true ответ содержит его и показывает, что изменится."));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<KindEndpoints>();
        routes.MapRead("/registers", endpoints.List).Described(KindDocuments.List());
        routes.MapRead("/registers/{code}", endpoints.Get).Described(KindDocuments.Get());
        routes.Map(HttpMethods.Put, "/registers/{code}", Admission.To(Operation.LoadKind, endpoints.Load)).Described(KindDocuments.Load());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var actor = context.Actor();
        var known = kinds.Current;
        var counted = await counts.Now(context.RequestAborted);
        var items = ImmutableArray.CreateBuilder<KindItem>();
        foreach (var kind in known.All)
        {
            var reader = entries.Reader(kind, actor);
            if (reader.IsNobody && !Runs(actor) && !actor.Holds(Role.Auditor))
                continue;
            var count = counted.Of(kind.Code, reader);
            items.Add(new(kind.Code, EntryAnswers.Text(kind.Title), kind.From, kind.Readers is { Closed: true }, entries.Registers(kind, actor), count.Open, count.Overdue));
        }
        context.Response.Tag(known.Revision);
        return Answers.Ok(new KindList(known.Revision, items.ToImmutable()), EntryResponseJson.Default.KindList);
    }

    private Task<IResult> Get(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, "edition");
        var edition = query.Value<DateOnly>("edition", new("a date such as 2026-12-01", "дата вида 2026-12-01"), DayText.TryRead);
        if (!query.Errors.IsEmpty)
            return Task.FromResult<IResult>(Problems.BadInput(query.Errors));

        var (code, known, actor) = (context.Request.RouteValues["code"] as string ?? "", kinds.Current, context.Actor());
        if ((edition is { } from ? known.Edition(code, from) : known.Last(code)) is not { } kind || (entries.Reader(kind, actor).IsNobody && !Runs(actor)))
            return Task.FromResult<IResult>(NoSuchKind);

        context.Response.Tag(known.Revision);
        using var file = JsonDocument.Parse(KindLoad.Write(kind));
        return Task.FromResult(Answers.Ok(
            new KindResponse(
                kind.Code, EntryAnswers.Text(kind.Title), kind.From, [.. known.EditionsOf(code).Select(each => each.From)], entries.InForce(code, actor)?.From, entries.Registers(kind, actor),
                file.RootElement.Clone()),
            EntryResponseJson.Default.KindResponse));
    }

    private async Task<IResult> Load(HttpContext context)
    {
        var (conditions, refused) = LoadConditions.Read(context, Needed);
        if (conditions is null)
            return refused!;
        if (!context.Request.HasContentType(ContentTypes.Json))
            return Problems.UnsupportedMediaType(ContentTypes.Json);

        RegisterKind? kind;
        ImmutableArray<ValidationError> errors;
        using (var body = await RequestBody.Read(context))
        {
            if (body.Problem is { } problem)
                return problem;
            (kind, errors) = KindFiles.Read(body.Bytes);
        }
        if (kind is not null && errors.IsEmpty && kind.Code != context.Request.RouteValues["code"] as string)
            errors = [new("/code", "This is not the code in the address.", "Код не совпадает с указанным в адресе.")];
        if (!errors.IsEmpty)
            return Problems.BadInput(errors);

        var outcome = await loads.Preview(kind!);
        if (!outcome.IsRefused && conditions.Seen is { } seen)
            outcome = await loads.Load(kind!, context.Actor(), seen.Among(outcome.Value.Revision));
        if (outcome.IsRefused)
            return new RefusalAnswer(outcome.Refusal);

        var change = outcome.Value;
        context.Response.Tag(change.Revision);
        return Answers.Ok(
            new KindLoadResponse(change.Code, change.From, change.Revision, Applied: conditions.Seen is not null, change.IsNew, !change.IsNone), EntryResponseJson.Default.KindLoadResponse);
    }

    /// <summary>Who loads registers sees them all, and the entries of none.</summary>
    private static bool Runs(Actor actor) => PermissionTable.Of(Operation.LoadKind).Refuse(actor) is null || actor.Holds(Role.System);
}
