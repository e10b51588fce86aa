using RmsOrleans.Api.Print;
using RmsOrleans.Api.ReadLog;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Reference;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;

namespace RmsOrleans.Api.Registers;

/// <summary>An entry as a page for printing, in the form that the file of its register gives it.</summary>
internal sealed class EntryPrintEndpoints(
    EntryViews views, EntryQueries queries, IEnumerable<ILaterNotes> notes, Reads reads, IReferenceData reference, LocalTimes times, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapRead("/entries/{id}/print", routes.ServiceProvider.GetRequiredService<EntryPrintEndpoints>().Print).Described(EntryDocuments.Print());

    private async Task<IResult> Print(HttpContext context)
    {
        if (!Guid.TryParseExact(context.Request.RouteValues["id"] as string, "D", out var id)
            || await views.Of(await queries.Read(id, context.RequestAborted), context.Actor(), context.RequestAborted) is not { } view)
            return EntryEndpoints.NoSuchEntry;

        var query = new QueryParameters(context.Request.Query, "language");
        var language = PrintLanguages.Read(query, context.Request);
        if (!query.Errors.IsEmpty)
            return Problems.BadInput(query.Errors);

        var sheets = new Sheets(language, times.ZoneOf(view.Entry.Authority), reference.Current.Authorities, clock.GetUtcNow());
        var later = new List<(Phrase, Phrase)>();
        foreach (var each in notes)
            later.AddRange(await each.Of(view, context.RequestAborted));
        new EntrySheet(view, later, sheets).Write();
        await reads.NoteEntry(context, Operation.PrintEntry, $"{view.Entry.Kind} {view.Entry.Number}");
        return PrintEndpoints.Answer(context, language, sheets.Page(view.Entry.Number));
    }
}

/// <summary>What came to be known of an entry after it was written, and belongs on its sheet.</summary>
internal interface ILaterNotes
{
    Task<IReadOnlyList<(Phrase What, Phrase Said)>> Of(EntryView view, CancellationToken cancellation);
}

/// <summary>The sheet of an entry: what it says, through which states it went, and the ledger of each term. What its reader may not read is not on it.</summary>
internal sealed class EntrySheet(EntryView view, IReadOnlyList<(Phrase What, Phrase Said)> later, Sheets sheets)
{
    private Entry Entry => view.Entry;

    public void Write() => sheets.Sheet(
        sheets.In(EntryAnswers.Text(view.Kind.Print?.Heading ?? view.Kind.Title)),
        $"{sheets.No(Entry.Number)}, {sheets.Authority(Entry.Authority)}",
        () =>
        {
            sheets.Facts(
            [
                (new("Registered", "Зарегистрирована"), sheets.Time(Entry.RegisteredAt)),
                (new("Received", "Поступило"), sheets.Time(Entry.ReceivedAt)),
                (new("Signed on", "Дата подписания"), Entry.SignedOn is { } signed ? Sheets.Day(signed) : null),
                (new("State", "Состояние"), sheets.In(StateName(Entry.State))),
                (new("Responsible", "Ответственный"), Entry.Responsible?.Name),
                (new("Given by", "Поручено"), Entry.Origin is { } origin ? $"{sheets.No(origin.Number)}, {sheets.Authority(origin.Authority)}" : null),
                .. Printed().Where(field => !field.Field.IsTable).Select(field => (EntryAnswers.Text(field.Field.Title), (string?)Said(field))),
                .. Entry.Links.Select(link => (new Phrase("Linked to", "Связана с"), (string?)$"{sheets.In(LinkNames.Of(link.To))} {link.Id}")),
                .. later.Select(note => (note.What, (string?)sheets.In(note.Said))),
            ]);
            foreach (var field in Printed().Where(field => field.Field.IsTable))
                Given(field);
            if (!view.Spread.IsEmpty)
            {
                sheets.Heading(new("Executors", "Исполнители"));
                sheets.Table(
                    [
                        new("Number", "Номер", Breaks.Nowhere), new("Executor", "Исполнитель", Breaks.BetweenWords), new("State", "Состояние", Breaks.BetweenWords), new("Due", "Срок", Breaks.BetweenWords),
                    ],
                    view.Spread.Select(Execution));
            }
            sheets.Heading(new("States", "Движение"));
            sheets.Table(
                [
                    new("Time", "Время", Breaks.Nowhere), new("What happened", "Событие"), new("State", "Состояние", Breaks.BetweenWords), new("Paper", "Документ"),
                    new("Who", "Кто", Breaks.BetweenWords),
                ],
                view.History.Select(Row));
            foreach (var term in view.Terms)
            {
                sheets.Heading(new Phrase("Term: ", "Срок: ") + term.Title);
                sheets.List(term.Counted.Steps.Select(step => sheets.In(step.What)));
            }
            new SignatureTable(sheets, Entry.Authority).Add(new Phrase("Responsible", "Ответственный"), null).Write(new("Signature", "Подпись"));
        });

