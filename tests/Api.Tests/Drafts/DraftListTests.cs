using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Drafts;
using RmsOrleans.Api.OpenApi;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Storage.Drafts;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Drafts;

public sealed class DraftListTests : IClassFixture<DraftListTests.SevenDrafts>
{
    private readonly SevenDrafts seven;
    private readonly HttpClient client;

    public DraftListTests(SevenDrafts seven)
    {
        this.seven = seven;
        client = seven.As(Ceramics.Author);
    }

    [Fact]
    public async Task Shows_the_newest_first()
    {
        var list = await Page("");

        Assert.Equal(seven.Ids.Reverse<string>(), Ids(list));
        Assert.Null(list["next"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Goes_on_from_page_to_page_until_nothing_is_left(int limit)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Page($"limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
            Assert.True(Ids(page).Count() <= limit);
            seen.AddRange(Ids(page));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(seven.Ids.Reverse<string>(), seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Goes_by_the_due_time_with_what_has_no_term_last(int limit)
    {
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Page($"sort=due&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(Ids(page));
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal([seven.Ids[3], .. seven.Ids.Where(id => id != seven.Ids[3]).Order(StringComparer.Ordinal)], seen);
    }

    [Fact]
    public async Task Names_the_authority_of_a_draft_in_the_language_of_the_answer()
    {
        var item = (await Page("limit=1"))["items"]![0]!;

        Assert.Equal(("10216000", "Baltic Customs"), (item.Text("authority"), item.Text("authorityName")));
    }

    [Fact]
    public async Task Goes_on_where_it_was_when_its_drafts_change_between_pages()
    {
        var first = await Page("limit=3");
        await seven.As(Ceramics.UnitHead).SendAsync(Wire.Request(HttpMethod.Post, $"{Wire.Drafts}/{seven.Ids[0]}/signature", null, "If-Match: \"1\""));

        var second = await Page($"cursor={first.Text("next")}");

        Assert.Equal(seven.Ids.Reverse<string>(), [.. Ids(first), .. Ids(second)]);
    }

    [Theory]
    [InlineData("status=UnderConsideration", 1)]
    [InlineData("status=UnderConsideration,Drafting", 7)]
    [InlineData("status=Expedient,Adopted", 0)]
    [InlineData("open=true", 7)]
    [InlineData("open=false", 0)]
    [InlineData("open=true&status=UnderConsideration,Adopted", 1)]
    [InlineData("open=true&status=Adopted", 0)]
    [InlineData("mode=Automated", 7)]
    [InlineData("mode=Informal", 0)]
    [InlineData("preparedFrom=2026-11-21&preparedTo=2026-11-21", 7)]
    [InlineData("preparedFrom=2026-11-22", 0)]
    [InlineData("preparedTo=2026-11-20", 0)]
    [InlineData("dueFrom=2026-12-01&dueTo=2026-12-01", 1)]
    [InlineData("dueFrom=2026-12-02", 0)]
    [InlineData("dueTo=2026-11-30", 0)]
    [InlineData("territory=Regional", 0)]
    [InlineData("authority=10702000", 0)]
    [InlineData("overdue=true", 0)]
    [InlineData("executor=nobody", 0)]
    [InlineData("responsible=10000000", 1)]
    [InlineData("responsible=10216000", 0)]
    [InlineData("dueBefore=2026-12-03T00:00:00Z", 1)]
    [InlineData("dueBefore=2026-12-02T00:00:00%2B03:00", 0)]
    [InlineData("dueBefore=2026-12-03t00:00:00.123456789z&limit=10.0", 1)]
    [InlineData("status=UnderConsideration&territory=Zonal&authority=10216000&overdue=false&dueBefore=2027-01-01T00:00:00Z", 1)]
    public async Task Shows_what_the_filter_names(string filter, int count) => Assert.Equal(count, Ids(await Page(filter)).Count());

    [Theory]
    [InlineData("status=Nonsense", "/status")]
    [InlineData("status=drafting", "/status")]
    [InlineData("status=0", "/status")]
    [InlineData("status=Drafting,", "/status")]
    [InlineData("status=Drafting,Drafting", "/status")]
    [InlineData("open=yes", "/open")]
    [InlineData("mode=Semi", "/mode")]
    [InlineData("preparedFrom=2026-11-21T00:00:00Z", "/preparedFrom")]
    [InlineData("preparedFrom=2026-11-22&preparedTo=2026-11-21", "/preparedTo")]
    [InlineData("dueFrom=2026-11-22&dueTo=2026-11-21", "/dueTo")]
    [InlineData("sort=-due", "/sort")]
    [InlineData("sort=due&text=tiles", "/sort")]
    [InlineData("status=", "/status")]
    [InlineData("status=Drafting&status=Drafting", "/status")]
    [InlineData("authority=1021600", "/authority")]
    [InlineData("authority=10216000'--", "/authority")]
    [InlineData("responsible=1", "/responsible")]
    [InlineData("executor=", "/executor")]
    [InlineData("executor=a%0Ab", "/executor")]
    [InlineData("overdue=1", "/overdue")]
    [InlineData("dueBefore=tomorrow", "/dueBefore")]
    [InlineData("dueBefore=2026-12-01", "/dueBefore")]
    [InlineData("dueBefore=2026-12-01T00:00:00", "/dueBefore")]
    [InlineData("dueBefore=0001-01-01T00:00:00%2B14:00", "/dueBefore")]
    [InlineData("territory=Global", "/territory")]
    [InlineData("limit=0", "/limit")]
    [InlineData("limit=201", "/limit")]
    [InlineData("limit=-1", "/limit")]
    [InlineData("limit=99999999999999999999", "/limit")]
    [InlineData("limit=ten", "/limit")]
    [InlineData("words=tiles", "/words")]
    [InlineData("nonsense=1", "/nonsense")]
    [InlineData("cursor=", "/cursor")]
    [InlineData("cursor=AAAA", "/cursor")]
    [InlineData("cursor=%27%20or%201=1", "/cursor")]
    public async Task Refuses_a_query_that_it_does_not_understand(string query, string pointer)
    {
        var problem = await client.GetAsync($"{Wire.Drafts}?{query}").Body(HttpStatusCode.BadRequest);

        Assert.Equal(pointer, Assert.Single(problem["errors"]!.AsObject()).Key);
    }

    [Fact]
    public async Task Names_every_fault_of_a_query()
    {
        var problem = await client.GetAsync($"{Wire.Drafts}?limit=x&status=y&z=1").Body(HttpStatusCode.BadRequest);

        Assert.Equal(["/limit", "/status", "/z"], problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Refuses_the_cursor_of_another_filter_and_one_that_was_changed()
    {
        var cursor = (await Page("limit=2&overdue=false")).Text("next");
        var changed = (cursor[0] == 'A' ? 'B' : 'A') + cursor[1..];

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Wire.Drafts}?overdue=false&cursor={cursor}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{Wire.Drafts}?cursor={cursor}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync($"{Wire.Drafts}?overdue=false&cursor={changed}")).StatusCode);
    }

    [Theory]
    [InlineData(long.MaxValue, HttpStatusCode.BadRequest)]
    [InlineData(long.MinValue, HttpStatusCode.BadRequest)]
    [InlineData(253_402_300_800_000, HttpStatusCode.BadRequest)]
    [InlineData(253_402_300_799_999, HttpStatusCode.OK)]
    public async Task Refuses_a_cursor_at_a_moment_that_does_not_exist(long milliseconds, HttpStatusCode status)
    {
        var noFilter = new string('\n', 11) + "PreparedAt desc";
        var cursor = DraftPlace.Write(milliseconds, default, noFilter);

        await client.GetAsync($"{Wire.Drafts}?cursor={cursor}").Body(status);
    }

    private Task<JsonNode> Page(string query) => client.GetAsync($"{Wire.Drafts}?{query}").Body(HttpStatusCode.OK);

    private static IEnumerable<string> Ids(JsonNode page) => page["items"]!.AsArray().Select(item => item!.Text("id"));

    /// <summary>Six drafts that are being prepared and, between them, a registered one; two share the moment at which they were prepared.</summary>
    public sealed class SevenDrafts : TheProgram, IAsyncLifetime
    {
        public List<string> Ids { get; } = [];

        public async Task InitializeAsync()
        {
            for (var i = 0; i < 7; i++)
            {
                var answer = i == 3
                    ? await As(Ceramics.Coordinator).Submit().Body(HttpStatusCode.Created)
                    : await As(Ceramics.Author).Post(Wire.Drafts, Examples.Prepare().ToJsonString()).Body(HttpStatusCode.Created);
                Ids.Add(answer.Text("id"));
                if (i != 5)
                    Clock.Turn(TimeSpan.FromMinutes(1));
            }
            if (string.CompareOrdinal(Ids[5], Ids[6]) > 0)
                (Ids[5], Ids[6]) = (Ids[6], Ids[5]);
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
