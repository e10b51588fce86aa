using System.Net;
using System.Text.RegularExpressions;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Desk.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Tests;

namespace RmsOrleans.Desk.Tests;

/// <summary>Registers with terms: what their pages are made of is the register's file.</summary>
[Collection(OneDesk.Name)]
public sealed class EntryPageTests(TheProgram program)
{
    private static readonly Actor registrar = ARegister.Official("desk-registrar", Role.Registrar);
    private static readonly Actor head = ARegister.Official("desk-head", Role.AuthorityHead);
    private static readonly Actor caseOfficer = ARegister.Official("desk-case-officer", Role.CaseOfficer);

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_appeal_goes_from_its_form_to_its_answer()
    {
        using var visitor = Visitor.Of(program, registrar, "ru");
        Assert.Contains("Обращения граждан и организаций", (await visitor.See("/desk/records")).Text, StringComparison.Ordinal);

        var faulty = await visitor.Post("/desk/records/appeal/new", Fields(("v.content", "Прошу пояснить"), ("receivedAt", "вчера")));
        Assert.Equal(HttpStatusCode.BadRequest, faulty.Status);
        Assert.Contains("Поступило: ", faulty.Text, StringComparison.Ordinal);
        Assert.Contains("Прошу пояснить", faulty.Document.QuerySelector("textarea[name='v.content']")!.TextContent, StringComparison.Ordinal);
        var unchosen = await visitor.Post("/desk/records/appeal/new", Fields(("v.content", "Прошу пояснить")));
        Assert.Contains("Вид заявителя: Это поле обязательно.", unchosen.Text, StringComparison.Ordinal);

        var registered = await visitor.Post("/desk/records/appeal/new", Fields(("v.content", "Прошу пояснить"), ("v.applicantKind", "citizen"), ("receivedAt", "21.11.2026 10:15")));
        Assert.Equal(HttpStatusCode.SeeOther, registered.Status);
        var place = registered.Location!;
        var page = await visitor.See(place);
        Assert.Matches(new Regex(@"10216000-\d+/2026"), page.Document.QuerySelector("h1")!.TextContent);
        Assert.Contains("3 календарных дня со следующего дня", page.Text, StringComparison.Ordinal);
        Assert.Contains("21.11.2026 10:15", page.Text, StringComparison.Ordinal);

        Assert.Equal(place, (await visitor.Post($"{place}/steps/registration", Fields())).Location);
        using var boss = Visitor.Of(program, head);
        var nobody = await boss.Post($"{place}/steps/executor", Fields());
        Assert.Contains("Responsible: This is needed here.", nobody.Text, StringComparison.Ordinal);
        Assert.NotNull(nobody.Document.QuerySelector("details[open] form[action$='/steps/executor']"));
        Assert.Equal(place, (await boss.Post($"{place}/steps/executor", Fields(("name", "И. Орлова"), ("subject", caseOfficer.Subject)))).Location);
        Assert.Equal(place, (await boss.Post($"{place}/terms/answer/extension", Fields(("amount", "30"), ("unit", "calendarDays"), ("reason", "Экспертиза"), ("applicantToldOn", "21.11.2026")))).Location);
        Assert.Contains("extended by 30 calendar days", (await boss.See(place)).Text, StringComparison.Ordinal);

        using var officer = Visitor.Of(program, caseOfficer, "ru");
        Assert.Contains("Вы ответственный", (await officer.See("/desk/records")).Text, StringComparison.Ordinal);
        Assert.Equal(place, (await officer.Post($"{place}/steps/answer", Fields(("v.answer", "Пояснено"), ("paperNumber", "12-34"), ("paperDate", "21.11.2026")))).Location);
        var done = await officer.See(place);
        Assert.Contains("Дан ответ", done.Text, StringComparison.Ordinal);
        Assert.Contains("№ 12-34, 21.11.2026", done.Text, StringComparison.Ordinal);
        Assert.Empty(done.Document.QuerySelectorAll("form[action*='/steps/']"));
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_entry_is_found_linked_put_right_given_to_somebody_and_printed()
    {
        using var visitor = Visitor.Of(program, registrar, "ru");
        var place = (await visitor.Post("/desk/records/appeal/new", Fields(("v.content", "Прошу пояснить про кварцит"), ("v.applicantKind", "citizen")))).Location!;

        var found = await visitor.See("/desk/records?text=КВАРЦИТ");
        Assert.Contains(found.Document.QuerySelectorAll("a"), link => link.GetAttribute("href") == place);
        Assert.Contains("Ничего не найдено", (await visitor.See("/desk/records?text=обсидиан")).Text, StringComparison.Ordinal);
        Assert.Contains("Слова: ", (await visitor.See("/desk/records?text=-")).Text, StringComparison.Ordinal);

        Assert.Equal(place, (await visitor.Post($"{place}/links", Fields(("to", "trader"), ("linked", "7701234567")))).Location);
        var nothing = await visitor.Post($"{place}/links", Fields(("to", "trader"), ("linked", "")));
        Assert.NotNull(nothing.Document.QuerySelector("details[open] form[action$='/links']"));
        var unchanged = await visitor.Post($"{place}/corrections", Fields(("v.content", "Прошу пояснить про кварцит"), ("v.applicantKind", "citizen"), ("reason", "Описка")));
        Assert.Equal(HttpStatusCode.BadRequest, unchanged.Status);
        Assert.Equal(place, (await visitor.Post($"{place}/corrections", Fields(("v.content", "Прошу пояснить про кварцит"), ("v.applicantKind", "organisation"), ("reason", "Описка")))).Location);
        var page = await visitor.See(place);
        Assert.Contains("участник ВЭД 7701234567", page.Text, StringComparison.Ordinal);
        Assert.Contains("Исправлена", page.Text, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll(".timeline li:last-child p"), said => said.TextContent.Contains("Вид заявителя", StringComparison.Ordinal)); // and the text is not said again
        Assert.Equal($"{place}/events", page.Document.QuerySelector("[data-live]")!.GetAttribute("data-live"));

        Assert.Equal(place, (await visitor.Post($"{place}/steps/registration", Fields())).Location);
        using var boss = Visitor.Of(program, head, "ru");
        var person = (await boss.See(place)).Document.QuerySelectorAll("form[action$='/steps/executor'] select[name=person] option").Single(option => option.TextContent == head.Name).GetAttribute("value")!;
        Assert.Equal(place, (await boss.Post($"{place}/steps/executor", Fields(("person", person)))).Location);
        Assert.Contains(head.Name, (await boss.See(place)).Document.QuerySelector("dl.facts")!.TextContent, StringComparison.Ordinal);
        var tasks = await boss.See("/desk/tasks");
        Assert.Contains(tasks.Document.QuerySelectorAll("tbody a"), link => link.GetAttribute("href") == place);

        var printed = await visitor.Open($"{place}/print");
        Assert.Equal(HttpStatusCode.OK, printed.Status);
        Assert.Contains("Прошу пояснить про кварцит", printed.Document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task An_instruction_is_given_to_executors_on_one_form()
    {
        using var visitor = Visitor.Of(program, registrar, "ru");
        var place = (await visitor.Post("/desk/records/instruction/new", Fields(("v.giver", "Начальник"), ("v.urgency", "usual"), ("v.text", "Проверить"), ("signedOn", "20.11.2026")))).Location!;

        var form = $"{place}/steps/communication";
        var more = await visitor.Post(form, Fields(("authorities", "10216000"), ("rows", "4"), ("more", "true")));
        Assert.Equal(HttpStatusCode.OK, more.Status);
        Assert.NotNull(more.Document.QuerySelector("input[name='x7.authority']"));
        Assert.Equal("10216000", more.Document.QuerySelector("textarea[name=authorities]")!.TextContent);
        var nobody = await visitor.Post(form, Fields(("name", "И. Орлова"), ("subject", caseOfficer.Subject)));
        Assert.Contains("Исполнители: Здесь это необходимо указать.", nobody.Text, StringComparison.Ordinal);
        var faulty = await visitor.Post(form, Fields(("name", "И. Орлова"), ("subject", caseOfficer.Subject), ("authorities", "10216000 10702000"), ("x0.authority", "10216000"), ("x0.name", "П. Петров"), ("x0.subject", "petrov"), ("x0.day", "01.11.2026")));
        Assert.Contains("Исполнитель 2, таможенный орган: ", faulty.Text, StringComparison.Ordinal);
        Assert.Contains("Исполнитель 3, последний день: Эта дата уже прошла.", faulty.Text, StringComparison.Ordinal);
        Assert.Equal("П. Петров", faulty.Document.QuerySelector("input[name='x0.name']")!.GetAttribute("value"));

        Assert.Equal(place, (await visitor.Post(form, Fields(("name", "И. Орлова"), ("subject", caseOfficer.Subject), ("authorities", "10216000"), ("x0.authority", "10216000"), ("x0.name", "П. Петров"), ("x0.subject", "petrov"), ("x0.day", "15.12.2026")))).Location);
        var page = await visitor.See(place);
        var rows = page.Document.QuerySelectorAll("#executors tbody tr");
        Assert.Equal(2, rows.Length);
        Assert.Contains("П. Петров", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("15.12.2026", rows[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Получено исполнителем", rows[0].TextContent, StringComparison.Ordinal);

        using var boss = Visitor.Of(program, head, "ru");
        var extended = await boss.Post($"{place}/terms/execution/extension", Fields(("ofExecutors", "true"), ("amount", "2"), ("unit", "months"), ("reason", "Объём")));
        Assert.NotNull(extended.Document.QuerySelector("#executors details[open]"));
        Assert.Equal(place, (await boss.Post($"{place}/terms/execution/extension", Fields(("ofExecutors", "true"), ("amount", "1"), ("unit", "months"), ("reason", "Объём")))).Location);
        Assert.Contains("Срок продлён исполнителям: 2, на 1 месяц", (await boss.See(place)).Text, StringComparison.Ordinal);
        var execution = await boss.See(rows[0].QuerySelector("a")!.GetAttribute("href")!);
        Assert.Contains(execution.Document.QuerySelectorAll("dl.facts a"), link => link.GetAttribute("href") == place);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task The_auditor_sees_the_chain_of_a_closed_circle_and_no_entry_of_it()
    {
        await program.ANotice("Пломбир");
        using var auditor = Visitor.Of(program, ARegister.Official("desk-auditor", Role.Auditor, AuthorityCode.Fcs), "ru");
        var records = await auditor.See("/desk/records");
        Assert.DoesNotContain(records.Document.QuerySelectorAll("a"), link => link.GetAttribute("href") == "/desk/records/corruption-notice");
        var chain = await auditor.See(records.Document.QuerySelectorAll("a").Single(link => link.GetAttribute("href") == "/desk/records/corruption-notice/chain").GetAttribute("href")!);
        var links = await auditor.See(chain.Document.QuerySelector("tbody a")!.GetAttribute("href")!);

        Assert.Contains("Все показанные звенья сходятся.", links.Text, StringComparison.Ordinal);
        Assert.Contains("10216000-", links.Document.QuerySelectorAll("table")[1].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Пломбир", records.Text + chain.Text + links.Text, StringComparison.OrdinalIgnoreCase);
        using var outsider = Visitor.Of(program, head);
        Assert.Equal(HttpStatusCode.Forbidden, (await outsider.Open("/desk/records/corruption-notice/chain")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_list_is_narrowed_and_leads_on()
    {
        using var visitor = Visitor.Of(program, registrar);
        for (var i = 0; i < 2; i++)
            await visitor.Post("/desk/records/hotline/new", Fields(("v.content", "Call")));

        var list = await visitor.See("/desk/records/hotline?open=true");
        Assert.True(list.Document.QuerySelectorAll("tbody tr").Length >= 2, list.Text);
        Assert.Contains("There are no such entries.", (await visitor.See("/desk/records/hotline?number=10216000-0%2F2026")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/desk/records/corruption-notice")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open("/desk/records/moon")).Status);
    }

    [Fact(Timeout = Limits.OneTest)]
    public async Task A_draft_is_made_of_a_risk_message_which_leads_to_it()
    {
        using var author = Visitor.Of(program, Ceramics.Author);
        var registered = await author.Post("/desk/records/risk-message/new", Fields(
            ("v.sender", Ceramics.Baltic.Value), ("v.riskType", "customs-value"), ("v.procedure", "40"), ("v.trader", "7801234567"), ("v.declaredCode", "690721"), ("v.correctedCode", "690722"),
            ("v.declaredCountry", "TR"), ("v.maker", "Karo"), ("v.indicators", "Price below clay"), ("v.measures", "Weigh it"), ("v.damageRoubles", "1250.50"), ("v.result", "Value corrected")));
        Assert.Equal(HttpStatusCode.SeeOther, registered.Status);
        var message = await author.See(registered.Location!);
        var number = message.Document.QuerySelector("h1")!.TextContent;

        var form = await author.See(message.Document.QuerySelector("a[href*='/drafts/new?message=']")!.GetAttribute("href")!);
        Assert.Equal(("690721", "TR", "Price below clay"), (form.Fields["/content/riskArea/indicators/0/values"], form.Fields["/content/riskArea/indicators/1/values"], form.Fields["/content/riskArea/indicators/2/text"]));
        Assert.Equal(("40", "7801234567", "Weigh it"), (form.Fields["/content/riskArea/procedures"], form.Fields["/content/riskArea/traders"], form.Fields["/content/measures/0/description"]));
        Assert.Contains("Maker: Karo", form.Fields["/content/riskArea/description"], StringComparison.Ordinal);
        Assert.Contains(number, form.Fields["/note/sources"], StringComparison.Ordinal);
        Assert.Contains("1,250.50", form.Fields["/note/assessment"], StringComparison.Ordinal);
        foreach (var (name, text) in (ReadOnlySpan<(string, string)>)[
            ("/author/position", "Inspector"), ("/kind", "Regular"), ("/content/title", "Tiles"), ("/content/territory", "Zonal"), ("/content/mode", "Automated"), ("/content/riskArea/authorities", Ceramics.Baltic.Value),
            ("/content/measures/0/code", "106"), ("/content/measures/0/characteristics", "All of it"), ("/content/measures/0/obligatory", "true"), ("/content/measures/0/inspectionType", "1 2 0 1 03 2 11"),
            ("/content/contact/unit", Ceramics.Unit), ("/content/contact/person", "A. Sokolova"), ("/note/logic", "Prices"), ("/note/calculation", "Means"), ("/note/consequences", "Duties"),
            ("/note/validFrom", "01.12.2026"), ("/note/validTo", "30.11.2027"), ("/note/expectedConsignments", "12")])
            form.Fill(name, text);
        var made = await author.Press(form, "send");

        Assert.True(made.Status == HttpStatusCode.SeeOther, string.Join("\n", made.Status == HttpStatusCode.SeeOther ? [] : made.Faults));
        var draft = made.Location!.Split('?')[0];
        message = await author.See(registered.Location!);
        Assert.NotNull(message.Document.QuerySelector($"dd a[href='{draft}']"));
        using var stranger = Visitor.Of(program, Ceramics.CoordinatorOf(Ceramics.Vladivostok) with { Roles = [Role.Author] });
        var empty = await stranger.See($"/desk/drafts/new?message={registered.Location!.Split('/')[^1]}");
        Assert.DoesNotContain("Karo", empty.Text, StringComparison.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(params (string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("_key", Guid.NewGuid().ToString("N")));
}
