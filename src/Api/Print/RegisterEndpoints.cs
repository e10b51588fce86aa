using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.Json;
using RmsOrleans.Grains.Content;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Reference.Classifiers;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Storage.Profiles;

namespace RmsOrleans.Api.Print;

/// <summary>The register of a period: its registrations in their order, as CSV or as a journal for printing.</summary>
internal sealed class RegisterEndpoints(DraftListQueries queries, ProfileQueries profiles, LocalTimes times, IReferenceData reference,
    [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>Registrations that a printed journal takes.</summary>
    public const int MostPrinted = 2000;

    /// <summary>Read at a time.</summary>
    private const int Page = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<RegisterEndpoints>();
        routes.MapRead("/registrations/register.csv", endpoints.Csv).Described(PrintDocuments.Register());
        routes.MapRead("/registrations/print", endpoints.Print).Described(PrintDocuments.PrintedRegister());
    }

    private async Task<IResult> Csv(HttpContext context)
    {
        var (filter, language, refused) = Read(context);
        if (refused is not null)
            return refused;

        // Before anything is sent, so that a storage that is away is told as such.
        var first = await queries.Page(filter, context.Actor(), null, Page, context.RequestAborted);
        var rows = new RegisterRows(language, times, reference.Current.Authorities);
        return new CsvResponse(language, Name(filter), RegisterRows.Columns.Select(column => column.Title), Pages());

        async IAsyncEnumerable<IEnumerable<string[]>> Pages()
        {
            await foreach (var page in queries.Pages(first, filter, context.Actor(), Page, context.RequestAborted))
            {
                var become = await profiles.Of(page, context.RequestAborted);
                yield return page.Select(row => rows.Of(row, become.TryGetValue(row.Id, out var number) ? number : null, CsvResponse.Time));
            }
        }
    }

    private async Task<IResult> Print(HttpContext context)
    {
        var (filter, language, refused) = Read(context);
        if (refused is not null)
            return refused;

        var rows = await queries.Page(filter, context.Actor(), null, MostPrinted, context.RequestAborted);
        if (rows.Count > MostPrinted)
            return Problems.BadInput("/registeredTo", new(
                $"There are more than {MostPrinted} registrations in this period. Print shorter periods, or take the register as CSV.",
                $"За этот период больше {MostPrinted} регистраций. Печатайте за более короткие периоды или получите реестр в формате CSV."));

        var become = await profiles.Of(rows, context.RequestAborted);
        var authorities = reference.Current.Authorities;
        var sheets = new Sheets(language, times.ZoneOf(context.Actor().Authority), authorities, clock.GetUtcNow());
        new RegisterSheet(sheets, new RegisterRows(language, times, authorities)).Write(filter, rows, become);
        return PrintEndpoints.Answer(context, language, sheets.Page(Name(filter)));
    }

    private static (DraftFilter Filter, Language Language, IResult? Refused) Read(HttpContext context)
    {
        var query = new QueryParameters(context.Request.Query, [.. DraftFilters.Common, "language"]);
        var filter = DraftFilters.ReadFilter(query) with { Order = new DraftOrder(ByRegistration: true, OldestFirst: true) };
        var language = PrintLanguages.Read(query, context.Request);
        foreach (var name in (string[])["registeredFrom", "registeredTo"])
        {
            if (query.Text(name) is null)
                query.Refuse(
                    name, "A register is of a period: say its first and its last day.", "Реестр составляется за период: укажите его первый и последний день.");
        }
        return (filter, language, query.Errors.IsEmpty ? null : Problems.BadInput(query.Errors));
    }

    private static string Name(DraftFilter filter) =>
        $"register{(filter.Authority is { } authority ? $"-{authority}" : "")}-{DayText.Of(filter.RegisteredFrom!.Value)}-{DayText.Of(filter.RegisteredTo!.Value)}";
}

