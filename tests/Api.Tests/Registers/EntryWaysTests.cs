using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Api.Tests.Telemetry;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Registers;
using RmsOrleans.Storage.Verification;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registers;

/// <summary>The ways by which people hear of entries, on SQLite; search, events, webhooks, print and metrics.</summary>
public sealed class SqliteEntryWaysTests : EntryWaysContract
{
    private protected override Task<TheProgram> Open() => Task.FromResult(new TheProgram());
}

/// <summary>The same on PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresEntryWaysTests(PostgresCluster cluster) : EntryWaysContract
{
    private protected override async Task<TheProgram> Open()
    {
        if (!PostgresCluster.IsAvailable)
            return new TheProgram();
        var database = await cluster.CreateDatabase();
        return new(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
    }
}

public abstract class EntryWaysContract : IAsyncLifetime
{
    private const string Secrets = """
        { "code": "secrets", "title": { "ru": "Тайны", "en": "Secrets" }, "from": "2026-01-01", "numbering": {},
          "fields": [{ "name": "price", "title": { "ru": "Цена", "en": "Price" }, "type": "text", "required": true, "secret": true },
            { "name": "subject", "title": { "ru": "Предмет", "en": "Subject" }, "type": "text", "required": true }],
          "states": [{ "code": "open", "title": { "ru": "Открыта", "en": "Open" } }, { "code": "shut", "title": { "ru": "Закрыта", "en": "Shut" }, "end": true }],
          "registration": { "by": { "roles": ["registrar"] } },
          "transitions": [{ "route": "work", "title": { "ru": "Поручить", "en": "Give" }, "from": ["open"], "assigns": true, "by": { "roles": ["registrar"] } },
            { "route": "shut", "title": { "ru": "Закрыть", "en": "Shut" }, "from": ["open"], "to": "shut", "by": { "roles": ["registrar"] } }] }
        """;

    private TheProgram program = null!;

    private protected abstract Task<TheProgram> Open();

    public async Task InitializeAsync() => program = await Open();

    public async Task DisposeAsync() => await program.DisposeAsync();

    [PostgresFact]
    public async Task Search_finds_an_entry_by_number_register_and_fields_as_soon_as_it_is_there()
    {
        var first = await program.AnAppeal();
        program.Clock.Turn(TimeSpan.FromSeconds(1));
        var second = await program.AnAppeal();
        string[] both = [second.Text("id"), first.Text("id")];

        Assert.Equal(both, await Found(ARegister.CaseOfficer, "ПОЯСНИТЬ стоимость"));
        Assert.Equal(both, await Found(ARegister.CaseOfficer, "пояс* гражд*")); // what people call the choice
        Assert.Equal(both, await Found(ARegister.CaseOfficer, "обращения appeals"));
        Assert.Equal([first.Text("id")], await Found(ARegister.CaseOfficer, "10216000-1/2026"));
        Assert.Equal(both, await Found(ARegister.CaseOfficer, "пояснить", "&register=appeal"));
        Assert.Empty(await Found(ARegister.CaseOfficer, "пояснить", "&register=complaint"));
        Assert.Empty(await Found(ARegister.CaseOfficer, "пояснить наличие"));
        Assert.Equal(both, await Found(ARegister.Official("auditor", Role.Auditor, AuthorityCode.Fcs), "пояснить"));
        Assert.Equal(both, await Found(ARegister.Official("centre", Role.AuthorityHead, AuthorityCode.Fcs), "пояснить"));
        Assert.Empty(await Found(ARegister.Official("elsewhere", Role.Registrar, new("10702000")), "пояснить"));
        Assert.Empty(await Found(Officials.Operator, "пояснить"));

        await program.As(ARegister.Registrar).Post($"{ARegister.PathOf(first)}/corrections", """{ "values": { "content": "Прошу разъяснить код." }, "reason": "Описка" }""").Body(HttpStatusCode.OK);
        Assert.Equal([second.Text("id")], await Found(ARegister.CaseOfficer, "пояснить"));
        Assert.Equal([first.Text("id")], await Found(ARegister.CaseOfficer, "разъяснить"));

        var page = await program.As(ARegister.CaseOfficer).GetAsync("/api/v1/entries?text=обращения&limit=1").Body(HttpStatusCode.OK);
        var rest = await program.As(ARegister.CaseOfficer).GetAsync($"/api/v1/entries?text=обращения&limit=1&cursor={page.Text("next")}").Body(HttpStatusCode.OK);
        Assert.Equal(both, page["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(IdOf));
        Assert.Null(rest["next"]);
        await program.As(ARegister.CaseOfficer).GetAsync("/api/v1/entries?text=-").Body(HttpStatusCode.BadRequest);
        await program.As(ARegister.CaseOfficer).GetAsync("/api/v1/entries").Body(HttpStatusCode.BadRequest);
    }

    [PostgresFact]
    public async Task A_word_is_found_in_the_title_of_a_register_and_in_entries_of_others()
    {
        await program.Load(JsonNode.Parse(Secrets)!);
        var appeal = await program.AnAppeal();
        program.Clock.Turn(TimeSpan.FromSeconds(1));
        var other = await Secret("Обращения о тайнах");
        program.Clock.Turn(TimeSpan.FromSeconds(1));
        var later = await program.AnAppeal();
        program.Clock.Turn(TimeSpan.FromSeconds(1));
        var none = await Secret("Плитка");
        string[] all = [later.Text("id"), other, appeal.Text("id")];

        Assert.Equal(all, await Found(ARegister.Registrar, "обращения"));
        Assert.Equal([none, other], await Found(ARegister.Registrar, "тайны"));
        Assert.Equal([other], await Found(ARegister.Registrar, "тайны обращения"));
        Assert.Equal([later.Text("id"), appeal.Text("id")], await Found(ARegister.Registrar, "обращ* пояснить"));
        Assert.Equal([other], await Found(ARegister.Registrar, "обращения", "&register=secrets"));
        Assert.Equal([later.Text("id"), appeal.Text("id")], await Found(ARegister.Registrar, "обращения", "&register=appeal"));
        Assert.Empty(await Found(ARegister.Registrar, "обращения тайны пояснить"));

        var (paged, cursor) = (new List<string>(), "");
        for (var page = 1; page <= all.Length; page++)
        {
            var part = await program.As(ARegister.Registrar).GetAsync($"/api/v1/entries?text=обращения&limit=1{cursor}").Body(HttpStatusCode.OK);
            paged.AddRange(part["items"]!.AsArray().Select(IdOf));
            cursor = $"&cursor={part["next"]}";
        }
        Assert.Equal(all, paged);

        async Task<string> Secret(string subject) => (await program.As(ARegister.Registrar).Post(
            $"{ARegister.Registers}/secrets/entries", $$"""{ "values": { "price": "Миллион", "subject": "{{subject}}" } }""").Body(HttpStatusCode.Created)).Text("id");
    }

    [PostgresFact]
    public async Task A_secret_field_is_searched_for_those_who_read_it()
    {
        await program.Load(JsonNode.Parse(Secrets)!);
        var entry = await program.As(ARegister.Registrar).Post($"{ARegister.Registers}/secrets/entries", """{ "values": { "price": "Миллион", "subject": "Плитка" } }""").Body(HttpStatusCode.Created);
        var id = entry.Text("id");

        Assert.Equal([id], await Found(ARegister.Head, "миллион плитка"));
        Assert.Equal([id], await Found(ARegister.Registrar, "плитка"));
        Assert.Empty(await Found(ARegister.Registrar, "миллион"));
        Assert.Empty(await Found(ARegister.Registrar, "милли*"));
        Assert.Empty(await Found(ARegister.CaseOfficer, "миллион"));
        Assert.Empty(await Found(ARegister.Official("above", Role.AuthorityHead, Ceramics.NorthWest), "миллион"));

        await program.As(ARegister.Registrar).Post($"{ARegister.PathOf(entry)}/steps/work", ARegister.Responsible).Body(HttpStatusCode.OK);
        Assert.Equal([id], await Found(ARegister.CaseOfficer, "миллион"));
    }

    [PostgresFact]
    public async Task What_has_no_words_gets_them()
    {
        var entry = await program.AnAppeal();
        foreach (var change in (string[])["delete from entry_words", "update entries set lacks_words = true"])
            await program.Services.GetRequiredService<IDatabase>().Run((connection, _) => Dapper.SqlMapper.ExecuteAsync(connection, change), default);
        Assert.Empty(await Found(ARegister.CaseOfficer, "пояснить"));

        var index = program.Services.GetRequiredService<EntryIndex>();
        await index.Make(Assert.Single(await index.Lacking(Guid.Empty, 10, default)), default);

        Assert.Equal([entry.Text("id")], await Found(ARegister.CaseOfficer, "пояснить"));
        Assert.Empty(await index.Lacking(Guid.Empty, 10, default));
    }

    [PostgresFact]
    public async Task Each_line_is_an_event_for_those_who_see_the_entry()
    {
        var entry = await program.AnAppeal();
        var path = ARegister.PathOf(entry);
        using var reader = await EventReader.Open(program, ARegister.CaseOfficer, $"{path}/events");
        using var late = await EventReader.Open(program, ARegister.CaseOfficer, $"{path}/events?line=0");

        await program.As(ARegister.Registrar).Post($"{path}/steps/registration", null).Body(HttpStatusCode.OK);

        var heard = (await reader.Next("entry"))!;
        Assert.Equal(
            (entry.Text("id"), "appeal", "10216000-1/2026", "EntryStepTaken", 2, ARegister.Registrar.Subject),
            (heard.Text("id"), heard.Text("kind"), heard.Text("number"), heard.Text("what"), heard["line"]!.GetValue<int>(), heard["by"]!.Text("subject")));
        Assert.Equal(["EntryRegistered", "EntryStepTaken"], [(await late.Next("entry"))!.Text("what"), (await late.Next("entry"))!.Text("what")]);
        await program.As(ARegister.CaseOfficer).GetAsync($"{path}/events?line=x").Body(HttpStatusCode.BadRequest);
        await program.As(ARegister.Official("elsewhere", Role.Registrar, new("10702000"))).GetAsync($"{path}/events").Body(HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task An_authority_is_told_of_its_entries_by_webhook_and_of_no_closed_circle()
    {
        await using var receiver = await AReceiver.Open();
        await program.As(Ceramics.Coordinator).PostAsync("/api/v1/webhooks", Wire.Json(new JsonObject { ["url"] = receiver.Url, ["nouns"] = new JsonArray("entries") })).Body(HttpStatusCode.Created);

        await program.ANotice("Пломбир");
        var entry = await program.AnAppeal();
        await program.As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created); // drafts are another noun
        await program.As(ARegister.Registrar).Post($"{ARegister.PathOf(entry)}/steps/registration", null).Body(HttpStatusCode.OK);

        var messages = (await receiver.Taken(2)).Select(message => JsonNode.Parse(message.Body)!).ToArray();
        Assert.Equal(
            [("entry.change", entry.Text("id"), 1, "received", "EntryRegistered"), ("entry.change", entry.Text("id"), 2, "registered", "EntryStepTaken")],
            messages.Select(message => (message.Text("type"), message.Text("entry"), message["sequence"]!.GetValue<int>(), message.Text("state"), message.Text("what"))));
        Assert.Equal($"{entry.Text("id")}-1", messages[0].Text("message"));
        Assert.Empty((await StoreReport.Of(program.Services.GetRequiredService<IReadDatabase>(), new NoProgress(), default)).Errors);
    }

    [PostgresFact]
    public async Task An_entry_is_printed_in_the_form_of_its_register_in_both_languages()
    {
        var entry = await program.AnAppeal();
        var path = ARegister.PathOf(entry);
        await program.As(ARegister.Registrar).Post($"{path}/steps/registration", null).Body(HttpStatusCode.OK);
        await program.As(ARegister.Head).Post($"{path}/steps/executor", ARegister.Responsible).Body(HttpStatusCode.OK);

        var russian = WebUtility.HtmlDecode(await program.As(ARegister.CaseOfficer).GetStringAsync($"{path}/print?language=ru"));
        var english = WebUtility.HtmlDecode(await program.As(ARegister.CaseOfficer).GetStringAsync($"{path}/print?language=en"));

        foreach (var text in (string[])["<h1>Обращения граждан и организаций</h1>", "№ 10216000-1/2026", "Прошу пояснить, как определена стоимость.", "Гражданин", "Зарегистрирована под номером", "Срок: ", "3 календарных дня", "21.11.2026 12:00"])
            Assert.Contains(text, russian, StringComparison.Ordinal);
        foreach (var text in (string[])["<h1>Appeals of citizens and organisations</h1>", "Citizen", "Registered under number", "3 calendar days", "Name who is responsible"])
            Assert.Contains(text, english, StringComparison.Ordinal);

        await program.Load(JsonNode.Parse(Secrets)!);
        var secret = ARegister.PathOf(
            await program.As(ARegister.Registrar).Post($"{ARegister.Registers}/secrets/entries", """{ "values": { "price": "Миллион", "subject": "Плитка" } }""").Body(HttpStatusCode.Created));
        Assert.DoesNotContain("Миллион", WebUtility.HtmlDecode(await program.As(ARegister.Registrar).GetStringAsync($"{secret}/print?language=ru")), StringComparison.Ordinal);
        Assert.Contains("Миллион", WebUtility.HtmlDecode(await program.As(ARegister.Head).GetStringAsync($"{secret}/print?language=ru")), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Open_and_late_entries_are_measured_by_register_and_no_closed_circle_is()
    {
        await program.AnAppeal();
        await program.AnAppeal();
        await program.ANotice("Пломбир");
        using var readings = new Readings(program.Services.GetRequiredService<IMeterFactory>());

        await program.Measure<EntryGauges>();
        Assert.Equal(new Dictionary<string, double> { ["appeal"] = 2 }, readings.Now("rms.entries.open"));
        Assert.Equal(new Dictionary<string, double> { ["appeal"] = 0 }, readings.Now("rms.entries.overdue"));
        Assert.Equal(0, readings.Now("rms.entries.lag")[""]);

        program.Clock.Turn(TimeSpan.FromDays(10));
        await program.Measure<EntryGauges>();
        Assert.True(readings.Now("rms.entries.lag")[""] > 500_000);
        await program.Services.GetRequiredService<IGrainFactory>().Authority(Ceramics.Baltic).AsReference<IRemindable>().ReceiveReminder("deadlines", default);
        await program.Measure<EntryGauges>();
        Assert.Equal(new Dictionary<string, double> { ["appeal"] = 2 }, readings.Now("rms.entries.overdue"));
        Assert.Equal(0, readings.Now("rms.entries.lag")[""]);
    }

    [PostgresFact]
    public async Task People_to_choose_are_those_who_have_been_responsible_there()
    {
        var path = ARegister.PathOf(await program.AnAppeal());
        await program.As(ARegister.Registrar).Post($"{path}/steps/registration", null).Body(HttpStatusCode.OK);
        Assert.Equal([ARegister.Head.Subject], await People(ARegister.Head, path));
        await program.As(ARegister.Head).Post($"{path}/steps/executor", ARegister.Responsible).Body(HttpStatusCode.OK);
        var notice = ARegister.PathOf(await program.ANotice("Пломбир"));
        await program.As(ARegister.Trusted).Post($"{notice}/steps/check", """{ "responsible": { "subject": "trusted-9", "name": "П. Тайный" } }""").Body(HttpStatusCode.OK);

        Assert.Equal([ARegister.CaseOfficer.Subject, ARegister.Head.Subject], await People(ARegister.Head, path));
        Assert.Equal(["trusted-9", ARegister.Trusted.Subject], await People(ARegister.Trusted, notice));
        await program.As(ARegister.Registrar).GetAsync($"{notice}/people").Body(HttpStatusCode.NotFound);
    }

    private async Task<string[]> People(Actor actor, string path) =>
        [.. (await program.As(actor).GetAsync($"{path}/people").Body(HttpStatusCode.OK))["items"]!.AsArray().Select(person => person!.Text("subject"))];

    private async Task<string[]> Found(Actor actor, string text, string more = "") =>
        [.. (await program.As(actor).GetAsync($"/api/v1/entries?text={Uri.EscapeDataString(text)}{more}").Body(HttpStatusCode.OK))["items"]!.AsArray().Select(IdOf)];

    private static string IdOf(JsonNode? item) => item!["entry"]!.Text("id");

    internal sealed class NoProgress : IProgressDisplay
    {
        public IProgress<long> Begin(string stage, long steps) => new Progress<long>();
    }
}
