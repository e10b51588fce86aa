using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Registrations;

/// <summary>Lists in the order of registration, counts, statuses of many numbers, and the register of a period, on SQLite.</summary>
public sealed class RegisterTests : IClassFixture<RegisterOnSqlite>
{
    private readonly Registered registered;

    public RegisterTests(RegisterOnSqlite fixture) => registered = fixture.Registered;

    [Theory]
    [InlineData("registeredFrom=2026-11-22&registeredTo=2026-11-22", "far")]
    [InlineData("registeredFrom=2026-11-21&registeredTo=2026-11-21", "late early")]
    [InlineData("registeredTo=2026-11-22&sort=registeredAt", "early far late|early late far")]
    [InlineData("registeredFrom=2026-11-23", "urgent stepped")]
    [InlineData("kind=Urgent", "urgent")]
    [InlineData("kind=Orientation", "")]
    [InlineData("sort=-registeredAt&authority=10216000", "stepped urgent late early")]
    [InlineData("sort=preparedAt&authority=10216000", "stepped early late urgent prepared")]
    [InlineData("authority=10216000&limit=3", "prepared urgent late")]
    public async Task Drafts_are_listed_by_day_kind_and_order(string query, string expected)
    {
        var list = await registered.Read(Officials.Auditor, $"{Wire.Drafts}?{query}");
        Assert.Contains(registered.Names(list["items"]!, "id"), expected.Split('|'));
    }

    [Theory]
    [InlineData("sort=registeredAt")]
    [InlineData("sort=-registeredAt")]
    [InlineData("sort=preparedAt")]
    [InlineData("")]
    public async Task Pages_of_one_are_the_whole_list(string query)
    {
        foreach (var actor in (Actor[])[Officials.Auditor, Officials.OfTheDirectorate, Ceramics.Author])
        {
            var whole = registered.Names((await registered.Read(actor, $"{Wire.Drafts}?{query}"))["items"]!, "id");
            var seen = new List<string>();
            for (string? cursor = ""; cursor is not null;)
            {
                var page = await registered.Read(actor, $"{Wire.Drafts}?{query}&limit=1{(cursor == "" ? "" : $"&cursor={cursor}")}");
                seen.Add(registered.Names(page["items"]!, "id"));
                cursor = page["next"]?.GetValue<string>();
            }
            Assert.Equal(whole, string.Join(' ', seen));
        }
    }

