using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Tests;

namespace RmsOrleans.Rules.Tests.Deadlines;

public class CalendarCsvTests
{
    [Fact]
    public void Reads_every_kind_of_day()
    {
        var read = CalendarCsv.Parse(
            """
            date,kind
            2028-02-23,holiday
            2027-02-20,short
            2027-02-20,working-weekend-day
            2027-02-22,transferred-day-off

            2027-03-01,decreed-non-working
            """);

        Assert.Empty(read.Errors);
        Assert.Equal(
            [
                new(new(2028, 2, 23), CalendarMark.Holiday),
                new(new(2027, 2, 20), CalendarMark.Short),
                new(new(2027, 2, 20), CalendarMark.WorkingWeekendDay),
                new(new(2027, 2, 22), CalendarMark.TransferredDayOff),
                new(new(2027, 3, 1), CalendarMark.DecreedNonWorking),
            ],
            read.Rows.AsEnumerable());
    }

    [Fact]
    public void Reads_a_file_with_a_byte_order_mark_and_windows_line_ends()
    {
        var read = CalendarCsv.Parse("\uFEFFdate,kind\r\n2028-02-23,holiday\r\n");

        Assert.Empty(read.Errors);
        Assert.Equal([new(new(2028, 2, 23), CalendarMark.Holiday)], read.Rows.AsEnumerable());
    }

    [Fact]
    public void Names_all_faulty_lines_at_once_and_takes_no_day()
    {
        var read = CalendarCsv.Parse("date,kind\n2028-02-23,holidy\n2028-02-30,holiday\n\n2028-05-01,\n2028-05-01,holiday\n");

        Assert.Empty(read.Rows);
        Assert.Equal([2, 3, 5], read.Errors.Select(error => error.Line));
    }

    [Theory]
    [InlineData("", 1, "the first line must be 'date,kind'")]
    [InlineData("2028-02-23,holiday", 1, "the first line must be 'date,kind'")]
    [InlineData("date,kind\n2028-02-23", 2, "2 fields are expected, and there are 1")]
    [InlineData("date,kind\n2028-02-23,holiday,x", 2, "2 fields are expected, and there are 3")]
    [InlineData("date,kind\n23.02.2028,holiday", 2, "'23.02.2028' is not a date such as 2026-01-31")]
    [InlineData("date,kind\n2027-02-29,holiday", 2, "'2027-02-29' is not a date such as 2026-01-31")]
    [InlineData("date,kind\n2028-02-23,Holiday", 2, "'Holiday' is none of holiday, transferred-day-off, working-weekend-day, short, decreed-non-working")]
    public void Says_what_is_wrong_with_a_line(string text, int line, string reason) =>
        Assert.Equal([(line, reason)], CalendarCsv.Parse(text).Errors.Select(error => (error.Line, error.Reason.InEnglish())));

    [Theory]
    [InlineData("2028-02-23,short\n2028-02-23,short", 1, "2028-02-23 is listed twice")]
    [InlineData("2028-02-26,transferred-day-off", 0, "2028-02-26 is on a weekend; only a weekday can be a transferred day off")]
    [InlineData("2028-02-25,transferred-day-off\n2028-02-25,holiday", 0, "2028-02-25 is a holiday; it cannot be a transferred day off too")]
    [InlineData("2028-02-25,working-weekend-day", 0, "2028-02-25 is a weekday; only a Saturday or Sunday can be a working weekend day")]
    [InlineData("2028-02-26,holiday\n2028-02-26,working-weekend-day", 1, "2028-02-26 is a holiday; it cannot be a working weekend day too")]
    [InlineData("2028-02-26,short", 0, "2028-02-26 is a day off; only a working day can be short")]
    [InlineData("2028-02-25,holiday\n2028-02-25,short", 1, "2028-02-25 is a day off; only a working day can be short")]
    [InlineData("2028-02-25,short\n2028-02-25,transferred-day-off", 0, "2028-02-25 is a day off; only a working day can be short")]
    public void Says_what_is_wrong_with_a_day(string days, int index, string reason) => Assert.Equal(
        [(index, reason)], new CalendarYear(2028, CalendarCsv.Parse($"date,kind\n{days}").Rows).Errors().Select(error => (error.Index, error.Reason.InEnglish())));

    [Fact]
    public void A_day_of_another_year_is_a_fault_of_a_year_given_by_itself() =>
        Assert.Equal(
            [(1, "2029-01-01 is not a day of 2028")],
            new CalendarYear(2028, [new(new(2028, 1, 1), CalendarMark.Holiday), new(new(2029, 1, 1), CalendarMark.Holiday)]).Errors().Select(error => (error.Index, error.Reason.InEnglish())));
}
