using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Rights;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Verification;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registers;

/// <summary>Entries of registers, from receipt to answer.</summary>
public sealed class EntryTests : IAsyncLifetime
{
    private readonly TheProgram program = new();

    [Fact]
    public async Task An_appeal_goes_from_receipt_to_its_answer()
    {
        var entry = await program.AnAppeal();
        var path = ARegister.PathOf(entry);
        Assert.Equal(("10216000-1/2026", "received"), (entry.Text("number"), entry.Text("state")));
        Assert.Contains("3 calendar days", entry["terms"]![0]!["ledger"]![0]!.Text("what"), StringComparison.Ordinal);

        await Do(ARegister.Registrar, path, "registration", null);
        await Do(ARegister.Head, path, "executor", ARegister.Responsible);
        var task = Assert.Single((await program.As(ARegister.CaseOfficer).GetAsync("/api/v1/tasks/entries").Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal(("10216000-1/2026", "forwarding"), (task!["entry"]!.Text("number"), task["entry"]!.Text("dueTerm")));

        var answered = await Do(
            ARegister.CaseOfficer, path, "answer", """{ "values": { "answer": "Стоимость определена по первому методу." }, "paper": { "number": "12-34", "date": "2026-11-21" } }""");
        Assert.Equal(("answered", true), (answered.Text("state"), answered["ended"]!.GetValue<bool>()));
        Assert.Empty(answered["steps"]!.AsArray());
        Assert.Empty((await program.As(ARegister.CaseOfficer).GetAsync("/api/v1/tasks/entries").Body(HttpStatusCode.OK))["items"]!.AsArray());

        var journal = (await program.As(ARegister.Head).GetAsync($"{path}/journal").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(["EntryRegistered", "EntryStepTaken", "EntryStepTaken", "EntryStepTaken"], journal.Select(line => line!.Text("type")));
        await AssertWhole();
    }

    [Fact]
    public async Task The_same_under_the_same_key_is_done_once()
    {
        var client = program.As(ARegister.Registrar);
        var path = $"{ARegister.Registers}/appeal/entries";

        var first = await client.Post(path, ARegister.Appeal, "Idempotency-Key: a1").Body(HttpStatusCode.Created);
        var again = await client.Post(path, ARegister.Appeal, "Idempotency-Key: a1").Body(HttpStatusCode.OK);
        await client.Post(path, ARegister.Appeal.Replace("citizen", "organisation", StringComparison.Ordinal), "Idempotency-Key: a1").Body(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(first.Text("id"), again.Text("id"));

        var step = $"{ARegister.PathOf(first)}/steps/registration";
        await client.Post(step, "{}", "Idempotency-Key: s1").Body(HttpStatusCode.OK);
        await client.Post(step, "{}", "Idempotency-Key: s1").Body(HttpStatusCode.OK);
        await client.Post(step, "{}", "Idempotency-Key: s2").Body(HttpStatusCode.Conflict);
        await client.Post(step, "{}", "If-Match: \"1\"").Body(HttpStatusCode.PreconditionFailed);
        await AssertWhole();
    }

    [Fact]
    public async Task Many_at_once_have_numbers_without_a_gap()
    {
        var client = program.As(ARegister.Registrar);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ => (await client.Post($"{ARegister.Registers}/appeal/entries", ARegister.Appeal).Body(HttpStatusCode.Created)).Text("number")));

        Assert.Equal(Enumerable.Range(1, 40).Select(serial => $"10216000-{serial}/2026").Order(StringComparer.Ordinal), numbers.Order(StringComparer.Ordinal));
        var first = await client.GetAsync($"{ARegister.Registers}/appeal/entries?limit=30").Body(HttpStatusCode.OK);
        var rest = await client.GetAsync($"{ARegister.Registers}/appeal/entries?limit=30&cursor={first.Text("next")}").Body(HttpStatusCode.OK);
        Assert.Equal((30, 10, null), (first["items"]!.AsArray().Count, rest["items"]!.AsArray().Count, rest["next"]));
        Assert.Equal(40, first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(item => item!.Text("number")).Distinct().Count());
        Assert.Single((await client.GetAsync($"{ARegister.Registers}/appeal/entries?number=10216000-7%2F2026&state=received&open=true").Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Empty((await client.GetAsync($"{ARegister.Registers}/appeal/entries?overdue=true").Body(HttpStatusCode.OK))["items"]!.AsArray());
        await AssertWhole();
    }

    [Fact]
    public async Task Every_fault_is_named_at_its_place_and_nothing_is_written()
    {
        var entry = ARegister.PathOf(await program.AnAppeal());
        await Do(ARegister.Registrar, entry, "registration", null);
        var before = await program.Dump();
        var client = program.As(ARegister.Registrar);

        Assert.Equal(["/values/applicantKind", "/values/content", "/values/nowhere"], await Faults(client.Post(
            $"{ARegister.Registers}/appeal/entries", """{ "values": { "applicantKind": "nobody", "nowhere": "x" } }""")));
        Assert.Equal(["/values/content"], await Faults(client.Post($"{ARegister.Registers}/appeal/entries", """{ "values": { "content": 7 } }""")));
        Assert.Equal(["/receivedAt"], await Faults(client.Post($"{ARegister.Registers}/appeal/entries", """{ "values": { "applicantKind": "citizen", "content": "x" }, "receivedAt": "2030-01-01T00:00:00Z" }""")));
        Assert.Equal(["/paper", "/values/forwardedTo"], await Faults(client.Post($"{entry}/steps/forwarding", "{}")));
        Assert.Equal(["/links/0/to"], await Faults(client.Post($"{ARegister.Registers}/appeal/entries", """{ "values": { "applicantKind": "citizen", "content": "x" }, "links": [{ "to": "moon", "id": "1" }] }""")));
        await client.Post($"{entry}/steps/nowhere", "{}").Body(HttpStatusCode.NotFound);
        await client.Post($"{entry}/steps/registration", "{}").Body(HttpStatusCode.Conflict);
        await client.Post($"{ARegister.Registers}/moon/entries", ARegister.Appeal).Body(HttpStatusCode.NotFound);
        Assert.Equal(before, await program.Dump());
    }

    [Fact]
    public async Task A_dry_run_shows_what_would_be_and_leaves_nothing()
    {
        var entry = ARegister.PathOf(await program.AnAppeal());
        var before = await program.Dump();
        var client = program.As(ARegister.Registrar);

        var tried = await client.Post($"{ARegister.Registers}/appeal/entries?dryRun=true", ARegister.Appeal).Body(HttpStatusCode.OK);
        await client.Post($"{entry}/steps/registration?dryRun=true", "{}").Body(HttpStatusCode.OK);

        Assert.Equal(("", "received", 1), (tried.Text("number"), tried.Text("state"), tried["terms"]!.AsArray().Count));
        Assert.Equal(before, await program.Dump());
    }

    [Fact]
    public async Task Entries_stand_among_tasks_where_they_are_due_and_are_counted()
    {
        var officer = Ceramics.Coordinator with { Roles = [Role.Coordinator, Role.CaseOfficer] };
        var expected = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            var draft = await ADraft.Agreed(program); // waits for the coordinator, without a term
            expected.Add(draft.Path.Split('/')[^1]);
            var path = ARegister.PathOf(await program.AnAppeal());
            await Do(ARegister.Registrar, path, "registration", null);
            await Do(ARegister.Head, path, "executor", $$"""{ "responsible": { "subject": "{{officer.Subject}}", "name": "{{officer.Name}}" } }""");
            expected.Add(path.Split('/')[^1]);
            program.Clock.Turn(TimeSpan.FromHours(30));
        }
        await program.AnAppeal(); // nobody's yet

        var (found, pages, path1) = (new List<JsonNode>(), 0, "/api/v1/tasks?limit=1");
        for (string? next = path1; next is not null; pages++)
        {
            var page = await program.As(officer).GetAsync(next).Body(HttpStatusCode.OK);
            found.AddRange(page["items"]!.AsArray()!);
            next = page["next"] is { } cursor ? $"{path1}&cursor={Uri.EscapeDataString(cursor.GetValue<string>())}" : null;
        }
        var whole = await program.As(officer).GetAsync("/api/v1/tasks").Body(HttpStatusCode.OK);

        Assert.Equal(expected.Order(StringComparer.Ordinal), found.Select(IdOf).Order(StringComparer.Ordinal));
        Assert.Equal(whole["items"]!.AsArray().Select(item => IdOf(item!)), found.Select(IdOf));
        var dueAt = found.Select(item => (item["entry"] ?? item["draft"]!["deadline"])?["dueAt"]?.GetValue<DateTimeOffset>() ?? DateTimeOffset.MaxValue).ToList();
        Assert.Equal(dueAt.Order(), dueAt);
        var task = found.First(item => item["entry"] is not null);
        Assert.Equal(("Appeals of citizens and organisations", "10216000-1/2026"), (task.Text("kindTitle"), task["entry"]!.Text("number")));
        Assert.Equal(["answer"], task["awaited"]!.AsArray().Select(route => route!.GetValue<string>()));
        var counts = await program.As(officer).GetAsync("/api/v1/tasks/counts").Body(HttpStatusCode.OK);
        Assert.Equal((6, 3, false), (counts["total"]!.GetValue<int>(), counts["entries"]!.GetValue<int>(), counts["atLeast"]!.GetValue<bool>()));
        Assert.Equal(6, counts["urgencies"]!.AsArray().Sum(urgency => urgency!["count"]!.GetValue<int>()));

        var gone = officer with { Authority = Ceramics.NorthWest, Roles = [Role.Operator] }; // left the circle: no official any more
        Assert.Empty((await program.As(gone).GetAsync("/api/v1/tasks").Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Equal(0, (await program.As(gone).GetAsync("/api/v1/tasks/counts").Body(HttpStatusCode.OK))["entries"]!.GetValue<int>());
        static string IdOf(JsonNode item) => (item["entry"] ?? item["draft"]!).Text("id");
    }

    [Fact]
    public async Task What_nobody_is_responsible_for_waits_for_those_who_can_take_it_on()
    {
        var path = ARegister.PathOf(await program.AnAppeal());
        Assert.Equal(["registration"], await Awaited(ARegister.Registrar));
        Assert.Empty(await Awaited(ARegister.Head));
        Assert.Empty(await Awaited(ARegister.CaseOfficer));
        Assert.Empty(await Awaited(ARegister.Registrar with { Authority = Ceramics.NorthWest }));

        await Do(ARegister.Registrar, path, "registration", null);
        Assert.Equal(["executor", "forwarding"], await Awaited(ARegister.Head));
        Assert.Equal(1, (await program.As(ARegister.Head).GetAsync("/api/v1/tasks/counts").Body(HttpStatusCode.OK))["entries"]!.GetValue<int>());
        Assert.Empty((await program.As(ARegister.Head).GetAsync("/api/v1/tasks/entries").Body(HttpStatusCode.OK))["items"]!.AsArray());

        await Do(ARegister.Head, path, "executor", ARegister.Responsible);
        Assert.Empty(await Awaited(ARegister.Head));
        Assert.Equal(["answer"], await Awaited(ARegister.CaseOfficer));

        await program.ANotice("Пломбир");
        Assert.Equal(["check"], await Awaited(ARegister.Trusted));
        Assert.Empty(await Awaited(ARegister.Trusted with { Authority = Ceramics.NorthWest }));
        Assert.Empty(await Awaited(ARegister.Registrar));
    }

    private async Task<string[]> Awaited(Actor actor) =>
        [.. (await program.As(actor).GetAsync("/api/v1/tasks").Body(HttpStatusCode.OK))["items"]!.AsArray().SelectMany(item => item!["awaited"]!.AsArray()).Select(route => route!.GetValue<string>())];

    [Fact]
    public async Task Secret_fields_and_closed_circles_are_not_told()
    {
        const string word = "Пломбир";
        var trusted = ARegister.Official("trusted-1", Role.TrustedOfficer);
        var notice = await program.As(trusted).Post(
            $"{ARegister.Registers}/corruption-notice/entries",
            $$"""{ "values": { "official": "{{word}}", "acceptedAt": "2026-11-20T10:15:00+03:00", "acceptedBy": "{{word}}", "content": "{{word}}" } }""").Body(HttpStatusCode.Created);
        var outsiders = Enum.GetValues<Role>().SelectMany(role => (AuthorityCode[])[Ceramics.Baltic, Ceramics.NorthWest, AuthorityCode.Fcs], (role, at) => ARegister.Official("outsider", role, at))
            .Where(actor => actor.Authority != Ceramics.Baltic || actor.Roles[0] is not (Role.TrustedOfficer or Role.AuthorityHead));

        foreach (var outsider in outsiders)
        {
            var client = program.As(outsider);
            foreach (var path in (string[])[ARegister.PathOf(notice), $"{ARegister.PathOf(notice)}/journal", $"{ARegister.Registers}", $"{ARegister.Registers}/corruption-notice/entries", "/api/v1/tasks/entries"])
            {
                var answer = await client.GetAsync(path);
                var text = await answer.Content.ReadAsStringAsync();
                Assert.DoesNotContain(word, text, StringComparison.Ordinal);
                Assert.DoesNotContain(notice.Text("id"), text, StringComparison.Ordinal);
                if (path.Contains("/entries/", StringComparison.Ordinal))
                    Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
            await client.Post($"{ARegister.PathOf(notice)}/steps/check", ARegister.Responsible).Body(HttpStatusCode.NotFound);
            if (outsider.Authority != Ceramics.Baltic || outsider.Roles[0] is Role.Auditor)
                Assert.DoesNotContain("\"number\":", await (await client.GetAsync($"{ARegister.Registers}/corruption-notice/entries")).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Contains(word, await program.As(trusted).GetStringAsync(ARegister.PathOf(notice)), StringComparison.Ordinal);

        await program.Load(JsonNode.Parse("""
            { "code": "secrets", "title": { "ru": "Тайны", "en": "Secrets" }, "from": "2026-01-01", "numbering": {},
              "fields": [{ "name": "price", "title": { "ru": "Цена", "en": "Price" }, "type": "money", "required": true, "secret": true }],
              "states": [{ "code": "open", "title": { "ru": "Открыта", "en": "Open" } }, { "code": "shut", "title": { "ru": "Закрыта", "en": "Shut" }, "end": true }],
              "registration": { "by": { "roles": ["registrar"] } },
              "transitions": [{ "route": "shut", "title": { "ru": "Закрыть", "en": "Shut" }, "from": ["open"], "to": "shut", "by": { "roles": ["registrar"] } }] }
            """)!);
        var secret = await program.As(ARegister.Registrar).Post($"{ARegister.Registers}/secrets/entries", """{ "values": { "price": "1234567.89" } }""").Body(HttpStatusCode.Created);
        Assert.True(secret["fields"]![0]!["hidden"]!.GetValue<bool>());
        foreach (var path in (string[])[ARegister.PathOf(secret), $"{ARegister.PathOf(secret)}/journal"])
        {
            Assert.DoesNotContain("1234567.89", await program.As(ARegister.Registrar).GetStringAsync(path), StringComparison.Ordinal);
            Assert.Contains("1234567.89", await program.As(ARegister.Head).GetStringAsync(path), StringComparison.Ordinal);
        }
        await AssertWhole();
    }

    [Fact]
    public async Task Personal_data_are_removed_years_after_the_end_and_the_entry_stays()
    {
        var path = ARegister.PathOf(await program.AnAppeal());
        await Do(ARegister.Registrar, path, "registration", null);
        await Do(ARegister.Head, path, "executor", ARegister.Responsible);
        await Do(ARegister.CaseOfficer, path, "answer", """{ "values": { "answer": "Пояснено." }, "paper": { "number": "12-34", "date": "2026-11-21" } }""");
        var sweep = program.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<RmsOrleans.Silo.Start.EntryRetentionSweep>().Single();
        Assert.Equal(0, await sweep.Sweep(default));

        program.Clock.Turn(TimeSpan.FromDays(366 * 5));
        Assert.Equal(1, await sweep.Sweep(default));
        Assert.Equal(0, await sweep.Sweep(default));

        var after = await program.As(ARegister.Head).GetAsync(path).Body(HttpStatusCode.OK);
        Assert.Equal(("10216000-1/2026", "answered"), (after.Text("number"), after.Text("state")));
        Assert.All(after["fields"]!.AsArray().Where(field => field!.Text("name") is "applicant" or "content" or "answer"), field => Assert.Null(field!["value"]));
        Assert.Equal("citizen", after["fields"]!.AsArray().Single(field => field!.Text("name") == "applicantKind")!.Text("value"));
        Assert.Empty((await program.As(ARegister.Head).GetAsync("/api/v1/entries?text=пояснить").Body(HttpStatusCode.OK))["items"]!.AsArray());
        Assert.Contains("removed when its time was over", await program.As(ARegister.Head).GetStringAsync($"{path}/print?language=en"), StringComparison.Ordinal);
        await AssertWhole();
    }

    [Fact]
    public async Task A_missed_term_is_written_down_once_and_explains_itself()
    {
        var entry = ARegister.PathOf(await program.AnAppeal());
        program.Clock.Turn(TimeSpan.FromDays(10));
        var watch = program.Services.GetRequiredService<IGrainFactory>().Authority(Ceramics.Baltic).AsReference<IRemindable>();
        for (var i = 0; i < 3; i++)
            await watch.ReceiveReminder("deadlines", default);

        var known = await program.As(ARegister.Head).GetAsync(entry).Body(HttpStatusCode.OK);
        Assert.True(known["terms"]![0]!["missed"]!.GetValue<bool>());
        var journal = (await program.As(ARegister.Head).GetAsync($"{entry}/journal").Body(HttpStatusCode.OK))["items"]!.AsArray();
        Assert.Equal(["EntryRegistered", "EntryTermMissed"], journal.Select(line => line!.Text("type")));
        Assert.Single((await program.As(ARegister.Head).GetAsync($"{ARegister.Registers}/appeal/entries?overdue=true").Body(HttpStatusCode.OK))["items"]!.AsArray());

        var met = await Do(ARegister.Registrar, entry, "registration", null);
        Assert.Contains("met late", met["terms"]!.AsArray().Single(term => term!.Text("code") == "registration")!["ledger"]![1]!.Text("what"), StringComparison.Ordinal);
        Assert.Empty((await program.As(ARegister.Head).GetAsync($"{ARegister.Registers}/appeal/entries?overdue=true").Body(HttpStatusCode.OK))["items"]!.AsArray());
        await AssertWhole();
    }

    [Fact]
    public async Task A_term_is_extended_by_the_head_and_links_and_corrections_are_lines()
    {
        var entry = ARegister.PathOf(await program.AnAppeal());
        await Do(ARegister.Registrar, entry, "registration", null);
        const string extension = """{ "amount": 30, "unit": "calendarDays", "reason": "Нужна экспертиза", "applicantToldOn": "2026-11-21" }""";

        await program.As(ARegister.Registrar).Post($"{entry}/terms/answer/extension", extension).Body(HttpStatusCode.Forbidden);
        Assert.Equal(["/by"], await Faults(program.As(ARegister.Head).Post($"{entry}/terms/answer/extension", extension.Replace("30", "31", StringComparison.Ordinal))));
        var extended = await program.As(ARegister.Head).Post($"{entry}/terms/answer/extension", extension).Body(HttpStatusCode.OK);
        Assert.Contains("extended by 30 calendar days", extended["terms"]!.AsArray().Single(term => term!.Text("code") == "answer")!["ledger"]![1]!.Text("what"), StringComparison.Ordinal);
        await program.As(ARegister.Head).Post($"{entry}/terms/answer/extension", extension).Body(HttpStatusCode.Conflict);
        await program.As(ARegister.Head).Post($"{entry}/terms/answer/suspension", """{ "reason": "x" }""").Body(HttpStatusCode.Conflict);
        await program.As(ARegister.Head).Post($"{entry}/terms/answer/resumption", null).Body(HttpStatusCode.Conflict);

        var linked = await program.As(ARegister.Registrar).Post($"{entry}/links", """{ "to": "trader", "id": "7701234567" }""").Body(HttpStatusCode.OK);
        Assert.Equal("7701234567", linked["links"]![0]!.Text("id"));
        var corrected = await program.As(ARegister.Registrar).Post($"{entry}/corrections", """{ "values": { "applicantKind": "organisation" }, "reason": "Опечатка" }""").Body(HttpStatusCode.OK);
        Assert.Contains(corrected["fields"]!.AsArray(), field => field!.Text("name") == "applicantKind" && field!.Text("value") == "organisation");
        await AssertWhole();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await program.DisposeAsync();

    private Task<JsonNode> Do(Actor actor, string path, string route, string? body) => program.As(actor).Post($"{path}/steps/{route}", body).Body(HttpStatusCode.OK);

    private async Task AssertWhole() => Assert.Empty((await StoreReport.Of(program.Services.GetRequiredService<IReadDatabase>(), new Silent(), CancellationToken.None)).Errors);

    private static async Task<string[]> Faults(Task<HttpResponseMessage> answer) =>
        [.. (await answer.Body(HttpStatusCode.BadRequest))["errors"]!.AsObject().Select(fault => fault.Key).Order(StringComparer.Ordinal)];

    private sealed class Silent : IProgressDisplay
    {
        public IProgress<long> Begin(string stage, long steps) => new Progress<long>();
    }
}