    private string?[] Execution(SpreadView each) =>
    [
        sheets.No(each.Row.Number),
        each.Row.ResponsibleName is { } name ? $"{sheets.Authority(each.Row.Authority)}; {name}" : sheets.Authority(each.Row.Authority),
        sheets.In(EntryAnswers.StateName(each.Kind, each.Row.State)),
        (each.Row.DueAt, each.Row.Overdue) switch
        {
            (null, _) => null,
            ({ } due, false) => sheets.Time(due.AddTicks(-1)),
            ({ } due, true) => $"{sheets.Time(due.AddTicks(-1))}, {sheets.In(new("late", "просрочено"))}",
        },
    ];

    /// <summary>In the order of the form; those that it does not name are left out.</summary>
    private IEnumerable<EntryFieldView> Printed() => view.Kind.Print is { Fields: { IsEmpty: false } named }
        ? named.Select(name => view.Fields.FirstOrDefault(field => field.Field.Name == name)).OfType<EntryFieldView>()
        : view.Fields;

    private string Said(EntryFieldView field) => field switch
    {
        { Hidden: true } => sheets.In(new("hidden", "скрыто")),
        { Value: null } => sheets.In(new("removed when its time was over", "удалено по истечении срока хранения")),
        { Field.Type: FieldType.Date, Value: var day } => Sheets.Day(day),
        { Field.Type: FieldType.Moment, Value: var text } when DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var at) => sheets.Time(at),
        { Field.Type: FieldType.Authority, Value: var text } when AuthorityCode.TryParse(text, out var code) => sheets.Authority(code),
        _ => EntryAnswers.ValueName(field) is { } name ? sheets.In(name) : field.Value!,
    };

    /// <summary>What the program filled in, as a table.</summary>
    private void Given(EntryFieldView field)
    {
        sheets.Heading(EntryAnswers.Text(field.Field.Title));
        if (EntryAnswers.FiguresOf(field) is { Rows: { IsEmpty: false } rows })
        {
            sheets.Table(
                [
                    new("Authority", "Таможенный орган", Breaks.BetweenWords), new("Severity", "Степень", Breaks.Nowhere), new("Registered", "Поступило", Breaks.Nowhere),
                    new("Closed", "Закрыто", Breaks.Nowhere), new("Open", "В работе", Breaks.Nowhere), new("Overdue", "Просрочено", Breaks.Nowhere),
                ],
                rows.Select(row => (string?[])
                [
                    sheets.Authority(row.Authority), sheets.In(EntryAnswers.Text(row.SeverityTitle)), Number(row.Registered), Number(row.Closed), Number(row.Open), Number(row.Overdue),
                ]));
            return;
        }
        if (EntryAnswers.ListingOf(field) is not { Items: { IsEmpty: false } items } listing)
        {
            sheets.Text(sheets.In(new("None.", "Нет.")));
            return;
        }
        sheets.Table(
            [
                new("Number", "Номер", Breaks.Nowhere), new("Register", "Реестр", Breaks.BetweenWords), new("Severity", "Степень", Breaks.BetweenWords), new("State", "Состояние", Breaks.BetweenWords),
                new("Term", "Что исполнить", Breaks.BetweenWords), new("Due", "Срок", Breaks.BetweenWords), new("Authority", "Таможенный орган", Breaks.BetweenWords),
            ],
            items.Select(item => (string?[])
            [
                item.Number, sheets.In(EntryAnswers.Text(item.RegisterTitle)), item.SeverityTitle is { } severity ? sheets.In(EntryAnswers.Text(severity)) : null,
                sheets.In(EntryAnswers.Text(item.StateTitle)), item.TermTitle is { } term ? sheets.In(EntryAnswers.Text(term)) : null,
                item.DueAt is { } due ? sheets.Time(due) + (item.Overdue ? $", {sheets.In(new("late", "просрочено"))}" : "") : null, sheets.Authority(item.Authority),
            ]));
        if (listing.Total > items.Length)
            sheets.Text(sheets.In(new($"{listing.Total} in all; the first {items.Length} stand here.", $"Всего: {listing.Total}; здесь приведены первые {items.Length}.")));
    }

    private static string Number(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private string?[] Row(EntryLineView line) =>
    [
        sheets.Time(line.At),
        line.Reason is { } reason ? $"{sheets.In(line.What)}: {reason}" : sheets.In(line.What),
        line.State is { } state ? sheets.In(StateName(state)) : null,
        line.Paper is { } paper ? $"{sheets.No(paper.Number)}, {Sheets.Day(paper.Date)}" : null,
        line.By,
    ];

    private Phrase StateName(string code) => EntryAnswers.StateName(view.Kind, code);
}
