using RmsOrleans.Desk.Reference;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Desk.Tests;

/// <summary>A year of the calendar as lines.</summary>
public sealed class CalendarTextTests
{
    [Fact]
    public void Reads_lines_as_people_write_them_and_remembers_where_each_came_from()
    {
        var read = CalendarText.Read("date,kind\n\n2028-01-01,holiday\r\n21.02.2028; TransferredDayOff \n2028-02-19,working-weekend-day");

        Assert.Equal(
            """{"days":[{"date":"2028-01-01","mark":"Holiday"},{"date":"2028-02-21","mark":"TransferredDayOff"},{"date":"2028-02-19","mark":"WorkingWeekendDay"}]}""", read.Text);
        Assert.Equal([3, 4, 5], read.Lines.ToArray());
        Assert.Empty(read.Faults);
    }

    [Theory]
    [InlineData("2028-01-01", "Expected a day and its kind.")]
    [InlineData("2028-13-01,holiday", "Expected a date such as 2028-01-01.")]
    [InlineData("2028-01-01,0", "Expected one of holiday, transferred-day-off, working-weekend-day, short, decreed-non-working.")]
    public void Names_every_line_that_cannot_be_read(string line, string expected)
    {
        var read = CalendarText.Read($"date,kind\n{line}\n2028-02-23,holiday\n{line}\n");
        Assert.Equal([(2, expected), (4, expected)], read.Faults.Select(fault => (fault.Line, fault.Fault.En)));
    }

    [Fact]
    public void Knows_every_mark_by_the_name_that_it_writes()
    {
        var read = CalendarText.Read(string.Join('\n', CalendarText.Marks.Select(mark => $"2028-03-01,{mark}")));
        Assert.Empty(read.Faults);
        Assert.All(Enum.GetValues<CalendarMark>(), mark => Assert.Contains($"\"{mark}\"", read.Text));
    }

    [Fact]
    public void Leaves_JSON_as_it_is() => Assert.Equal(""" {"days":[]}""", CalendarText.Read(""" {"days":[]}""").Text);
}
