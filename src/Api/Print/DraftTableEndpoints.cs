using RmsOrleans.Api.Drafts;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Api.Print;

/// <summary>A list of drafts as CSV, with the filters and orders of <see cref="DraftListEndpoints"/>, all of it.</summary>
internal sealed class DraftTableEndpoints(DraftListQueries queries, LocalTimes times, IReferenceData reference)
{
    /// <summary>Read at a time.</summary>
    private const int Page = 500;

    private static readonly ImmutableArray<Phrase> columns =
    [
        new("Number", "Номер"), new("Prepared", "Дата и время подготовки"), new("Registered", "Дата и время регистрации"),
        new("Customs authority", "Таможенный орган"), ContentNames.Title, ContentNames.Kind, ContentNames.Territory, ContentNames.Mode, new("Status", "Статус"),
        new("Due", "Срок"), new("Overdue", "Просрочен"), new("Executor", "Исполнитель"), new("Responsible unit", "Ответственное подразделение"),
        new("Version", "Версия"), new("Id", "Идентификатор"),
    ];

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/drafts/list.csv", routes.ServiceProvider.GetRequiredService<DraftTableEndpoints>().Csv).Described(PrintDocuments.DraftTable());

    private async Task<IResult> Csv(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. DraftListEndpoints.Narrowing, "sort", "language"]);
        var actor = context.Actor();
        var (filter, _, _) = DraftFilters.Read(query, DraftFilters.Sorts, times.ZoneOf(actor.Authority));
        var language = PrintLanguages.Read(query, context.Request);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        // Before anything is sent, so that a storage that is away is told as such.
        var first = await queries.Page(filter, actor, null, Page, context.RequestAborted);
        var authorities = reference.Current.Authorities;
        return new CsvResponse(language, "drafts", columns, Pages());

        async IAsyncEnumerable<IEnumerable<string[]>> Pages()
        {
            await foreach (var page in queries.Pages(first, filter, actor, Page, context.RequestAborted))
                yield return page.Select(row => Row(row, language, authorities));
        }
    }

    /// <summary>Times are by the clock of the draft's authority, but for the term by that of whoever must meet it.</summary>
    private string[] Row(DraftHead row, Language language, AuthorityRegister authorities)
    {
        var zone = times.ZoneOf(row.Authority);
        return
        [
            $"{row.Number}", CsvResponse.Time(row.PreparedAt.In(zone)), row.RegisteredAt is { } at ? CsvResponse.Time(at.In(zone)) : "",
            In(authorities.InWords(row.Authority)), row.Title, In(row.Kind.InWords()), In(row.Territory.InWords()), In(row.Mode.InWords()),
            In(row.Status.InWords()), row.Deadline is { } deadline ? CsvResponse.Time(deadline.DueAt.In(times.ZoneOf(deadline.Responsible))) : "",
            In(row.Overdue ? new("yes", "да") : new("no", "нет")), row.ExecutorName ?? "", row.ResponsibleUnit ?? "", $"{row.Version}", $"{row.Id}",
        ];

        string In(Phrase phrase) => phrase.In(language);
    }
}
