using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Registers;
using RmsOrleans.Desk.Door;
using RmsOrleans.Desk.Forms;
using RmsOrleans.Desk.Http;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Grains.Trials;

namespace RmsOrleans.Desk.Registers;

/// <summary>Registers with terms: which there are, their entries, and an entry with its steps. All of it is made of the register's file; a new register needs no page.</summary>
internal static class EntryPages
{
    public const string Path = $"{Places.Prefix}/records";

    private static readonly string[] filters = ["state", "number", "authority", "responsible", "open", "overdue"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.Page("/records", ListKinds);
        routes.Page("/records/{code}", ListEntries);
        routes.Page("/records/{code}/chain", ShowChain);
        routes.Page("/records/{code}/new", Ask);
        routes.Form("/records/{code}/new", Register);
        routes.Page("/entries/{id}", Show);
        routes.Form("/entries/{id}/steps/{route}", Step);
        routes.Form("/entries/{id}/terms/{term}/{what}", Term);
        routes.Form("/entries/{id}/links", Link);
        routes.Form("/entries/{id}/corrections", Correct);
        routes.Page("/entries/{id}/print", Print);
    }

    public static string Of(string code) => $"{Path}/{Uri.EscapeDataString(code)}";

    public static string ChainOf(string code) => $"{Of(code)}/chain";

    /// <summary>The page of what an entry is linked to; null where there is none.</summary>
    public static string? Linked(string to, string id) => to switch
    {
        "draft" when DraftId.TryParse(id, out var draft) => Places.Draft(draft),
        "profile" when RegistrationNumber.TryParse(id, out var number) => Places.Profile(number),
        "trial-run" when TrialId.TryParse(id, out var run) => Trials.TrialPages.Of(run),
        "entry" when Guid.TryParse(id, out var entry) => Entry(entry),
        _ => null,
    };

    public static string Entry(Guid id) => $"{Places.Prefix}/entries/{id:D}";

    private static async Task<IResult> ListKinds(DeskRequest desk)
    {
        var address = ListAddress.Of(desk, ["text"]);
        var found = address.Chosen.GetValueOrDefault("text") is { Length: > 0 } ? await desk.Ask(HttpMethods.Get, address.Asks("/entries")) : null;
        var answer = found is { IsGood: true } ? found.Read(DeskJson.Default.FoundEntryList) : null;
        return desk.Page<RecordsPage>(
            (nameof(RecordsPage.Kinds), (await desk.Get("/registers", DeskJson.Default.KindList)).Items),
            (nameof(RecordsPage.Mine), (await desk.Get("/tasks/entries?limit=50", DeskJson.Default.EntryTaskList)).Items),
            (nameof(RecordsPage.Text), address.Chosen.GetValueOrDefault("text")), (nameof(RecordsPage.Found), answer?.Items),
            (nameof(RecordsPage.Problem), found is { IsGood: false } ? found.Problem() : null), (nameof(RecordsPage.More), answer is null ? null : address.More(answer.Next)));
    }

    private static async Task<IResult> ListEntries(DeskRequest desk)
    {
        var (kind, file) = await Kind(desk);
        var address = ListAddress.Of(desk, filters);
        var answer = await desk.Get(address.Asks($"/registers/{Uri.EscapeDataString(kind.Code)}/entries"), DeskJson.Default.EntryList);
        return desk.Page<RecordPage>(
            (nameof(RecordPage.Kind), kind), (nameof(RecordPage.File), file), (nameof(RecordPage.Entries), answer.Items), (nameof(RecordPage.Chosen), address.Chosen),
            (nameof(RecordPage.More), address.More(answer.Next)));
    }

    private static async Task<IResult> ShowChain(DeskRequest desk) => desk.Page<ChainPage>(
        (nameof(ChainPage.Chain), await desk.Get(ListAddress.Of(desk, ["sequence", "after"]).Asks($"/registers/{Uri.EscapeDataString(desk.Path("code"))}/chain"), DeskJson.Default.ChainResponse)));

    private static async Task<IResult> Ask(DeskRequest desk)
    {
        var (kind, file) = await Kind(desk);
        return Form(desk, kind, file, kind.Code == ProfileProposals.Register ? await Proposals.Begin(desk) : EntryInput.Empty, null);
    }

