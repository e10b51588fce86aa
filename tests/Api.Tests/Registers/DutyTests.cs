using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Storage.Databases;
using RmsOrleans.Storage.Verification;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registers;

/// <summary>The duty service on SQLite.</summary>
public sealed class SqliteDutyTests : DutyContract
{
    private protected override Task<TheProgram> Open() => Task.FromResult(new TheProgram());

    [Fact]
    public async Task A_program_that_comes_back_after_days_writes_the_mornings_that_it_missed_and_none_twice()
    {
        var folder = Directory.CreateTempSubdirectory("rms-duty-");
        var clock = new HandClock(new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero));
        try
        {
            await using (var first = new TheProgram(folder.FullName, clock))
            {
                await first.As(centre).Post($"{ARegister.Registers}/shift/entries", """{ "values": {} }""").Body(HttpStatusCode.Created);
                clock.Turn(TimeSpan.FromDays(1));
                await first.Summarise();
                Assert.Equal(["2026-11-22"], await Days(first));
            }
            clock.Turn(TimeSpan.FromDays(3));
            await using (var second = new TheProgram(folder.FullName, clock))
            {
                for (var tick = 0; tick < 3; tick++)
                    await second.Summarise();
                Assert.Equal(["2026-11-25", "2026-11-24", "2026-11-23", "2026-11-22"], await Days(second));
                Assert.Equal(0, await second.Summarise());
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        static async Task<string[]> Days(TheProgram program) =>
            [.. (await program.As(centre).GetAsync("/api/v1/duty/summaries?authority=10000000").Body(HttpStatusCode.OK))["items"]!.AsArray().Select(item => item!.Text("day"))];
    }
}

/// <summary>The same on PostgreSQL.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresDutyTests(PostgresCluster cluster) : DutyContract
{
    private protected override async Task<TheProgram> Open()
    {
        if (!PostgresCluster.IsAvailable)
            return new TheProgram();
        var database = await cluster.CreateDatabase();
        return new(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
    }
}

/// <summary>Shifts and their handover, the board of today, and the summaries of each morning.</summary>
public abstract class DutyContract : IAsyncLifetime
{
    private static readonly AuthorityCode vladivostok = new("10702000");
    private static readonly Actor officer = ARegister.Official("duty-1", Role.DutyOfficer, Ceramics.NorthWest);
    private static readonly Actor next = ARegister.Official("duty-2", Role.DutyOfficer, Ceramics.NorthWest);
    private static readonly Actor head = ARegister.Official("duty-head", Role.AuthorityHead, Ceramics.NorthWest);
    private static readonly Actor below = ARegister.Official("duty-3", Role.DutyOfficer);
    private static readonly Actor east = ARegister.Official("duty-4", Role.DutyOfficer, vladivostok);
    private protected static readonly Actor centre = ARegister.Official("duty-5", Role.DutyOfficer, AuthorityCode.Fcs);

    private TheProgram program = null!;

    private protected abstract Task<TheProgram> Open();

    public async Task InitializeAsync() => program = await Open();

    public async Task DisposeAsync() => await program.DisposeAsync();

    [PostgresFact]
    public async Task A_shift_is_handed_over_with_what_is_open_and_unread_and_taken_by_who_was_named()
    {
        var shift = ARegister.PathOf(await Shift(officer));
        var refused = await program.As(next).Post($"{ARegister.Registers}/shift/entries", """{ "values": {} }""").Body(HttpStatusCode.Conflict);
        Assert.Contains("10200000-1", refused.Text("detail"), StringComparison.Ordinal);

        var own = await Incident(officer, "serious");
        var opened = await Incident(below, "ordinary");
        var unread = await Incident(below, "emergency");
        await Incident(east, "ordinary"); // below another
        await program.ANotice("тайна");
        await program.As(officer).GetAsync(ARegister.PathOf(opened)).Body(HttpStatusCode.OK);
        await program.As(centre).GetAsync(ARegister.PathOf(unread)).Body(HttpStatusCode.OK); // that another authority opened it is nothing to this one
        await Do(officer, shift, "note", """{ "values": { "note": "Звонок из Балтийской таможни." } }""");

        Assert.Equal(HttpStatusCode.BadRequest, await Status(officer, $"{shift}/steps/handover", """{ "values": { "open": "{}" }, "responsible": { "subject": "duty-2", "name": "Official duty-2" } }"""));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(next, $"{shift}/steps/handover", Named(next)));
        var handed = await Do(officer, shift, "handover", Named(next));
        Assert.Equal("handed-over", handed.Text("state"));
        var open = List(handed, "open");
        Assert.Equal([own.Text("number")], open.Select(item => item.Text("number")));
        Assert.Equal(("incident", "serious", "first-report", "2026-11-21T12:30:00+03:00"), (open[0].Text("register"), open[0].Text("severity"), open[0].Text("term"), open[0].Text("dueAt")));
        Assert.Equal([unread.Text("number")], List(handed, "unread").Select(item => item.Text("number")));
        Assert.DoesNotContain("тайна", handed.ToJsonString(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Conflict, await Status(next, $"{shift}/steps/handover", Named(officer)));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(officer, $"{shift}/steps/takeover", "{}", "If-Match: \"3\""));
        Assert.Equal(HttpStatusCode.PreconditionRequired, await Status(next, $"{shift}/steps/takeover", "{}"));
        Assert.Equal(HttpStatusCode.PreconditionRequired, await Status(next, $"{shift}/steps/takeover", "{}", "If-Match: *"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, await Status(next, $"{shift}/steps/takeover", "{}", "If-Match: \"2\""));
        await Do(below, ARegister.PathOf(unread), "first-report", """{ "values": { "firstReport": "Доложено." } }""");
        var taken = await program.As(next).Post($"{shift}/steps/takeover", "{}", "If-Match: \"3\"").Body(HttpStatusCode.OK);
        Assert.True(taken["ended"]!.GetValue<bool>());
        Assert.Equal("reported", List(taken, "unread").Single().Text("state")); // as it stood

        Assert.Equal("10200000-2", (await Shift(next)).Text("number"));
        var page = await (await program.As(officer).GetAsync($"{shift}/print?language=ru")).Content.ReadAsStringAsync();
        Assert.Contains("Непрочитанное от нижестоящих органов", page, StringComparison.Ordinal);
        Assert.Contains(unread.Text("number"), page, StringComparison.Ordinal);
        await AssertWhole();
    }

    [PostgresFact]
    public async Task Of_many_who_open_a_shift_at_once_one_does()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            Status(ARegister.Official($"duty-at-once-{i}", Role.DutyOfficer, Ceramics.NorthWest), $"{ARegister.Registers}/shift/entries", """{ "values": {} }""")));

