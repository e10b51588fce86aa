using System.Text;
using RmsOrleans.Api.Json;
using RmsOrleans.Storage.Unfinished;

namespace RmsOrleans.Api.Unfinished;

/// <summary>What a person has begun to fill in and not sent: kept for nobody else, on every node, until it is sent or forgotten.</summary>
internal sealed class UnfinishedEndpoints(UnfinishedStore store, CommandBodies bodies, LocalTimes times)
{
    public static readonly Problem None = Problems.NotFound(new("You have kept nothing under this name.", "Под этим именем Вы ничего не сохраняли."));

    public static readonly Problem TooLarge = Problems.TooLarge(new("What is kept unfinished has at most 1 MB.", "Размер незавершённого ввода – не более 1 МБ."));

    public static readonly Problem TooMany = Problems.LimitReached(new(
        $"You have kept {UnfinishedStore.Most} pieces of unfinished input, the most there may be. Delete one that you do not need.",
        $"У Вас уже {UnfinishedStore.Most} записей незавершённого ввода, больше сохранить нельзя. Удалите ненужную."));

    public static readonly Problem NotSeen = Problems.PreconditionRequired(new(
        "There is such a piece already. Send its ETag in If-Match, so that nothing is overwritten that you have not seen.",
        "Такая запись уже есть. Передайте её ETag в If-Match, чтобы не заменить то, чего Вы не видели."));

    public static readonly Problem Stale = Problems.Of(new Refusal(
        RefusalReason.Stale,
        "The piece is not as you saw it: another window has kept or deleted it.",
        "Запись не такая, какой Вы её видели: она сохранена или удалена в другом окне."));

    private const int MostBytes = 1024 * 1024;
    private const int LongestForm = 200;
    private const int LongestTag = 100;

    private static readonly Phrase form = new(
        $"Expected 1 to {LongestForm} Latin letters, digits, dots, underscores and hyphens.",
        $"Ожидается от 1 до {LongestForm} латинских букв, цифр, точек, знаков подчёркивания и дефисов.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<UnfinishedEndpoints>();
        routes.MapRead("/unfinished", endpoints.List).Described(UnfinishedDocuments.List());
        routes.MapRead("/unfinished/{form}", endpoints.Get).Described(UnfinishedDocuments.Get());
        routes.Map(HttpMethods.Put, "/unfinished/{form}", endpoints.Keep).Described(UnfinishedDocuments.Keep());
        routes.Map(HttpMethods.Delete, "/unfinished/{form}", endpoints.Remove).Described(UnfinishedDocuments.Remove());
    }

    private async Task<IResult> List(HttpContext context)
    {
        var rows = await store.List(context.Actor(), context.RequestAborted);
        return Answers.Ok(new UnfinishedList([.. rows.Select(row => Item(row, context.Actor()))]), UnfinishedResponseJson.Default.UnfinishedList);
    }

    private async Task<IResult> Get(HttpContext context)
    {
        if (Form(context) is not { } name || await store.Find(context.Actor(), name, context.RequestAborted) is not { } row)
            return None;
        if (context.KnowsAlready(row.Tag))
            return Results.Empty;

        using var values = JsonDocument.Parse(row.Input);
        return Answers.Ok(
            new UnfinishedResponse(row.Form, row.Of, row.Seen, row.Title, row.Bytes, KeptAt(row, context.Actor()), KeptUntil(row, context.Actor()), values.RootElement.Clone()),
            UnfinishedResponseJson.Default.UnfinishedResponse);
    }

    private async Task<IResult> Keep(HttpContext context)
    {
        if (Form(context) is not { } name)
            return Problems.BadInput("/form", form);
        if (!Precondition.TryRead(context.Request, out var seen))
            return Precondition.Malformed;
        var (asked, problem) = await bodies.ReadPlain<KeepUnfinished>(context);
        if (asked is null)
            return problem!;
        if (Errors(asked, name) is { IsEmpty: false } errors)
            return Problems.BadInput(errors);

        var input = new UnfinishedRow { Form = name, Of = asked.Of, Seen = asked.Tag, Title = asked.Title, Input = asked.Values.GetRawText() };
        if (Encoding.UTF8.GetByteCount(input.Input) > MostBytes)
            return TooLarge;
        var kept = await store.Keep(context.Actor(), input, Seen(seen), context.RequestAborted);
        return kept.End switch
        {
            KeptUnfinishedEnd.Added => Answered(context, StatusCodes.Status201Created, kept.Row!),
            KeptUnfinishedEnd.Replaced => Answered(context, StatusCodes.Status200OK, kept.Row!),
            KeptUnfinishedEnd.NotSeen => NotSeen,
            KeptUnfinishedEnd.Stale => Stale,
            KeptUnfinishedEnd.TooMany => TooMany,
        };
    }

    private async Task<IResult> Remove(HttpContext context)
    {
        if (!Precondition.TryRead(context.Request, out var seen))
            return Precondition.Malformed;
        var removed = Form(context) is { } name ? await store.Remove(context.Actor(), name, Seen(seen) ?? (_ => true), context.RequestAborted) : false;
        if (removed != true)
            return removed is null ? Stale : None;

        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Results.Empty;
    }

    private JsonAnswer<UnfinishedItem> Answered(HttpContext context, int status, UnfinishedRow row)
    {
        context.Response.Tag(row.Tag);
        return new(status, Item(row, context.Actor()), UnfinishedResponseJson.Default.UnfinishedItem);
    }

    private static Func<int, bool>? Seen(Precondition seen) => seen.IsSent ? tag => seen.IsAny || seen.Lines.Contains(tag) : null;

    private UnfinishedItem Item(UnfinishedRow row, Actor actor) =>
        new(row.Form, row.Of, row.Seen, row.Title, row.Bytes, KeptAt(row, actor), KeptUntil(row, actor));

    private DateTimeOffset KeptAt(UnfinishedRow row, Actor actor) => row.KeptAt.In(times.ZoneOf(actor.Authority));

    private DateTimeOffset KeptUntil(UnfinishedRow row, Actor actor) => (row.KeptAt + UnfinishedStore.Lifetime).In(times.ZoneOf(actor.Authority));

    /// <summary>Null if the path has no name that one can have.</summary>
    private static string? Form(HttpContext context) =>
        context.Request.RouteValues["form"] is string { Length: > 0 and <= LongestForm } name && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-')
            ? name
            : null;

    private static ImmutableArray<ValidationError> Errors(KeepUnfinished asked, string name)
    {
        var errors = ImmutableArray.CreateBuilder<ValidationError>();
        if (asked.Form is not null && asked.Form != name)
            errors.Add(new("/form", "The path says another one.", "В адресе указано другое значение."));
        if (asked.Of is { } of && !DraftId.TryParse(of, out _))
            errors.Add(new("/of", "Expected the id of a draft.", "Ожидается идентификатор проекта."));
        if (asked.Tag is { } tag && (tag.Length is 0 or > LongestTag || tag.AsSpan().ContainsAnyExceptInRange(' ', '~')))
            errors.Add(new("/tag", "Expected an ETag of the draft.", "Ожидается значение ETag проекта."));
        if (asked.Title is { } title && (title.Length > LongestForm || title.Any(char.IsControl)))
            errors.Add(new("/title", $"Expected at most {LongestForm} characters in one line.", $"Ожидается не более {LongestForm} символов в одной строке."));
        return errors.ToImmutable();
    }
}