    private static async Task<IResult> Register(DeskRequest desk)
    {
        var (kind, file) = await Kind(desk);
        var input = await EntryInput.Read(desk);
        var body = new JsonObject { ["values"] = input.Values(file, file.AskedAtRegistration().Select(field => field.Name), desk) };
        input.Add(body, "receivedAt", "receivedAt", text => EntryInput.Moment(text, desk));
        input.Add(body, "signedOn", "signedOn", EntryInput.Day);
        if (kind.Code == ProfileProposals.Register)
            body["links"] = Proposals.Links(input);
        var answer = await Send(desk, $"/registers/{Uri.EscapeDataString(kind.Code)}/entries", body, input.Key);
        return answer.IsGood ? DeskRequest.GoTo(Entry(answer.Read(DeskJson.Default.EntryResponse).Id)) : Form(desk, kind, file, input, answer.Problem());
    }

    private static async Task<IResult> Show(DeskRequest desk) => await Whole(desk, null, EntryInput.Empty, null);

    private static async Task<IResult> Step(DeskRequest desk)
    {
        var (entry, route) = (await Found(desk), desk.Path("route"));
        var file = await FileOf(desk, entry);
        var step = file.Transitions.FirstOrDefault(each => each.Route == route);
        var input = await EntryInput.Read(desk);
        var body = new JsonObject { ["values"] = input.Values(file, step is null ? [] : step.Asks.Concat(step.Takes), desk) };
        if (input["paperNumber"].Length + input["paperDate"].Length > 0)
            body["paper"] = new JsonObject { ["number"] = input["paperNumber"], ["date"] = EntryInput.Day(input["paperDate"]) };
        input.Add(body, "reason", "reason");
        if (input.Person() is var (subject, known))
            body["responsible"] = new JsonObject { ["subject"] = subject, ["name"] = known };
        else if (input["subject"].Length + input["name"].Length > 0)
            body["responsible"] = new JsonObject { ["subject"] = input["subject"], ["name"] = input["name"] };
        if (step is { Spreads: not null } && input.Executors() is { Count: > 0 } executors)
            body["executors"] = executors;
        if (input["more"].Length > 0)
            return await Whole(desk, route, input, null);
        var answer = await Send(desk, $"/entries/{entry.Id:D}/steps/{Uri.EscapeDataString(route)}", body, input.Key, input["_tag"]);
        return answer.IsGood ? DeskRequest.GoTo(Entry(entry.Id)) : await Whole(desk, route, input, answer.Problem());
    }

    private static async Task<IResult> Term(DeskRequest desk)
    {
        var (entry, term, what) = (await Found(desk), desk.Path("term"), desk.Path("what"));
        var input = await EntryInput.Read(desk);
        JsonObject? body = null;
        if (what != "resumption")
        {
            body = new JsonObject { ["reason"] = input["reason"] };
            if (what == "extension")
            {
                body["amount"] = int.TryParse(input["amount"], NumberStyles.None, CultureInfo.InvariantCulture, out var amount) ? amount : 0;
                body["unit"] = input["unit"];
                input.Add(body, "applicantToldOn", "applicantToldOn", EntryInput.Day);
                if (input["ofExecutors"].Length > 0)
                    body["ofExecutors"] = true;
            }
        }
        var answer = await Send(desk, $"/entries/{entry.Id:D}/terms/{Uri.EscapeDataString(term)}/{Uri.EscapeDataString(what)}", body, input.Key);
        var form = input["ofExecutors"].Length > 0 ? $"{term}/executors" : $"{term}/{what}";
        return answer.IsGood ? DeskRequest.GoTo(Entry(entry.Id)) : await Whole(desk, form, input, answer.Problem());
    }

    private static async Task<IResult> Link(DeskRequest desk)
    {
        var entry = await Found(desk);
        var input = await EntryInput.Read(desk);
        var answer = await Send(desk, $"/entries/{entry.Id:D}/links", new JsonObject { ["to"] = input["to"], ["id"] = input["linked"] }, input.Key);
        return answer.IsGood ? DeskRequest.GoTo(Entry(entry.Id)) : await Whole(desk, "links", input, answer.Problem());
    }