/// <summary>What a register says of a registration, column by column.</summary>
internal sealed class RegisterRows(Language language, LocalTimes times, AuthorityRegister authorities)
{
    public static readonly Column Territory = new(ContentNames.Territory, Breaks.BetweenWords);
    public static readonly Column Overdue = new("Overdue", "Просрочен", Breaks.Nowhere);

    public static readonly ImmutableArray<Column> Columns =
    [
        new("Number", "Номер", Breaks.Nowhere), new("Registered", "Дата и время регистрации", Breaks.Nowhere), new("Customs authority", "Таможенный орган"),
        new(ContentNames.Title), new(ContentNames.Kind, Breaks.BetweenWords), Territory, new("Status", "Статус", Breaks.BetweenWords),
        new("Due", "Срок", Breaks.Nowhere), Overdue, new("Profile", "Профиль риска", Breaks.Nowhere),
    ];

    /// <param name="time">How a time is written; it is by the clock of its authority.</param>
    public string[] Of(DraftHead row, RegistrationNumber? profile, Func<DateTimeOffset, string> time) =>
    [
        $"{row.Number}", time(row.RegisteredAt!.Value.In(times.ZoneOf(row.Authority))), In(authorities.InWords(row.Authority)), row.Title, In(row.Kind.InWords()),
        In(row.Territory.InWords()), In(row.Status.InWords()),
        row.Deadline is { } deadline ? time(deadline.DueAt.In(times.ZoneOf(deadline.Responsible))) : "",
        In(row.Overdue ? new("yes", "да") : new("no", "нет")), $"{profile}",
    ];

    public string In(Phrase phrase) => phrase.In(language);

    public Language Language => language;
}

/// <summary>A register as the journal of registrations of a period.</summary>
internal sealed class RegisterSheet(Sheets sheets, RegisterRows rows)
{
    /// <summary>A sheet has no room for them.</summary>
    private static readonly Column[] leftOut = [RegisterRows.Territory, RegisterRows.Overdue];

    public void Write(DraftFilter filter, List<DraftHead> registered, IReadOnlyDictionary<DraftId, RegistrationNumber> become) =>
        sheets.Wide(
            sheets.In(new("Journal of registration of draft risk profiles", "Журнал регистрации проектов профилей риска")),
            $"{(filter.Authority is { } of ? $"{sheets.Authority(of)}, " : "")}{Sheets.Period(filter.RegisteredFrom!.Value, filter.RegisteredTo!.Value)}",
            () =>
            {
                sheets.Facts(
                    (new("Status", "Статус"), filter.Statuses is { } statuses ? sheets.In(Phrase.Joined(", ", statuses.Select(status => status.InWords()))) : null),
                    (ContentNames.Kind, filter.Kind is { } kind ? sheets.In(kind.InWords()) : null),
                    (ContentNames.Territory, filter.Territory is { } territory ? sheets.In(territory.InWords()) : null),
                    (new("Overdue", "Просрочен"), filter.Overdue is { } overdue ? sheets.In(overdue ? new("yes", "да") : new("no", "нет")) : null),
                    (new("Registrations", "Всего регистраций"), $"{registered.Count}"));
                if (registered.Count == 0)
                {
                    sheets.Text(sheets.In(new("Nothing was registered in this period.", "За этот период ничего не зарегистрировано.")));
                    return;
                }
                var places = RegisterRows.Columns.Index().Where(column => !leftOut.Contains(column.Item)).ToArray();
                sheets.Table(
                    [.. places.Select(place => place.Item)],
                    registered.Select(row =>
                    {
                        var cells = rows.Of(row, become.TryGetValue(row.Id, out var profile) ? profile : null, Sheets.Local);
                        return (string?[])[.. places.Select(place => cells[place.Index])];
                    }));
                new SignatureTable(sheets, AuthorityCode.Fcs).Add(new Phrase("Kept by", "Журнал ведёт"), null).Write(new("Signature", "Подпись"));
            });
}
