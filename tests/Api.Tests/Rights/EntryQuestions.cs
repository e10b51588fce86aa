using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Permissions;
using RmsOrleans.Grains.Registers.Duty;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Rights;

/// <summary>
/// What is asked about registers and their entries. Two registers are loaded for it: one names every role that people have, of the entry's own authority; the other names them of the
/// authorities above it.
/// </summary>
internal static class EntryQuestions
{
    private static readonly Lock gate = new();
    private static readonly Dictionary<Condition, Task> loaded = [];

    public static IEnumerable<Question> All =>
    [
        new(Operation.ListKinds, About(Condition.NamedByRegister), _ => new(HttpMethod.Get, ARegister.Registers)) { IsAboutTheCaller = true },
        new(Operation.GetKind, About(Condition.NamedByRegister), _ => new(HttpMethod.Get, $"{ARegister.Registers}/appeal")) { IsAboutTheCaller = true },
        new(Operation.LoadKind, About(Condition.NamedByRegister), _ => new(HttpMethod.Put, $"{ARegister.Registers}/rights-own?dryRun=true") { Content = Wire.Json(File(Condition.NamedByRegister)) }) { IsAboutTheCaller = true },
        new(Operation.ListEntries, About(Condition.NamedByRegister), _ => new(HttpMethod.Get, $"{ARegister.Registers}/rights-own/entries?limit=200")),
        new(Operation.GetEntryChain, About(Condition.NamedByRegister), _ => new(HttpMethod.Get, $"{ARegister.Registers}/rights-own/chain")) { IsAboutTheCaller = true },
        new(Operation.ListEntryTasks, About(Condition.NamedByRegister), _ => new(HttpMethod.Get, "/api/v1/tasks/entries")) { IsAboutTheCaller = true },
        new(Operation.GetEntry, About(Condition.NamedByRegister), entry => new(HttpMethod.Get, entry.Path)),
        new(Operation.GetEntryJournal, About(Condition.NamedByRegister), entry => new(HttpMethod.Get, $"{entry.Path}/journal")),
        new(Operation.SearchEntries, About(Condition.NamedByRegister), entry => new(HttpMethod.Get, "/api/v1/entries?text=x&register=rights-own&limit=200")),
        new(Operation.ListEntryPeople, About(Condition.NamedByRegister), entry => new(HttpMethod.Get, $"{entry.Path}/people")),
        new(Operation.WatchEntry, About(Condition.NamedByRegister), entry => new(HttpMethod.Get, $"{entry.Path}/events")),
        new(Operation.PrintEntry, About(Condition.NamedByRegister), entry => new(HttpMethod.Get, $"{entry.Path}/print")),
        new(Operation.GetDutyBoard, (_, _) => Task.FromResult(new Thing("", Mark: Ceramics.Baltic.Value)), _ => new(HttpMethod.Get, "/api/v1/duty/board")),
        new(Operation.ListDutySummaries, ASummary, _ => new(HttpMethod.Get, "/api/v1/duty/summaries?limit=200")),
        new(Operation.GetDutySummary, ASummary, _ => new(HttpMethod.Get, $"/api/v1/duty/summaries/{DayText.Of(morning)}?authority={Ceramics.Baltic}")),
        .. from condition in (Condition[])[Condition.NamedByRegister, Condition.NamedAboveByRegister]
           from question in Commands(condition)
           select question with { Condition = condition },
    ];

    private static IEnumerable<Question> Commands(Condition condition)
    {
        yield return new(Operation.AddEntry, About(condition), _ => new(HttpMethod.Post, $"{ARegister.Registers}/{Code(condition)}/entries") { Content = Json(Addition) });
        yield return Command(Operation.TakeEntryStep, "/steps/on", """{ "values": { "text": "y" } }""");
        yield return Command(Operation.ExtendEntryTerm, "/terms/work/extension", """{ "amount": 1, "unit": "calendarDays", "reason": "x" }""");
        yield return Command(Operation.SuspendEntryTerm, "/terms/work/suspension", """{ "reason": "x" }""");
        yield return new(Operation.ResumeEntryTerm, Suspended(condition), entry => new(HttpMethod.Post, $"{entry.Path}/terms/work/resumption"));
        yield return Command(Operation.LinkEntry, "/links", """{ "to": "trader", "id": "7701234567" }""");
        yield return Command(Operation.CorrectEntry, "/corrections", """{ "values": { "text": "z" }, "reason": "x" }""");

        Question Command(Operation operation, string path, string body) => new(operation, About(condition), entry => new(HttpMethod.Post, entry.Path + path) { Content = Json(body) });
    }