    /// <summary>What was left as it is, is not sent.</summary>
    private static async Task<IResult> Correct(DeskRequest desk)
    {
        var entry = await Found(desk);
        var file = await FileOf(desk, entry);
        var input = await EntryInput.Read(desk);
        var values = input.Values(file, EntryFormWords.Corrected(entry, file), desk);
        var shown = EntryInput.Of(entry, desk.Viewer!.Zone);
        foreach (var field in entry.Fields.Where(field => input.Field(field.Name) == shown.Field(field.Name)))
            values.Remove(field.Name);
        var answer = await Send(desk, $"/entries/{entry.Id:D}/corrections", new JsonObject { ["values"] = values, ["reason"] = input["reason"] }, input.Key);
        return answer.IsGood ? DeskRequest.GoTo(Entry(entry.Id)) : await Whole(desk, "corrections", input, answer.Problem());
    }

    private static async Task<IResult> Print(DeskRequest desk) =>
        new PrintedPage(await desk.Get($"/entries/{Uri.EscapeDataString(desk.Path("id"))}/print?language={desk.Language.Code()}"));

    private static IResult Form(DeskRequest desk, KindResponse kind, RegisterKind file, EntryInput input, ApiProblem? problem) => kind.Registers
        ? desk.Page<NewEntryPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(NewEntryPage.Kind), kind), (nameof(NewEntryPage.File), file), (nameof(NewEntryPage.Input), input), (nameof(NewEntryPage.Problem), problem))
        : Shell.FailedPage.NotYours(desk, desk.In(kind.Title));

    /// <param name="form">Which form was sent and refused.</param>
    private static async Task<IResult> Whole(DeskRequest desk, string? form, EntryInput input, ApiProblem? problem)
    {
        var entry = await Found(desk);
        var journal = await desk.Get($"/entries/{entry.Id:D}/journal", DeskJson.Default.EntryJournalResponse);
        var people = entry.Steps.Any(step => step.Assigns) ? (await desk.Get($"/entries/{entry.Id:D}/people", DeskJson.Default.EntryPeople)).Items : [];
        return desk.Page<EntryPage>(
            problem?.Status ?? StatusCodes.Status200OK,
            (nameof(EntryPage.Entry), entry), (nameof(EntryPage.File), await FileOf(desk, entry)), (nameof(EntryPage.Journal), journal.Items), (nameof(EntryPage.People), people), (nameof(EntryPage.Sent), form),
            (nameof(EntryPage.Input), input), (nameof(EntryPage.Problem), problem));
    }

    private static Task<EntryResponse> Found(DeskRequest desk) => desk.Get($"/entries/{Uri.EscapeDataString(desk.Path("id"))}", DeskJson.Default.EntryResponse);

    private static async Task<(KindResponse Kind, RegisterKind File)> Kind(DeskRequest desk)
    {
        var kind = await desk.Get($"/registers/{Uri.EscapeDataString(desk.Path("code"))}", DeskJson.Default.KindResponse);
        return (kind, Read(kind));
    }

    private static async Task<RegisterKind> FileOf(DeskRequest desk, EntryResponse entry) =>
        Read(await desk.Get($"/registers/{Uri.EscapeDataString(entry.Kind)}?edition={entry.Edition:yyyy-MM-dd}", DeskJson.Default.KindResponse));

    private static RegisterKind Read(KindResponse kind) => KindFiles.Read(Encoding.UTF8.GetBytes(kind.File.GetRawText())).Kind!;

    /// <param name="tag">Of the entry as its page showed it; empty where the step does not ask for it.</param>
    private static async Task<ApiAnswer> Send(DeskRequest desk, string target, JsonObject? body, string key, string tag = "")
    {
        ImmutableArray<(string, Microsoft.Extensions.Primitives.StringValues)> headers = [("Idempotency-Key", key)];
        if (tag.Length > 0)
            headers = headers.Add(("If-Match", tag));
        var answer = await desk.Ask(HttpMethods.Post, target, body is null ? default : Encoding.UTF8.GetBytes(body.ToJsonString()), headers);
        return answer.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound ? throw new ApiRefusedException(answer) : answer;
    }
}

