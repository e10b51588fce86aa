using System.Net;
using System.Text.Json.Nodes;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Calendar;

[Collection(OneProgram.Name)]
public sealed class CalendarTests(TheProgram program)
{
    private const string Calendar = "/api/v1/calendar";

    [Fact]
    public async Task Says_which_years_it_has()
    {
        var known = await Get(Calendar).Body(HttpStatusCode.OK);

        Assert.Equal(Enumerable.Range(2011, 17), known["years"]!.AsArray().Select(year => year!.GetValue<int>()));
        Assert.Equal(0, known["revision"]!.GetValue<int>());
    }

    [Fact]
    public async Task Shows_a_year_with_its_marked_days_in_order()
    {
        var year = await Get($"{Calendar}/2026").Body(HttpStatusCode.OK);
        var days = year["days"]!.AsArray().Select(day => $"{day!.Text("date")} {day!.Text("mark")}").ToList();

        Assert.Equal(247, year["workingDays"]!.GetValue<int>());
        Assert.Contains("2026-03-09 TransferredDayOff", days);
        Assert.Equal(days.Order(StringComparer.Ordinal), days);
    }

    [Fact]
    public async Task Is_tagged_by_its_revision_and_not_sent_again()
    {
        foreach (var path in (string[])[Calendar, $"{Calendar}/2026"])
        {
            var tag = (await Get(path)).Tag();

            Assert.Equal("\"0\"", tag);
            Assert.Equal(HttpStatusCode.NotModified, (await Get(path, $"If-None-Match: {tag}")).StatusCode);
        }
    }

    [Theory]
    [InlineData("2010")]
    [InlineData("2028")]
    [InlineData("0")]
    [InlineData("-2026")]
    [InlineData("99999999999")]
    [InlineData("next")]
    public async Task Has_no_other_years(string year) => Assert.Equal(HttpStatusCode.NotFound, (await Get($"{Calendar}/{year}")).StatusCode);

    [Fact]
    public async Task Explains_a_term_with_every_skipped_day()
    {
        var term = await Get($"{Calendar}/deadline?from=2026-12-21T06:00:00Z&term=10&unit=calendar&authority=10216000").Body(HttpStatusCode.OK);

        Assert.Equal(("2026-12-21T09:00:00+03:00", "2027-01-11", "2027-01-12T00:00:00+03:00"), (term.Text("startedAt"), term.Text("lastDay"), term.Text("dueAt")));
        Assert.Equal(("Europe/Moscow", 0, false), (term.Text("timeZone"), term["calendarRevision"]!.GetValue<int>(), term["provisional"]!.GetValue<bool>()));
        Assert.Equal(
            """
            2026-12-31 TransferredDayOff
            2027-01-01 Holiday
            2027-01-02 Holiday
            2027-01-03 Holiday
            2027-01-04 Holiday
            2027-01-05 Holiday
            2027-01-06 Holiday
            2027-01-07 Holiday
            2027-01-08 Holiday
            2027-01-09 Weekend
            2027-01-10 Weekend
            """,
            Skipped(term));
    }

    [Theory]
    [InlineData("from=2026-03-20T13:59:59Z&term=1&unit=working&authority=10702000", "2026-03-23", "2026-03-24T00:00:00+10:00")] // Friday 23:59:59 in Vladivostok
    [InlineData("from=2026-03-22T14:00:00Z&term=1&unit=working&authority=10702000", "2026-03-24", "2026-03-25T00:00:00+10:00")] // Monday 00:00 there
    [InlineData("from=2026-03-22T14:00:00Z&term=1&unit=working", "2026-03-23", "2026-03-24T00:00:00+03:00")] // the caller's own days, still Sunday
    [InlineData("from=2026-03-20&term=1&unit=working", "2026-03-23", "2026-03-24T00:00:00+03:00")]
    [InlineData("from=2026-03-22t14:00:00.123456789z&term=1.0&unit=working", "2026-03-23", "2026-03-24T00:00:00+03:00")]
    [InlineData("from=2026-03-20T23:30:00%2B03:00&term=1&unit=hours", "2026-03-21", "2026-03-21T00:30:00+03:00")]
    public async Task Counts_by_the_days_of_the_authority(string query, string lastDay, string dueAt)
    {
        var term = await Get($"{Calendar}/deadline?{query}").Body(HttpStatusCode.OK);

        Assert.Equal((lastDay, dueAt), (term.Text("lastDay"), term.Text("dueAt")));
    }

