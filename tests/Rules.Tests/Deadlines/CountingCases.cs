using System.Globalization;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Rules.Tests.Deadlines;

/// <summary>
/// Terms counted by hand along the rows of the production calendar. Columns: event; zone of the responsible authority; term in
/// (w)orking days, (c)alendar days or (h)ours, with * where decreed days count; last day, with ~ where it is provisional; due;
/// how many (W)eekend days, (H)olidays, (T)ransferred and (D)ecreed days are skipped; why.
/// </summary>
internal static class CountingCases
{
    public static IEnumerable<object[]> All => Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    /// <summary>Reads <c>10w</c>, <c>10c</c>, <c>1h</c>.</summary>
    public static Term Term(string text) => new(
        int.Parse(text[..^1], CultureInfo.InvariantCulture),
        text[^1] switch
        {
            'w' => TermUnit.WorkingDays,
            'c' => TermUnit.CalendarDays,
            'h' => TermUnit.Hours,
            var other => throw new FormatException($"'{other}' is no unit."),
        });

    private const string Table = """
        # Over New Year
        2025-12-26T12:00+03:00       | Europe/Moscow      | 10w   |  2026-01-21 | 2026-01-22T00:00+03:00    | 6W 8H 2T       | 29 and 30 December are 1 and 2; 31 December to 11 January are off; 12 January is 3
        2025-12-30T18:00+03:00       | Europe/Moscow      | 1w    |  2026-01-12 | 2026-01-13T00:00+03:00    | 2W 8H 2T       | 31 December and 9 January are transferred days off
        2024-12-27T09:00+03:00       | Europe/Moscow      | 2w    |  2025-01-09 | 2025-01-10T00:00+03:00    | 1W 8H 2T       | Saturday 28 December is worked and is 1; 30 and 31 are off
        2026-12-21T09:00+03:00       | Europe/Moscow      | 10c   |  2027-01-11 | 2027-01-12T00:00+03:00    | 2W 8H 1T       | the tenth day, 31 December, is off, then the holidays and a weekend
        2023-12-29T09:00+03:00       | Europe/Moscow      | 5w    |  2024-01-15 | 2024-01-16T00:00+03:00    | 4W 8H          | 9 to 12 January are 1 to 4
        2022-12-30T09:00+03:00       | Europe/Moscow      | 1w    |  2023-01-09 | 2023-01-10T00:00+03:00    | 1W 8H          | 31 December 2022 is an ordinary Saturday
        2018-12-28T09:00+03:00       | Europe/Moscow      | 2w    |  2019-01-09 | 2019-01-10T00:00+03:00    | 1W 8H 1T       | Saturday 29 December is worked; the Monday after is off
        2012-12-28T09:00+04:00       | Europe/Moscow      | 1w    |  2012-12-29 | 2012-12-30T00:00+04:00    | -              | Saturday 29 December is worked
        2012-12-29T12:00+04:00       | Europe/Moscow      | 1w    |  2013-01-09 | 2013-01-10T00:00+04:00    | 1W 8H 1T       | registered on a working Saturday; 31 December is off
        2011-12-30T12:00+04:00       | Europe/Moscow      | 1w    |  2012-01-10 | 2012-01-11T00:00+04:00    | 2W 6H 2T       | in 2012 6 January is transferred and 8 January is a plain Sunday
        2013-12-31T12:00+04:00       | Europe/Moscow      | 1w    |  2014-01-09 | 2014-01-10T00:00+04:00    | 8H             | a short day is a whole day of the event
        2014-12-31T12:00+03:00       | Europe/Moscow      | 1w    |  2015-01-12 | 2015-01-13T00:00+03:00    | 2W 8H 1T       | 9 January 2015 is a transferred day off
        2015-12-31T12:00+03:00       | Europe/Moscow      | 2w    |  2016-01-12 | 2016-01-13T00:00+03:00    | 2W 8H          | holidays to Friday 8 January, then a weekend
        2021-12-30T12:00+03:00       | Europe/Moscow      | 1w    |  2022-01-10 | 2022-01-11T00:00+03:00    | 1W 8H 1T       | 31 December 2021 is off; 8 January is a holiday on a Saturday
        2020-12-31T12:00+03:00       | Europe/Moscow      | 2w    |  2021-01-12 | 2021-01-13T00:00+03:00    | 2W 8H          | 11 and 12 January are 1 and 2

        # Working Saturdays and Sundays
        2021-02-19T12:00+03:00       | Europe/Moscow      | 1w    |  2021-02-20 | 2021-02-21T00:00+03:00    | -              | Saturday 20 February is worked, and short
        2021-02-20T12:00+03:00       | Europe/Moscow      | 1w    |  2021-02-24 | 2021-02-25T00:00+03:00    | 1W 1H 1T       | the day of the event never counts, worked or not
        2016-02-19T12:00+03:00       | Europe/Moscow      | 2w    |  2016-02-24 | 2016-02-25T00:00+03:00    | 1W 1H 1T       | Saturday 20 is 1; 21 to 23 are off
        2024-11-01T12:00+03:00       | Europe/Moscow      | 1w    |  2024-11-02 | 2024-11-03T00:00+03:00    | -              | Saturday 2 November is worked, and short
        2024-10-23T12:00+03:00       | Europe/Moscow      | 10c   |  2024-11-02 | 2024-11-03T00:00+03:00    | -              | the tenth day is a working Saturday: no move
        2025-10-31T12:00+03:00       | Europe/Moscow      | 2w    |  2025-11-05 | 2025-11-06T00:00+03:00    | 1W 1H 1T       | Saturday 1 November is 1; 2 to 4 are off
        2025-10-22T12:00+03:00       | Europe/Moscow      | 10c   |  2025-11-01 | 2025-11-02T00:00+03:00    | -              | the tenth day is a working Saturday: no move
        2024-04-26T12:00+03:00       | Europe/Moscow      | 2w    |  2024-05-02 | 2024-05-03T00:00+03:00    | 1W 1H 2T       | Saturday 27 April is 1; 28 April to 1 May are off
        2012-03-08T12:00+04:00       | Europe/Moscow      | 1w    |  2012-03-11 | 2012-03-12T00:00+04:00    | 1W 1T          | Sunday 11 March is worked
        2012-03-01T12:00+04:00       | Europe/Moscow      | 10c   |  2012-03-11 | 2012-03-12T00:00+04:00    | -              | the tenth day is a working Sunday: no move
        2018-06-08T12:00+03:00       | Europe/Moscow      | 2w    |  2018-06-13 | 2018-06-14T00:00+03:00    | 1W 1H 1T       | Saturday 9 June is 1; 10 to 12 are off
        2022-03-04T12:00+03:00       | Europe/Moscow      | 2w    |  2022-03-09 | 2022-03-10T00:00+03:00    | 1W 1H 1T       | Saturday 5 March is 1; 6 to 8 are off
        2027-02-19T12:00+03:00       | Europe/Moscow      | 2w    |  2027-02-24 | 2027-02-25T00:00+03:00    | 1W 1H 1T       | Saturday 20 February is 1; 21 to 23 are off

        # May and the other holidays
        2026-04-30T12:00+03:00       | Europe/Moscow      | 10w   |  2026-05-18 | 2026-05-19T00:00+03:00    | 5W 2H 1T       | 4 to 8 May are 1 to 5; 9 to 11 are off; 12 to 15 are 6 to 9
        2025-04-30T12:00+03:00       | Europe/Moscow      | 5w    |  2025-05-13 | 2025-05-14T00:00+03:00    | 4W 2H 2T       | 5 to 7 May are 1 to 3; 8 to 11 are off
        2024-05-08T12:00+03:00       | Europe/Moscow      | 2w    |  2024-05-14 | 2024-05-15T00:00+03:00    | 2W 1H 1T       | 9 to 12 May are off
        2022-04-29T12:00+03:00       | Europe/Moscow      | 3w    |  2022-05-06 | 2022-05-07T00:00+03:00    | 1W 1H 2T       | 1 May is a holiday on a Sunday; 2 and 3 are transferred
        2026-04-21T12:00+03:00       | Europe/Moscow      | 10c   |  2026-05-04 | 2026-05-05T00:00+03:00    | 2W 1H          | the tenth day is 1 May, then a weekend
        2025-04-28T12:00+03:00       | Europe/Moscow      | 10c   |  2025-05-12 | 2025-05-13T00:00+03:00    | 2W 1H 1T       | the tenth day, 8 May, is transferred; 9 is a holiday, then a weekend
        2023-04-28T12:00+03:00       | Europe/Moscow      | 5w    |  2023-05-10 | 2023-05-11T00:00+03:00    | 4W 2H 1T       | 2 to 5 May are 1 to 4; 6 to 9 are off
        2019-04-30T12:00+03:00       | Europe/Moscow      | 2w    |  2019-05-07 | 2019-05-08T00:00+03:00    | 2W 1H 2T       | 1 to 5 May are off
        2027-04-30T12:00+03:00       | Europe/Moscow      | 5w    |  2027-05-11 | 2027-05-12T00:00+03:00    | 2W 2H 2T       | 4 to 7 May are 1 to 4; 8 to 10 are off
        2026-03-06T12:00+03:00       | Europe/Moscow      | 2w    |  2026-03-11 | 2026-03-12T00:00+03:00    | 1W 1H 1T       | 8 March is a holiday on a Sunday, moved to Monday 9
        2026-06-11T12:00+03:00       | Europe/Moscow      | 1w    |  2026-06-15 | 2026-06-16T00:00+03:00    | 2W 1H          | 12 June is a Friday
        2026-11-02T12:00+03:00       | Europe/Moscow      | 2w    |  2026-11-05 | 2026-11-06T00:00+03:00    | 1H             | 3 November is short and counts whole; 4 is off
        2026-02-13T12:00+03:00       | Europe/Moscow      | 10c   |  2026-02-24 | 2026-02-25T00:00+03:00    | 1H             | the tenth day is Monday 23 February

        # Decreed days of 2020 and 2021, as the setting is and the other way
        2020-03-27T12:00+03:00       | Europe/Moscow      | 5w    |  2020-05-18 | 2020-05-19T00:00+03:00    | 15W 2H 3T 27D  | 24 weekdays to 30 April and 6 to 8 May are decreed; 12 to 15 May are 1 to 4
        2020-03-27T12:00+03:00       | Europe/Moscow      | 5w*   |  2020-04-03 | 2020-04-04T00:00+03:00    | 2W             | 30 March to 3 April are 1 to 5
        2020-03-27T12:00+03:00       | Europe/Moscow      | 10c   |  2020-05-12 | 2020-05-13T00:00+03:00    | 9W 2H 3T 22D   | the tenth day, 6 April, is decreed, and so on to 11 May
        2020-03-27T12:00+03:00       | Europe/Moscow      | 10c*  |  2020-04-06 | 2020-04-07T00:00+03:00    | -              | 6 April is a Monday
        2020-06-23T12:00+03:00       | Europe/Moscow      | 1w    |  2020-06-25 | 2020-06-26T00:00+03:00    | 1D             | 24 June is decreed
        2020-06-23T12:00+03:00       | Europe/Moscow      | 1w*   |  2020-06-24 | 2020-06-25T00:00+03:00    | -              | 24 June is a Wednesday
        2020-06-30T12:00+03:00       | Europe/Moscow      | 2w    |  2020-07-03 | 2020-07-04T00:00+03:00    | 1D             | 1 July is decreed
        2020-06-30T12:00+03:00       | Europe/Moscow      | 2w*   |  2020-07-02 | 2020-07-03T00:00+03:00    | -              | 1 July is 1
        2020-04-15T12:00+03:00       | Europe/Moscow      | 2w    |  2020-05-13 | 2020-05-14T00:00+03:00    | 7W 2H 3T 14D   | an event on a decreed day; 12 and 13 May are 1 and 2
        2020-04-15T12:00+03:00       | Europe/Moscow      | 2w*   |  2020-04-17 | 2020-04-18T00:00+03:00    | -              | Thursday and Friday
        2021-04-30T12:00+03:00       | Europe/Moscow      | 2w    |  2021-05-12 | 2021-05-13T00:00+03:00    | 2W 2H 2T 4D    | 1 to 10 May are off, 4 to 7 of them by decree
        2021-04-30T12:00+03:00       | Europe/Moscow      | 2w*   |  2021-05-05 | 2021-05-06T00:00+03:00    | 1W 1H 1T       | 4 and 5 May are 1 and 2
        2021-10-29T12:00+03:00       | Europe/Moscow      | 1w    |  2021-11-08 | 2021-11-09T00:00+03:00    | 4W 1H 1T 3D    | 30 and 31 October are a weekend before they are decreed
        2021-10-29T12:00+03:00       | Europe/Moscow      | 1w*   |  2021-11-01 | 2021-11-02T00:00+03:00    | 2W             | 30 and 31 October are still a weekend
        2021-10-29T12:00+03:00       | Europe/Moscow      | 3w*   |  2021-11-03 | 2021-11-04T00:00+03:00    | 2W             | 1 to 3 November are 1 to 3
        2021-10-22T12:00+03:00       | Europe/Moscow      | 10c   |  2021-11-08 | 2021-11-09T00:00+03:00    | 2W 1H 1T 3D    | the tenth day, 1 November, is decreed
        2021-10-22T12:00+03:00       | Europe/Moscow      | 10c*  |  2021-11-01 | 2021-11-02T00:00+03:00    | -              | a Monday
        2021-10-20T12:00+03:00       | Europe/Moscow      | 10c   |  2021-11-08 | 2021-11-09T00:00+03:00    | 4W 1H 1T 3D    | the tenth day is Saturday 30 October
        2021-10-20T12:00+03:00       | Europe/Moscow      | 10c*  |  2021-11-01 | 2021-11-02T00:00+03:00    | 2W             | the weekend still moves it

        # Leap days
        2024-02-19T12:00+03:00       | Europe/Moscow      | 10c   |  2024-02-29 | 2024-03-01T00:00+03:00    | -              | 29 February is a Thursday
        2024-02-28T12:00+03:00       | Europe/Moscow      | 1w    |  2024-02-29 | 2024-03-01T00:00+03:00    | -              | due as March begins
        2020-02-19T12:00+03:00       | Europe/Moscow      | 10c   |  2020-03-02 | 2020-03-03T00:00+03:00    | 2W             | 29 February is a Saturday
        2023-02-18T12:00+03:00       | Europe/Moscow      | 10c   |  2023-02-28 | 2023-03-01T00:00+03:00    | -              | no leap day: due as March begins
        2028-02-28T12:00+03:00       | Europe/Moscow      | 1w    | ~2028-02-29 | 2028-03-01T00:00+03:00    | -              | a leap day in a year without data

        # Midnight, by the responsible authority's own clock
        2026-03-20T23:59:59+10:00    | Asia/Vladivostok   | 1w    |  2026-03-23 | 2026-03-24T00:00+10:00    | 2W             | still Friday
        2026-03-21T00:00+10:00       | Asia/Vladivostok   | 1w    |  2026-03-23 | 2026-03-24T00:00+10:00    | 1W             | already Saturday; Monday is still 1
        2026-03-22T23:59:59+10:00    | Asia/Vladivostok   | 1w    |  2026-03-23 | 2026-03-24T00:00+10:00    | -              | still Sunday
        2026-03-23T00:00+10:00       | Asia/Vladivostok   | 1w    |  2026-03-24 | 2026-03-25T00:00+10:00    | -              | already Monday
        2026-03-22T13:59:59.999Z     | Asia/Vladivostok   | 1w    |  2026-03-23 | 2026-03-24T00:00+10:00    | -              | a millisecond before Monday there
        2026-03-22T13:59:59.9999999Z | Asia/Vladivostok   | 1w    |  2026-03-23 | 2026-03-24T00:00+10:00    | -              | parts of a millisecond are cut, not rounded up
        2026-03-22T14:00Z            | Asia/Vladivostok   | 1w    |  2026-03-24 | 2026-03-25T00:00+10:00    | -              | Monday there, Sunday in Moscow
        2026-03-22T14:00Z            | Europe/Moscow      | 1w    |  2026-03-23 | 2026-03-24T00:00+03:00    | -              | the same instant counted in Moscow
        2026-03-22T21:59:59Z         | Europe/Kaliningrad | 1w    |  2026-03-23 | 2026-03-24T00:00+02:00    | -              | 23:59:59 on Sunday
        2026-03-22T22:00Z            | Europe/Kaliningrad | 1w    |  2026-03-24 | 2026-03-25T00:00+02:00    | -              | 00:00:00 on Monday
        2026-03-22T21:30Z            | Europe/Kaliningrad | 1w    |  2026-03-23 | 2026-03-24T00:00+02:00    | -              | Sunday there, Monday in Moscow
        2026-03-22T21:30Z            | Europe/Moscow      | 1w    |  2026-03-24 | 2026-03-25T00:00+03:00    | -              | the same instant counted in Moscow
        2026-03-20T23:59:59+02:00    | Europe/Kaliningrad | 10c   |  2026-03-30 | 2026-03-31T00:00+02:00    | -              | 20 + 10
        2026-03-21T00:00+02:00       | Europe/Kaliningrad | 10c   |  2026-03-31 | 2026-04-01T00:00+02:00    | -              | 21 + 10
        2025-12-31T15:00Z            | Asia/Vladivostok   | 12c   |  2026-01-13 | 2026-01-14T00:00+10:00    | -              | 1 January there
        2025-12-31T15:00Z            | Europe/Moscow      | 12c   |  2026-01-12 | 2026-01-13T00:00+03:00    | -              | the same instant, still 31 December in Moscow
        2026-03-24T11:59:59.999Z     | Asia/Kamchatka     | 2w    |  2026-03-26 | 2026-03-27T00:00+12:00    | -              | 23:59:59.999 on Tuesday, the farthest zone
        2026-03-24T12:00Z            | Asia/Kamchatka     | 2w    |  2026-03-27 | 2026-03-28T00:00+12:00    | -              | 00:00 on Wednesday

        # Events on days off
        2026-03-21T12:00+03:00       | Europe/Moscow      | 5w    |  2026-03-27 | 2026-03-28T00:00+03:00    | 1W             | Saturday; Monday is 1
        2026-03-22T12:00+03:00       | Europe/Moscow      | 10c   |  2026-04-01 | 2026-04-02T00:00+03:00    | -              | Sunday; 22 + 10
        2026-05-01T12:00+03:00       | Europe/Moscow      | 2w    |  2026-05-05 | 2026-05-06T00:00+03:00    | 2W             | a holiday; 4 and 5 May are 1 and 2
        2026-01-09T12:00+03:00       | Europe/Moscow      | 1w    |  2026-01-12 | 2026-01-13T00:00+03:00    | 2W             | a transferred day off

        # Long terms
        2026-01-12T12:00+03:00       | Europe/Moscow      | 60w   |  2026-04-08 | 2026-04-09T00:00+03:00    | 23W 2H 1T      | January 14 left, February 19, March 21, April 6
        2025-10-15T12:00+03:00       | Europe/Moscow      | 60w   |  2026-01-20 | 2026-01-21T00:00+03:00    | 25W 9H 3T      | October 12 left, November 19, December 22, January 7
        2024-02-29T12:00+03:00       | Europe/Moscow      | 60w   |  2024-05-30 | 2024-05-31T00:00+03:00    | 25W 3H 3T      | March 20, April 21 with Saturday 27, May 19
        2020-02-03T12:00+03:00       | Europe/Moscow      | 60w   |  2020-06-11 | 2020-06-12T00:00+03:00    | 33W 4H 5T 27D  | February 18 left, March 19 to the decree, May 14 after it, June 9
        2020-02-03T12:00+03:00       | Europe/Moscow      | 60w*  |  2020-04-29 | 2020-04-30T00:00+03:00    | 22W 2H 2T      | February 18 left, March 21, April 21
        2026-06-01T12:00+03:00       | Europe/Moscow      | 60c   |  2026-07-31 | 2026-08-01T00:00+03:00    | -              | June has 30 days: 31 July, a Friday
        2026-06-15T12:00+03:00       | Europe/Moscow      | 50c   |  2026-08-04 | 2026-08-05T00:00+03:00    | -              | a Tuesday
        2025-12-31T12:00+03:00       | Europe/Moscow      | 247w  |  2026-12-30 | 2026-12-31T00:00+03:00    | 100W 14H 3T    | a whole year: 2026 has 247 working days
        2026-01-01T00:00+03:00       | Europe/Moscow      | 365c  |  2027-01-11 | 2027-01-12T00:00+03:00    | 2W 8H          | 1 January 2027, moved over the holidays

        # Years without data
        2010-12-24T12:00+03:00       | Europe/Moscow      | 10w   | ~2011-01-17 | 2011-01-18T00:00+03:00    | 6W 6H 2T       | 27 to 31 December 2010 by the fallback are 1 to 5; 11 January is 6
        2010-12-31T12:00+03:00       | Europe/Moscow      | 1w    |  2011-01-11 | 2011-01-12T00:00+03:00    | 2W 6H 2T       | only days of 2011 are looked at
        2010-12-22T12:00+03:00       | Europe/Moscow      | 10c   |  2011-01-11 | 2011-01-12T00:00+03:00    | 2W 6H 2T       | only the end is looked at, and it is in 2011
        2010-05-07T12:00+04:00       | Europe/Moscow      | 1w    | ~2010-05-10 | 2010-05-11T00:00+04:00    | 1W 1H          | 9 May is a Sunday; the fallback knows no transfer
        2010-11-03T12:00+03:00       | Europe/Moscow      | 2w    | ~2010-11-08 | 2010-11-09T00:00+03:00    | 2W 1H          | 4 November is a fixed holiday
        2027-12-29T12:00+03:00       | Europe/Moscow      | 1w    |  2027-12-30 | 2027-12-31T00:00+03:00    | -              | ends in the last year with data
        2027-12-30T12:00+03:00       | Europe/Moscow      | 1w    | ~2028-01-10 | 2028-01-11T00:00+03:00    | 1W 8H 1T       | 31 December by the calendar, January by the fallback
        2027-12-20T12:00+03:00       | Europe/Moscow      | 10c   |  2027-12-30 | 2027-12-31T00:00+03:00    | -              | a Thursday
        2027-12-21T12:00+03:00       | Europe/Moscow      | 10c   | ~2028-01-10 | 2028-01-11T00:00+03:00    | 1W 8H 1T       | 31 December is off and moves the end into 2028
        2027-12-20T12:00+03:00       | Europe/Moscow      | 30c   | ~2028-01-19 | 2028-01-20T00:00+03:00    | -              | a Wednesday of 2028
        2028-01-07T12:00+03:00       | Europe/Moscow      | 1w    | ~2028-01-10 | 2028-01-11T00:00+03:00    | 1W 1H          | 8 January is a fixed holiday on a Saturday
        2028-06-09T12:00+03:00       | Europe/Moscow      | 1w    | ~2028-06-13 | 2028-06-14T00:00+03:00    | 2W 1H          | 12 June is a Monday
        2030-02-22T12:00+03:00       | Europe/Moscow      | 1w    | ~2030-02-25 | 2030-02-26T00:00+03:00    | 1W 1H          | 23 February is a Saturday

        # Hours
        2026-03-20T23:30+03:00       | Europe/Moscow      | 1h    |  2026-03-21 | 2026-03-21T00:30+03:00    | -              | runs on into a Saturday
        2026-03-20T23:00+03:00       | Europe/Moscow      | 1h    |  2026-03-20 | 2026-03-21T00:00+03:00    | -              | due at midnight, as the Friday ends
        2026-12-31T23:59:59.999+10:00 | Asia/Vladivostok   | 1h    |  2027-01-01 | 2027-01-01T00:59:59.999+10:00 | -              | runs on into the new year
        2026-03-20T12:00:00.0009999Z | Europe/Kaliningrad | 1h    |  2026-03-20 | 2026-03-20T15:00+02:00    | -              | cut to the millisecond
        2026-01-01T00:00+03:00       | Europe/Moscow      | 1200h |  2026-02-19 | 2026-02-20T00:00+03:00    | -              | fifty days
        2028-01-01T12:00+03:00       | Europe/Moscow      | 72h   |  2028-01-04 | 2028-01-04T12:00+03:00    | -              | no calendar is asked, so nothing is provisional

        # Clocks that were changed
        2011-03-25T12:00+03:00       | Europe/Moscow      | 10c   |  2011-04-04 | 2011-04-05T00:00+04:00    | -              | 27 March 2011: +3 to +4 for good
        2011-03-27T01:30+03:00       | Europe/Moscow      | 1h    |  2011-03-27 | 2011-03-27T03:30+04:00    | -              | 02:30 did not exist
        2014-10-24T12:00+04:00       | Europe/Moscow      | 1w    |  2014-10-27 | 2014-10-28T00:00+03:00    | 2W             | 26 October 2014: +4 to +3
        2014-10-26T01:30+04:00       | Europe/Moscow      | 1h    |  2014-10-26 | 2014-10-26T01:30+03:00    | -              | 01:30 struck twice
        2014-10-20T12:00+03:00       | Europe/Kaliningrad | 10w   |  2014-11-05 | 2014-11-06T00:00+02:00    | 4W 1H 1T       | 27 October is 5; 3 and 4 November are off; +3 to +2
        2014-10-24T12:00+12:00       | Asia/Magadan       | 1w    |  2014-10-27 | 2014-10-28T00:00+10:00    | 2W             | 26 October 2014: +12 to +10
        2016-04-22T12:00+10:00       | Asia/Magadan       | 1w    |  2016-04-25 | 2016-04-26T00:00+11:00    | 2W             | 24 April 2016: +10 to +11
        2016-03-25T12:00+10:00       | Asia/Sakhalin      | 2w    |  2016-03-29 | 2016-03-30T00:00+11:00    | 2W             | 27 March 2016: +10 to +11
        2016-07-22T12:00+06:00       | Asia/Novosibirsk   | 1w    |  2016-07-25 | 2016-07-26T00:00+07:00    | 2W             | 24 July 2016: +6 to +7
        2016-12-02T12:00+03:00       | Europe/Saratov     | 1w    |  2016-12-05 | 2016-12-06T00:00+04:00    | 2W             | 4 December 2016: +3 to +4
        2010-10-29T12:00+04:00       | Europe/Samara      | 1w    | ~2010-11-01 | 2010-11-02T00:00+03:00    | 2W             | 31 October 2010: +4 to +3, in a year without data
        2011-03-25T12:00+11:00       | Asia/Kamchatka     | 1w    |  2011-03-28 | 2011-03-29T00:00+12:00    | 2W             | 27 March 2011: +11 to +12
        2020-12-25T12:00+04:00       | Europe/Volgograd   | 1w    |  2020-12-28 | 2020-12-29T00:00+03:00    | 2W             | 27 December 2020: +4 to +3
        """;
}