/// <summary>What was typed into a form of an entry, by the names of its fields.</summary>
public sealed class EntryInput(IReadOnlyDictionary<string, string> typed, string key)
{
    /// <summary>Somebody as an option of a list has them.</summary>
    public static string Person(string subject, string name) => $"{subject}\t{name}";

    /// <summary>Who was chosen from the list; null where nobody was.</summary>
    internal (string Subject, string Name)? Person() => this["person"].Split('\t') is [{ Length: > 0 } subject, var name] ? (subject, name) : null;

    /// <summary>How many rows a form has for executors: some to begin with, and more where more were asked for.</summary>
    public int Rows => Math.Clamp(
        int.TryParse(this["rows"], NumberStyles.None, CultureInfo.InvariantCulture, out var rows) ? rows + (this["more"].Length > 0 ? FirstRows : 0) : FirstRows,
        FirstRows, Grains.Registers.Entries.EntryLimits.Executors);

    private const int FirstRows = 4;

    /// <summary>The executors that were typed: those of the list, which differ in nothing but their authority, and those of the rows, in this order.</summary>
    internal JsonArray Executors()
    {
        var executors = new JsonArray([.. this["authorities"].Split([' ', ',', ';', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(code => new JsonObject { ["authority"] = code })]);
        for (var i = 0; i < Rows; i++)
        {
            var (authority, subject, name, day) = (this[$"x{i}.authority"], this[$"x{i}.subject"], this[$"x{i}.name"], this[$"x{i}.day"]);
            if (authority.Length + subject.Length + name.Length + day.Length == 0)
                continue;
            var executor = new JsonObject { ["authority"] = authority };
            if (subject.Length + name.Length > 0)
                executor["responsible"] = new JsonObject { ["subject"] = subject, ["name"] = name };
            if (day.Length > 0)
                executor["dueOn"] = Day(day);
            executors.Add(executor);
        }
        return executors;
    }

    /// <summary>What an entry says, as somebody would type it by the clock of this zone.</summary>
    internal static EntryInput Of(EntryResponse entry, TimeZoneInfo zone) => new(
        entry.Fields.Where(field => field.Value is not null).ToDictionary(
            field => $"v.{field.Name}",
            field => field.Type switch
            {
                FieldType.Date when Times.ReadDay(field.Value!) is { } day => day.Day(),
                FieldType.Month => Times.Month(field.Value!),
                FieldType.Moment when DateTimeOffset.TryParse(field.Value, CultureInfo.InvariantCulture, out var at) => TimeZoneInfo.ConvertTime(at, zone).DayAndTime(),
                _ => field.Value!,
            }),
        CommandForm.NewKey());

    /// <summary>With what the program knows already.</summary>
    internal static EntryInput Begun(params IEnumerable<(string Name, string Text)> typed) => new(typed.ToDictionary(each => each.Name, each => each.Text), CommandForm.NewKey());

    public static EntryInput Empty => new(new Dictionary<string, string>(), CommandForm.NewKey());

    public string Key => key;

    public string this[string name] => typed.GetValueOrDefault(name, "");

    /// <summary>Of a field of the register.</summary>
    public string Field(string name) => this[$"v.{name}"];

    internal static async Task<EntryInput> Read(DeskRequest desk)
    {
        var posted = await desk.Posted();
        return new(posted.ToDictionary(each => each.Key, each => each.Value.ToString().Trim()), posted["_key"] is [{ Length: > 0 } key] ? key : CommandForm.NewKey());
    }

    internal JsonObject Values(RegisterKind file, IEnumerable<string> names, DeskRequest desk)
    {
        var values = new JsonObject();
        foreach (var name in names.Distinct())
        {
            if (Field(name) is { Length: > 0 } text && file.Fields.FirstOrDefault(field => field.Name == name) is { } field)
            {
                values[name] = field.Type switch
                {
                    FieldType.Date => Day(text),
                    FieldType.Moment => Moment(text, desk),
                    FieldType.Month => Times.AskedMonth(text),
                    FieldType.Money or FieldType.Number => text.Replace(',', '.').Replace(" ", "", StringComparison.Ordinal),
                    _ => text,
                };
            }
        }
        return values;
    }

    internal void Add(JsonObject body, string member, string name, Func<string, string>? read = null)
    {
        if (this[name] is { Length: > 0 } text)
            body[member] = read is null ? text : read(text);
    }

    /// <summary>What is no day goes on as it was typed: the fault is named at its place.</summary>
    public static string Day(string text) => Times.ReadDay(text) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : text;

    /// <summary>By the clock of whoever types.</summary>
    internal static string Moment(string text, DeskRequest desk) =>
        DateTime.TryParseExact(text, "dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(local, desk.Viewer!.Zone.GetUtcOffset(local)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)
            : text;
}

/// <summary>Words of the forms of entries.</summary>
internal static class EntryFormWords
{
    /// <summary>What a field is called that a fault points at.</summary>
    public static Phrase? Name(RegisterKind file, string pointer) => pointer switch
    {
        "/receivedAt" => ReceivedAt,
        "/signedOn" => SignedOn,
        "/reason" => Reason,
        "/applicantToldOn" => ToldOn,
        "/by" => new("By how much", "На сколько"),
        "/paper" => new("Paper", "Документ"),
        "/link/to" or "/link" => new("Linked to", "Связана с"),
        "/link/id" => new("Its number", "Номер"),
        "/paper/number" => PaperNumber,
        "/paper/date" => PaperDate,
        "/executors" => Executors,
        _ when pointer.StartsWith("/executors/", StringComparison.Ordinal) => Executor(pointer.Split('/')),
        _ when pointer.StartsWith("/responsible", StringComparison.Ordinal) => new("Responsible", "Ответственный"),
        _ when pointer.StartsWith("/values/", StringComparison.Ordinal) && file.Fields.FirstOrDefault(field => field.Name == pointer["/values/".Length..]) is { } field => new(field.Title.En, field.Title.Ru),
        _ => null,
    };

    /// <param name="steps">Of <c>/executors/2/authority</c>.</param>
    private static Phrase Executor(string[] steps)
    {
        var number = int.TryParse(steps[2], NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? i + 1 : 0;
        return new Phrase($"Executor {number}", $"Исполнитель {number}") + (steps.ElementAtOrDefault(3) switch
        {
            "authority" => new(", authority", ", таможенный орган"),
            "responsible" => new(", person", ", должностное лицо"),
            "dueOn" => new(", last day", ", последний день"),
            _ => Phrase.Same(""),
        });
    }

    public static readonly Phrase Executors = new("Executors", "Исполнители");
    public static readonly Phrase ReceivedAt = new("Received", "Поступило");
    public static readonly Phrase SignedOn = new("Signed on", "Дата подписания");
    public static readonly Phrase Reason = new("Reason", "Основание");
    public static readonly Phrase ToldOn = new("Applicant told on", "Заявитель уведомлён");
    public static readonly Phrase PaperNumber = new("Number of the paper", "Номер документа");
    public static readonly Phrase PaperDate = new("Day of the paper", "Дата документа");

    /// <summary>The fields of an entry that its reader can put right: those that say something, and those that it may come to need.</summary>
    public static IEnumerable<string> Corrected(EntryResponse entry, RegisterKind file) => file.Fields
        .Where(field => field.Given is null && (entry.Fields.FirstOrDefault(said => said.Name == field.Name) is { } said ? !said.Hidden : field.RequiredWhen is not null && !field.Secret))
        .Select(field => field.Name);

    /// <summary>In which form a field is typed; null where it is plain.</summary>
    public static Phrase? Hint(FieldType type) => type switch
    {
        FieldType.Date => new("Day, such as 01.12.2026", "Дата вида 01.12.2026"),
        FieldType.Moment => new("Day and time, such as 01.12.2026 10:15", "Дата и время вида 01.12.2026 10:15"),
        FieldType.Money => new("Roubles and kopecks, such as 1250.50", "Рубли и копейки, например 1250.50"),
        FieldType.Number => new("Number, such as 12.5", "Число, например 12,5"),
        FieldType.Month => new("Month, such as 11.2026", "Месяц вида 11.2026"),
        FieldType.Authority => new("Eight digits", "Восемь цифр"),
        FieldType.Trader => new("Ten or twelve digits", "Десять или двенадцать цифр"),
        FieldType.File => new("SHA-256 of the file", "SHA-256 файла"),
        _ => null,
    };
}