    [Theory]
    [InlineData("/drafts?sort=title", "/sort")]
    [InlineData("/drafts?sort=registeredAt&text=tiles", "/sort")]
    [InlineData("/drafts?registeredFrom=2026-13-01", "/registeredFrom")]
    [InlineData("/drafts?registeredTo=9999-12-31", "/registeredTo")]
    [InlineData("/drafts?registeredFrom=2026-12-01&registeredTo=2026-11-30", "/registeredTo")]
    [InlineData("/drafts?kind=regular", "/kind")]
    [InlineData("/registrations?sort=preparedAt", "/sort")]
    [InlineData("/registrations?text=tiles", "/text")]
    [InlineData("/drafts/counts?by=title", "/by")]
    [InlineData("/drafts/counts?by=status,status", "/by")]
    [InlineData("/drafts/list.csv?limit=5", "/limit")]
    [InlineData("/drafts/list.csv?language=de", "/language")]
    [InlineData("/drafts/durations?registeredFrom=2026-11-01", "/registeredTo")]
    [InlineData("/registrations/register.csv?registeredFrom=2026-11-01", "/registeredTo")]
    [InlineData("/registrations/print?registeredTo=2026-11-01", "/registeredFrom")]
    [InlineData("/registrations/print?registeredFrom=2026-11-01&registeredTo=2026-11-01&language=de", "/language")]
    public async Task What_is_not_understood_is_refused_at_its_place(string path, string pointer)
    {
        var problem = await registered.Program.As(Officials.Auditor).GetAsync($"/api/v1{path}").Body(HttpStatusCode.BadRequest);
        Assert.Equal(pointer, Assert.Single(problem["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task A_cursor_of_another_order_is_refused()
    {
        var page = await registered.Read(Officials.Auditor, $"{Wire.Drafts}?sort=registeredAt&limit=1");
        var answer = await registered.Program.As(Officials.Auditor).GetAsync($"{Wire.Drafts}?sort=-registeredAt&limit=1&cursor={page.Text("next")}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_list_by_registration_is_read_in_the_order_of_two_indexes()
    {
        var byRegistration = new DraftFilter(Order: new DraftOrder(ByRegistration: true, OldestFirst: false));
        var (sql, parameters) = registered.Program.Services.GetRequiredService<DraftListQueries>().Query(byRegistration, Officials.OfTheFcs, null, 50);

        var plan = await QueryPlan.Of(registered.Program, sql, parameters);

        foreach (var index in (string[])["drafts_newest", "drafts_registered_later"])
        {
            var at = Array.FindIndex(plan, step => step.StartsWith("S", StringComparison.Ordinal) && step.EndsWith($"USING INDEX {index}", StringComparison.Ordinal));
            Assert.True(at >= 0, string.Join("\n", plan));
            Assert.DoesNotContain("TEMP B-TREE", plan.ElementAtOrDefault(at + 1) ?? "", StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_list_by_due_time_is_read_in_the_order_of_two_indexes()
    {
        foreach (var after in (ListCursor?[])[null, new ListCursor(1, default)])
        {
            var (sql, parameters) = registered.Program.Services.GetRequiredService<DraftListQueries>().Query(new DraftFilter(Order: DraftOrder.FirstDue), Officials.OfTheFcs, after, 50);
            var plan = await QueryPlan.Of(registered.Program, sql, parameters);

            Assert.Equal(DraftOrder.EveryStatus.Length, plan.Count(step => step.StartsWith("SEARCH d USING INDEX drafts_unassigned (status=?", StringComparison.Ordinal)));
            Assert.Single(plan, step => step.Contains("USING INDEX drafts_assigned", StringComparison.Ordinal));
            Assert.All(plan.Zip(plan.Skip(1)), step => Assert.False(
                step.First.Contains(" d USING INDEX", StringComparison.Ordinal) && step.Second.Contains("TEMP B-TREE", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public Task Registrations_are_listed() => registered.AreListed();

    [Fact]
    public Task Drafts_are_counted() => registered.AreCounted();

    [Fact]
    public Task Statuses_of_many_numbers_are_told_and_unknown_ones_named() => registered.HaveStatuses();

    [Theory]
    [InlineData("""{ "numbers": [] }""", "/numbers")]
    [InlineData("""{ "numbers": ["00/10216/21112026/00001", "17"] }""", "/numbers/1")]
    [InlineData("""{ "numbers": [null] }""", "/numbers/0")]
    [InlineData("""{}""", "/numbers")]
    public async Task A_request_for_statuses_that_is_not_understood_is_refused(string body, string pointer)
    {
        var problem = await registered.Program.As(Officials.Auditor).Post("/api/v1/registrations/statuses", body).Body(HttpStatusCode.BadRequest);
        Assert.Contains(pointer, problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Fact]
    public async Task More_than_500_numbers_are_too_many()
    {
        var numbers = new JsonArray([.. Enumerable.Range(1, 501).Select(serial => (JsonNode)$"00/10216/21112026/{serial:D5}")]);
        await registered.Program.As(Officials.Auditor).Post("/api/v1/registrations/statuses", new JsonObject { ["numbers"] = numbers }.ToJsonString()).Body(HttpStatusCode.BadRequest);
    }

    [Fact]
    public Task The_register_of_a_period_is_csv() => registered.IsCsv();

    [Fact]
    public Task A_list_of_drafts_is_csv() => registered.IsAListAsCsv();

    [Fact]
    public Task How_long_statuses_lasted_is_told_of_a_period() => registered.HaveDurations();

    [Fact]
    public async Task The_register_of_a_period_is_printed_in_both_languages()
    {
        foreach (var (language, words) in ((string, string[])[])[
            ("en", ["Journal of registration of draft risk profiles", "Baltic Customs", "21.11.2026 – 30.11.2026", "Under consideration"]),
            ("ru", ["Журнал регистрации проектов профилей риска", "21.11.2026 – 30.11.2026", "На рассмотрении", "Журнал ведёт"])])
        {
            var page = await registered.Program.As(Officials.Auditor).GetStringAsync(
                $"/api/v1/registrations/print?registeredFrom=2026-11-21&registeredTo=2026-11-30&authority=10216000&language={language}");
            Assert.All(words, word => Assert.Contains(word, page, StringComparison.OrdinalIgnoreCase));
            Assert.Contains(registered.Number("early"), page, StringComparison.Ordinal);
            Assert.DoesNotContain(registered.Number("urgent"), page, StringComparison.Ordinal);
        }
        var empty = await registered.Program.As(Officials.Auditor).GetStringAsync("/api/v1/registrations/print?registeredFrom=2020-01-01&registeredTo=2020-12-31&language=en");
        Assert.Contains("Nothing was registered", empty, StringComparison.Ordinal);
    }
}

/// <summary>The same words of SQL on the other database.</summary>
[Collection(PostgresCollection.Name)]
public sealed class RegisterOnPostgresTests(PostgresCluster cluster)
{
    [PostgresFact]
    public async Task Says_the_same()
    {
        var database = await cluster.CreateDatabase();
        await using var program = new TheProgram(("Storage:Postgres", database.Program), ("Storage:PostgresOwner", database.Owner));
        var registered = await Registered.In(program);

        await registered.AreListed();
        await registered.AreCounted();
        await registered.HaveStatuses();
        await registered.IsCsv();
        await registered.IsAListAsCsv();
        await registered.HaveDurations();
    }
}

/// <summary>More than one page of a register is read, and more than a printed journal takes.</summary>
public sealed class LongRegisterTests
{
    [Fact]
    public async Task A_long_register_is_csv_whole_and_not_printed()
    {
        const int Many = 2001;
        const int OfOneRequest = 667;
        await using var program = new TheProgram();
        var line = Examples.Submission().ToJsonString();
        for (var sent = 0; sent < Many; sent += OfOneRequest)
        {
            var answer = await program.As(Ceramics.Coordinator).SendAsync(Wire.Request(HttpMethod.Post, Wire.Submissions, Wire.Lines([.. Enumerable.Repeat(line, OfOneRequest)])));
            Assert.Equal(OfOneRequest, (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        }

        const string Period = "registeredFrom=2026-11-21&registeredTo=2026-11-21";
        var csv = await program.As(Officials.Auditor).GetStringAsync($"/api/v1/registrations/register.csv?{Period}");
        var numbers = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.Split(',')[0]).ToHashSet();
        Assert.Equal(Many, numbers.Count);

        var refused = await program.As(Officials.Auditor).GetAsync($"/api/v1/registrations/print?{Period}").Body(HttpStatusCode.BadRequest);
        Assert.Equal("/registeredTo", Assert.Single(refused["errors"]!.AsObject()).Key);
    }
}

public sealed class RegisterOnSqlite : IAsyncLifetime
{
    private readonly TheProgram program = new();

    internal Registered Registered { get; private set; } = null!;

    public async Task InitializeAsync() => Registered = await Registered.In(program);

    public async Task DisposeAsync() => await program.DisposeAsync();
}

/// <summary>
/// One draft that is not registered, and five that are: early; far and late at the same moment, when it is the next day in Vladivostok
/// already; urgent in the next month; stepped, which was prepared before all of them, after them.
/// </summary>
internal sealed class Registered(TheProgram program)
{
    private readonly Dictionary<string, (string Id, string Number)> drafts = [];

    public TheProgram Program => program;

    public static async Task<Registered> In(TheProgram program)
    {
        var registered = new Registered(program);
        var stepped = await ADraft.Agreed(program);
        program.Clock.Turn(TimeSpan.FromMinutes(1));
        await registered.Submit("early", Ceramics.Baltic.Value, "Regular", "=Early, \"quoted\"");
        program.Clock.Turn(TimeSpan.FromHours(8));
        await registered.Submit("far", Ceramics.Vladivostok.Value, "Regular", "Far");
        await registered.Submit("late", Ceramics.Baltic.Value, "Regular", "Late");
        program.Clock.Turn(TimeSpan.FromDays(10));
        await registered.Submit("urgent", Ceramics.Baltic.Value, "Urgent", "Urgent");
        program.Clock.Turn(TimeSpan.FromMinutes(1));
        await stepped.Then(Ceramics.Coordinator, "registration", null);
        registered.drafts["stepped"] = (stepped.Path.Split('/')[^1], (await stepped.Read(Ceramics.Author)).Text("number"));
        registered.drafts["prepared"] = ((await ADraft.Prepared(program)).Path.Split('/')[^1], "");
        return registered;
    }

    public string Number(string name) => drafts[name].Number;

    public Task<JsonNode> Read(Actor actor, string path) => program.As(actor).GetAsync(path).Body(HttpStatusCode.OK);

    public string Names(JsonNode items, string member) =>
        string.Join(' ', items.AsArray().Select(item => drafts.Single(draft => draft.Value.Id == item!.Text(member)).Key));

    public async Task AreListed()
    {
        var list = await Read(Officials.OfTheFcs, "/api/v1/registrations?sort=registeredAt&registeredFrom=2026-11-22");
        Assert.Equal("far urgent stepped", Names(list["items"]!, "draft"));
        var far = list["items"]![0]!;
        Assert.Equal((Number("far"), "2026-11-22T03:01:00+10:00", "Far", "Regular"), (far.Text("number"), far.Text("registeredAt"), far.Text("title"), far.Text("kind")));
        Assert.Contains("22112026", far.Text("number"), StringComparison.Ordinal);

        var first = await Read(Officials.OfTheDirectorate, "/api/v1/registrations?limit=2");
        Assert.Equal("stepped urgent", Names(first["items"]!, "draft"));
        var second = await Read(Officials.OfTheDirectorate, $"/api/v1/registrations?limit=2&cursor={first.Text("next")}");
        Assert.Equal("late early", Names(second["items"]!, "draft"));
        Assert.Null(second["next"]);
        Assert.Empty((await Read(Ceramics.CoordinatorOf(new("10502000")), "/api/v1/registrations"))["items"]!.AsArray());
    }

    public async Task AreCounted()
    {
        Assert.Equal("6 0", await Counted(Officials.Auditor, ""));
        Assert.Equal("Drafting 1 0; UnderConsideration 5 0", await Counted(Officials.Auditor, "by=status"));
        Assert.Equal("10216000 4; 10702000 1", await Counted(Officials.OfTheFcs, "by=authority", withOverdue: false));
        Assert.Equal("10200000 4; 10700000 1", await Counted(Officials.OfTheFcs, "by=directorate", withOverdue: false));
        Assert.Equal("1; 2026-11 3; 2026-12 2", await Counted(Officials.Auditor, "by=month", withOverdue: false));
        Assert.Equal("10216000 UnderConsideration 2026-11 2; 10216000 UnderConsideration 2026-12 2", await Counted(Officials.OfTheDirectorate, "by=status,month,authority", withOverdue: false));
        Assert.Equal("1; 2026-11-16 3; 2026-11-30 2", await Counted(Officials.Auditor, "by=week", withOverdue: false));
        Assert.Equal("10216000 2026-11-30 2; 10702000 2026-11-16 1", await Counted(Officials.OfTheFcs, "by=week,authority&registeredFrom=2026-11-22&open=true", withOverdue: false));
        Assert.Equal("1", await Counted(Officials.Auditor, "kind=Urgent&registeredFrom=2026-12-01", withOverdue: false));
        Assert.Equal("0", await Counted(Ceramics.CoordinatorOf(new("10502000")), "", withOverdue: false));
        Assert.Equal("", await Counted(Ceramics.CoordinatorOf(new("10502000")), "by=status", withOverdue: false));
    }

    public async Task HaveStatuses()
    {
        var profile = (await AProfile.Adopted(program)).Split('/')[^1];
        var numbers = new JsonArray(Number("late"), profile, "00/10216/21112026/99999", Number("far").Replace('/', '-'), Number("late"), "13/100000/21112026/77777");
        var body = new JsonObject { ["numbers"] = numbers }.ToJsonString();

        var ofAll = await program.As(Officials.Auditor).Post("/api/v1/registrations/statuses", body).Body(HttpStatusCode.OK);
        Assert.Equal([Number("late"), profile.Replace('-', '/'), Number("far")], ofAll["items"]!.AsArray().Select(item => item!.Text("number")));
        Assert.Equal(["00/10216/21112026/99999", "13/100000/21112026/77777"], ofAll["unknown"]!.AsArray().Select(each => each!.GetValue<string>()));
        foreach (var item in ofAll["items"]!.AsArray())
            Assert.Equal((await Read(Officials.Auditor, $"/api/v1/registrations/{item!.Text("number").Replace('/', '-')}")).ToJsonString(), item!.ToJsonString());

        var ofTheFar = await program.As(Officials.OfVladivostok).Post("/api/v1/registrations/statuses", body).Body(HttpStatusCode.OK);
        Assert.Equal([Number("far")], ofTheFar["items"]!.AsArray().Select(item => item!.Text("number")).Where(number => number.StartsWith("00", StringComparison.Ordinal)));
        Assert.Contains(Number("late"), ofTheFar["unknown"]!.AsArray().Select(each => each!.GetValue<string>()));
    }

    public async Task IsCsv()
    {
        const string Period = "registeredFrom=2026-11-21&registeredTo=2026-11-30&authority=10216000";
        var answer = await program.As(Officials.Auditor).GetAsync($"/api/v1/registrations/register.csv?{Period}");
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("register-10216000-2026-11-21-2026-11-30.csv", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var rows = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("Number,Registered,Customs authority,Title,Kind,Territory,Status,Due,Overdue,Profile", rows[0]);
        Assert.Equal(3, rows.Length);
        Assert.StartsWith($"{Number("early")},2026-11-21T12:01:00+03:00,", rows[1], StringComparison.Ordinal);
        Assert.Contains("\"'=Early, \"\"quoted\"\"\"", rows[1], StringComparison.Ordinal);

        var russian = await program.As(Officials.Auditor).GetStringAsync($"/api/v1/registrations/register.csv?{Period}&language=ru");
        Assert.StartsWith("Номер;Дата и время регистрации;Таможенный орган;", russian.TrimStart('\uFEFF'), StringComparison.Ordinal);
    }

    /// <summary>A list of drafts has those that are not registered too, and goes by the order that is asked for.</summary>
    public async Task IsAListAsCsv()
    {
        var answer = await program.As(Ceramics.Author).GetAsync($"{Wire.Drafts}/list.csv?sort=preparedAt&open=true&mode=Automated");
        Assert.Equal(("text/csv; charset=utf-8", "drafts.csv"), (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')));
        var rows = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "Number,Prepared,Registered,Customs authority,Title,Kind,Territory,Mode of application,Status,Due,Overdue,Executor,Responsible unit,Version,Id", rows[0]);
        Assert.Equal(
            ((string[])["stepped", "early", "late", "urgent", "prepared"]).Select(name => drafts[name].Id), rows.Skip(1).Select(row => row.Split(',')[^1]));
        Assert.StartsWith(
            $"{Number("early")},2026-11-21T12:01:00+03:00,2026-11-21T12:01:00+03:00,Baltic Customs (10216000),\"'=Early, \"\"quoted\"\"\",Regular,", rows[2], StringComparison.Ordinal);

        var russian = await program.As(Ceramics.Author).GetStringAsync($"{Wire.Drafts}/list.csv?status=Drafting&language=ru");
        Assert.StartsWith("Номер;Дата и время подготовки;", russian.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains(";Подготовка;", russian, StringComparison.Ordinal);
    }

    public async Task HaveDurations()
    {
        var durations = await Read(Officials.Auditor, $"{Wire.Drafts}/durations?registeredFrom=2026-11-01&registeredTo=2026-12-31&open=true");
        Assert.Equal((5, false), (durations["drafts"]!.GetValue<int>(), durations["cut"]!.GetValue<bool>()));
        var drafting = Assert.Single(durations["items"]!.AsArray())!;
        Assert.Equal(("Drafting", 1, 10.33, 10.33), (drafting.Text("status"), drafting["count"]!.GetValue<int>(), drafting["medianDays"]!.GetValue<double>(), drafting["longestDays"]!.GetValue<double>()));
        Assert.Empty((await Read(Officials.OfTheFcs, $"{Wire.Drafts}/durations?registeredFrom=2026-11-01&registeredTo=2026-11-22"))["items"]!.AsArray());
        Assert.Equal(0, (await Read(Officials.OfVladivostok, $"{Wire.Drafts}/durations?registeredFrom=2026-12-01&registeredTo=2026-12-31"))["drafts"]!.GetValue<int>());
    }

    private async Task<string> Counted(Actor actor, string query, bool withOverdue = true)
    {
        var items = (await Read(actor, $"{Wire.Drafts}/counts?{query}"))["items"]!.AsArray();
        return string.Join("; ", items.Select(item => string.Join(' ',
            ((string[])["authority", "directorate", "status", "month", "week"]).Select(name => item![name]?.GetValue<string>()).OfType<string>()
                .Append($"{item!["count"]}").Concat(withOverdue ? [$"{item!["overdue"]}"] : (string[])[]))).Order(StringComparer.Ordinal));
    }

    private async Task Submit(string name, string authority, string kind, string title)
    {
        var submission = Examples.Submission();
        submission["authority"] = authority;
        submission["kind"] = kind;
        submission["content"]!["title"] = title;
        var receipt = await program.As(Ceramics.CoordinatorOf(new(authority))).Submit(submission).Body(HttpStatusCode.Created);
        drafts[name] = (receipt.Text("id"), receipt.Text("number"));
    }
}