    [Fact]
    public async Task Says_that_a_term_in_a_year_without_data_is_provisional() =>
        Assert.True((await Get($"{Calendar}/deadline?from=2028-06-09&term=1&unit=working").Body(HttpStatusCode.OK))["provisional"]!.GetValue<bool>());

    [Theory]
    [InlineData("", "/from /term /unit")]
    [InlineData("?from=2026-03-20&term=0&unit=working", "/term")]
    [InlineData("?from=2026-03-20&term=2501&unit=days&authority=10999000", "/term /unit /authority")]
    [InlineData("?from=2026-02-30&term=1&unit=working", "/from")]
    [InlineData("?from=2026-03-20T12:00:00&term=1&unit=working", "/from")]
    [InlineData("?from=9999-12-31&term=2500&unit=calendar", "/from")]
    [InlineData("?from=2026-03-20&term=1&unit=working&days=1&term=2", "/days /term")]
    public async Task Names_every_fault_of_a_query(string query, string pointers)
    {
        var problem = await Get($"{Calendar}/deadline{query}").Body(HttpStatusCode.BadRequest);

        Assert.Equal(pointers.Split(' ').Order(), problem["errors"]!.AsObject().Select(error => error.Key).Order());
    }

    [Fact]
    public async Task Explains_the_deadline_of_a_draft()
    {
        var submitted = await program.As(Ceramics.Coordinator).Submit();
        var draft = $"{submitted.Headers.Location}/deadline";

        var deadline = await Get(draft).Body(HttpStatusCode.OK);

        Assert.Equal(("Consideration", "10000000", "Europe/Moscow"), (deadline.Text("kind"), deadline.Text("responsible"), deadline.Text("timeZone")));
        Assert.Equal((10, "CalendarDays"), (deadline["term"]!["amount"]!.GetValue<int>(), deadline["term"]!.Text("unit")));
        Assert.Equal(("2026-11-21T12:00:00+03:00", "2026-12-01", "2026-12-02T00:00:00+03:00"), (deadline.Text("startedAt"), deadline.Text("lastDay"), deadline.Text("dueAt")));
        Assert.Equal("", Skipped(deadline));
        Assert.False(deadline["overdue"]!.GetValue<bool>());
        Assert.Equal((await submitted.Body())["deadline"]!.Text("dueAt"), deadline.Text("dueAt"));
    }

    [Fact]
    public async Task Explains_nothing_of_a_draft_without_a_deadline_or_unknown_to_the_caller()
    {
        var prepared = await ADraft.Prepared(program);
        var submitted = await program.As(Ceramics.Coordinator).Submit();

        Assert.Contains("No deadline runs", (await Get($"{prepared.Path}/deadline").Body(HttpStatusCode.NotFound)).Text("detail"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await program.As(Officials.OfVladivostok).GetAsync($"{submitted.Headers.Location}/deadline")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Get("/api/v1/drafts/none/deadline")).StatusCode);
    }

    private Task<HttpResponseMessage> Get(string path, params string[] headers) =>
        program.As(Ceramics.Author).SendAsync(Wire.Request(HttpMethod.Get, path, null, headers));

    private static string Skipped(JsonNode term) =>
        string.Join('\n', term["skippedDays"]!.AsArray().Select(day => $"{day!.Text("date")} {day!.Text("reason")}"));
}
