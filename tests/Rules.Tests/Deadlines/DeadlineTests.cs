using System.Globalization;
using System.Text.Json;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Deadlines;

public class DeadlineTests
{
    private static readonly DeadlineExplanation Counted = DeadlineCounting.Calculate(
        DateTimeOffset.Parse("2027-12-30T12:00:00.123+10:00", CultureInfo.InvariantCulture),
        new Term(1, TermUnit.WorkingDays),
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Vladivostok"),
        ProductionCalendar.Embedded.With(ProductionCalendar.Embedded.Year(2027)!),
        decreedDaysCount: false);

    private static readonly Deadline ADeadline = Deadline.From(DeadlineKind.Opinion, new AuthorityCode("10700000"), Counted);

    [Fact]
    public void Keeps_what_was_counted() =>
        Assert.Equal(
            new Deadline(
                DeadlineKind.Opinion,
                new AuthorityCode("10700000"),
                DateTimeOffset.Parse("2027-12-30T12:00:00.123+10:00", CultureInfo.InvariantCulture),
                DateTimeOffset.Parse("2028-01-11T00:00+10:00", CultureInfo.InvariantCulture),
                new DateOnly(2028, 1, 10),
                new Term(1, TermUnit.WorkingDays),
                CalendarRevision: 1,
                Provisional: true),
            ADeadline);

    [Fact]
    public void Has_not_passed_in_the_last_millisecond_of_its_last_day() =>
        Assert.False(ADeadline.HasPassed(DateTimeOffset.Parse("2028-01-10T23:59:59.999+10:00", CultureInfo.InvariantCulture)));

    [Fact]
    public void Has_passed_when_the_next_day_begins() =>
        Assert.True(ADeadline.HasPassed(DateTimeOffset.Parse("2028-01-10T14:00Z", CultureInfo.InvariantCulture)));

    [Fact]
    public void Is_stored_with_names_and_local_times_and_comes_back_the_same()
    {
        var stored = JsonSerializer.Serialize(ADeadline, DraftJson.Default.Deadline);

        Assert.Equal(
            """
            {"kind":"Opinion","responsible":"10700000",
            "startedAt":"2027-12-30T12:00:00.123+10:00","dueAt":"2028-01-11T00:00:00+10:00","lastDay":"2028-01-10",
            "term":{"amount":1,"unit":"WorkingDays"},"calendarRevision":1,"provisional":true}
            """.ReplaceLineEndings(""),
            stored);
        Assert.Equal(ADeadline, JsonSerializer.Deserialize(stored, DraftJson.Default.Deadline));
    }
}