    private static string Addition => $$"""{ "authority": "{{Ceramics.Baltic}}", "values": { "text": "x" } }""";

    private static readonly DateOnly morning = new(2026, 11, 1);

    /// <summary>One of Baltic Customs, for which the watch writes none: askers stand around it as around all else here.</summary>
    private static async Task<Thing> ASummary(TheProgram program, Asker? asker)
    {
        var id = DutySummaries.IdOf(Ceramics.Baltic, morning);
        var values = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, string>
        {
            ["day"] = DayText.Of(morning),
            ["since"] = "2026-10-31T08:00:00+03:00",
            ["until"] = "2026-11-01T08:00:00+03:00",
        });
        var done = await program.Services.GetRequiredService<EntryRegistering>().Register(
            id, DutyRegisters.Summary, new AddEntry(Ceramics.Baltic, values), ARegister.Official("duty-watch", Role.System), new(Key: new("rights", DutyRegisters.Summary)));
        Assert.False(done.IsRefused);
        return new("", Mark: $"{id:D}");
    }

    private static StringContent Json(string body) => Wire.Text(body, "application/json");

    private static string Code(Condition condition) => condition == Condition.NamedByRegister ? "rights-own" : "rights-above";

    private static Actor Holder(Condition condition) => ARegister.Official("holder", Role.Registrar, condition == Condition.NamedByRegister ? Ceramics.Baltic : Ceramics.NorthWest);

    private static Func<TheProgram, Asker?, Task<Thing>> About(Condition condition) => async (program, _) =>
    {
        Task load;
        lock (gate)
        {
            if (!loaded.TryGetValue(condition, out load!))
                loaded[condition] = load = program.Load(File(condition));
        }
        await load;
        var entry = await program.As(Holder(condition)).Post($"{ARegister.Registers}/{Code(condition)}/entries", Addition).Body(HttpStatusCode.Created);
        return new(ARegister.PathOf(entry), Mark: entry.Text("id"));
    };

    private static Func<TheProgram, Asker?, Task<Thing>> Suspended(Condition condition) => async (program, asker) =>
    {
        var entry = await About(condition)(program, asker);
        await program.As(Holder(condition)).Post($"{entry.Path}/terms/work/suspension", """{ "reason": "x" }""").Body(HttpStatusCode.OK);
        return entry;
    };

    private static JsonObject File(Condition condition)
    {
        var by = $$"""{ "roles": [{{string.Join(", ", RoleGroups.People.Select(role => $"\"{role.Name()}\""))}}], "of": "{{(condition == Condition.NamedByRegister ? "own" : "above")}}" }""";
        return JsonNode.Parse($$"""
            { "code": "{{Code(condition)}}", "title": { "ru": "Права", "en": "Rights" }, "from": "2026-01-01", "numbering": {},
              "fields": [{ "name": "text", "title": { "ru": "Текст", "en": "Text" }, "type": "text", "required": true }],
              "states": [{ "code": "open", "title": { "ru": "Открыта", "en": "Open" } }, { "code": "shut", "title": { "ru": "Закрыта", "en": "Shut" }, "end": true }],
              "registration": { "by": {{by}}, "starts": ["work"] },
              "transitions": [{ "route": "on", "title": { "ru": "Дополнить", "en": "Go on" }, "from": ["open"], "by": {{by}}, "takes": ["text"] },
                { "route": "shut", "title": { "ru": "Закрыть", "en": "Shut" }, "from": ["open"], "to": "shut", "by": {{by}}, "ends": ["work"] }],
              "terms": [{ "code": "work", "title": { "ru": "Работа", "en": "Work" }, "length": { "amount": 10, "unit": "calendarDays" }, "suspension": {{by}},
                "extensions": [{ "atMost": { "amount": 9, "unit": "calendarDays" }, "by": {{by}} }] }],
              "links": ["trader"] }
            """)!.AsObject();
    }
}