        Assert.Single(answers, HttpStatusCode.Created);
        Assert.Equal(7, answers.Count(answer => answer == HttpStatusCode.Conflict));
        await AssertWhole();
    }

    [PostgresFact]
    public async Task The_board_goes_from_west_to_east_and_shows_what_its_reader_may_see()
    {
        await Shift(officer);
        await Incident(below, "serious");
        await Incident(east, "ordinary");
        await Incident(east, "ordinary");
        program.Clock.Turn(TimeSpan.FromMinutes(45));

        var all = await Board(centre, "");
        Assert.Equal("10000000", all[0].Text("authority"));
        Assert.Equal(all.Select(place => Offset(place)).Order(), all.Select(place => Offset(place)));
        var active = await Board(centre, "?active=true");
        Assert.Equal(["10200000", "10216000", "10702000"], active.Select(place => place.Text("authority")));
        Assert.Equal(("Official duty-1", "2026-11-21T12:00:00+03:00"), (active[0]["shift"]!.Text("officer"), active[0]["shift"]!.Text("since")));
        Assert.Null(active[1]["shift"]);
        Assert.Equal(("serious", 1), (active[1]["today"]![0]!.Text("severity"), active[1]["today"]![0]!["count"]!.GetValue<int>()));
        Assert.Equal((2, 2, 2), (active[2]["today"]![0]!["count"]!.GetValue<int>(), active[2]["open"]!.GetValue<int>(), active[2]["overdue"]!.GetValue<int>()));
        Assert.Equal("2026-11-21T19:45:00+10:00", active[2].Text("localTime"));

        Assert.Equal(["10216000"], (await Board(below, "?active=true")).Select(place => place.Text("authority")));
        Assert.Empty(await Board(Officials.Operator, ""));
        Assert.Equal(all.Length, (await Board(ARegister.Official("auditor", Role.Auditor, AuthorityCode.Fcs), "")).Length);

        program.Clock.Turn(TimeSpan.FromHours(5)); // past midnight in Vladivostok
        Assert.Empty((await Board(east, ""))[0]["today"]!.AsArray());
        await program.As(centre).GetAsync("/api/v1/duty/board?active=maybe").Body(HttpStatusCode.BadRequest);
    }

    [PostgresFact]
    public async Task Each_morning_has_one_summary_also_after_days_of_standstill()
    {
        await Summarise();
        Assert.Empty(await Summaries(centre));

        await Shift(officer);
        var closed = await Incident(below, "serious");
        var late = await Incident(east, "ordinary");
        await program.ANotice("тайна");
        await Summarise(); // it is past eight, and nothing was there at eight
        Assert.Empty(await Summaries(centre));

        await Do(below, ARegister.PathOf(closed), "first-report", """{ "values": { "firstReport": "Доложено." } }""");
        await Do(below, ARegister.PathOf(closed), "written-report", """{ "values": { "writtenReport": "Направлено." }, "paper": { "number": "1", "date": "2026-11-21" } }""");
        await Do(below, ARegister.PathOf(closed), "closing", """{ "values": { "result": "Устранено." } }""");
        program.Clock.Turn(TimeSpan.FromDays(4)); // to the 25th, 12:00
        await Summarise();
        await Summarise();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Summarise()));

        var whole = await Summaries(centre, "?authority=10000000");
        Assert.Equal(["2026-11-25", "2026-11-24", "2026-11-23", "2026-11-22"], whole.Select(item => item.Text("day")));
        program.Clock.Turn(TimeSpan.FromDays(5));
        for (var tick = 0; tick < 4; tick++)
            await Summarise();
        whole = await Summaries(centre, "?authority=10000000");
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"2026-11-{30 - i}"), whole.Select(item => item.Text("day")));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"10000000-{9 - i}"), whole.Select(item => item.Text("number")));
        Assert.Equal(9, (await Summaries(centre)).Count(item => item.Text("day") == "2026-11-28")); // the FCS and eight directorates
        await AssertWhole();

        var ours = await program.As(officer).GetAsync("/api/v1/duty/summaries/2026-11-26").Body(HttpStatusCode.OK);
        Assert.Equal("10200000", ours["summary"]!.Text("authority"));
        Assert.Empty(ours["overdue"]!["items"]!.AsArray());
        Assert.Equal("10200000-1", ours["shifts"]!["items"]![0]!.Text("number"));
        var theirs = await program.As(centre).GetAsync("/api/v1/duty/summaries/2026-11-26").Body(HttpStatusCode.OK);
        Assert.Equal(late.Text("number"), theirs["overdue"]!["items"]![0]!.Text("number"));
        Assert.Equal(("10702000", "ordinary", 0, 0, 1, 1), Row(Assert.Single(theirs["figures"]!["rows"]!.AsArray())!));
        Assert.DoesNotContain("corruption-notice", theirs.ToJsonString(), StringComparison.Ordinal);
        await program.As(officer).GetAsync("/api/v1/duty/summaries/2026-11-26?authority=10000000").Body(HttpStatusCode.NotFound);
        await program.As(below).GetAsync("/api/v1/duty/summaries/2026-11-26").Body(HttpStatusCode.NotFound);
        await program.As(centre).GetAsync("/api/v1/duty/summaries/today").Body(HttpStatusCode.NotFound);

        await Do(centre, $"/api/v1/entries/{theirs["summary"]!.Text("entry")}", "acknowledgement", "{}");
        Assert.True((await program.As(centre).GetAsync("/api/v1/duty/summaries/2026-11-26").Body(HttpStatusCode.OK))["summary"]!["acknowledged"]!.GetValue<bool>());
        Assert.Equal(HttpStatusCode.Forbidden, await Status(ARegister.Official("program", Role.System, AuthorityCode.Fcs), $"{ARegister.Registers}/duty-summary/entries", """{ "values": { "day": "2026-12-01" } }"""));
        await AssertWhole();
    }

    [PostgresFact]
    public async Task A_summary_says_how_things_stood_at_its_end()
    {
        var first = await Incident(below, "serious");
        program.Clock.Turn(TimeSpan.FromHours(21)); // 22 November, 09:00
        await Do(below, ARegister.PathOf(first), "first-report", """{ "values": { "firstReport": "Доложено." } }""");
        var later = await Incident(below, "ordinary");
        await Summarise();

        var summary = await program.As(centre).GetAsync("/api/v1/duty/summaries/2026-11-22").Body(HttpStatusCode.OK);

        Assert.Equal(("2026-11-21T08:00:00+03:00", "2026-11-22T08:00:00+03:00"), (summary.Text("since"), summary.Text("until")));
        var item = Assert.Single(summary["registered"]!["items"]!.AsArray())!;
        Assert.Equal((first.Text("number"), "reported", true), (item.Text("number"), item.Text("state"), item["overdue"]!.GetValue<bool>()));
        Assert.DoesNotContain(later.Text("number"), summary.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("10216000", "serious", 1, 0, 1, 1), Row(Assert.Single(summary["figures"]!["rows"]!.AsArray())!));
        var text = await (await program.As(centre).GetAsync($"/api/v1/entries/{summary["summary"]!.Text("entry")}/print?language=ru")).Content.ReadAsStringAsync();
        Assert.Contains("Происшествия по органам и степеням", text, StringComparison.Ordinal);
        Assert.Contains("Серьёзное", text, StringComparison.Ordinal);
    }

    private static (string, string, int, int, int, int) Row(JsonNode row) => (
        row.Text("authority"), row.Text("severity"), row["registered"]!.GetValue<int>(), row["closed"]!.GetValue<int>(), row["open"]!.GetValue<int>(), row["overdue"]!.GetValue<int>());

    private static string Named(Actor person) => $$"""{ "responsible": { "subject": "{{person.Subject}}", "name": "{{person.Name}}" } }""";

    private static TimeSpan Offset(JsonNode place) => DateTimeOffset.Parse(place.Text("localTime"), System.Globalization.CultureInfo.InvariantCulture).Offset;

    private static JsonNode[] List(JsonNode entry, string field) =>
        [.. entry["fields"]!.AsArray().Single(each => each!.Text("name") == field)!["entries"]!["items"]!.AsArray().Select(item => item!)];

    private Task<JsonNode> Shift(Actor actor) => program.As(actor).Post($"{ARegister.Registers}/shift/entries", """{ "values": {} }""").Body(HttpStatusCode.Created);

    private Task<JsonNode> Incident(Actor actor, string severity) => program.As(actor).Post(
        $"{ARegister.Registers}/incident/entries",
        $$"""
        { "values": { "severity": "{{severity}}", "place": "Причал", "happenedAt": "2026-11-21T10:15:00+03:00", "learnedAt": "2026-11-21T10:20:00+03:00", "content": "Течь" } }
        """).Body(HttpStatusCode.Created);

    private Task<JsonNode> Do(Actor actor, string path, string route, string body) => program.As(actor).Post($"{path}/steps/{route}", body).Body(HttpStatusCode.OK);

    private async Task<HttpStatusCode> Status(Actor actor, string path, string body, params string[] headers)
    {
        using var response = await program.As(actor).Post(path, body, headers);
        return response.StatusCode;
    }

    private async Task<JsonNode[]> Board(Actor actor, string query) =>
        [.. (await program.As(actor).GetAsync($"/api/v1/duty/board{query}").Body(HttpStatusCode.OK))["items"]!.AsArray().Select(place => place!)];

    private async Task<JsonNode[]> Summaries(Actor actor, string query = "?limit=200") =>
        [.. (await program.As(actor).GetAsync($"/api/v1/duty/summaries{query}").Body(HttpStatusCode.OK))["items"]!.AsArray().Select(item => item!)];

    private Task<int> Summarise() => program.Summarise();

    private async Task AssertWhole() => Assert.Empty((await StoreReport.Of(program.Services.GetRequiredService<IReadDatabase>(), new Silent(), CancellationToken.None)).Errors);

    private sealed class Silent : IProgressDisplay
    {
        public IProgress<long> Begin(string stage, long steps) => new Progress<long>();
    }
}
