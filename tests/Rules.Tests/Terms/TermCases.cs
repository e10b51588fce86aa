namespace RmsOrleans.Rules.Tests.Terms;

/// <summary>
/// Terms of registers counted by hand along a calendar on the wall. Columns: event by the clock of the zone, noon where no time is said; zone
/// ((M)oscow, (V)ladivostok, (K)aliningrad, Kamchatka as (P)acific); term in (c)alendar or (w)orking days, (m)onths, (y)ears, (h)ours, mi(n)utes or
/// hours while it is (o)pen, or coming again each (M)onth, (Q)uarter or (Y)ear by a day; with &lt; moved back, = left as it falls, ^ counted from the
/// day itself, * decreed days counted as worked; then what happened: s suspended, r goes on, + extended, met; last day, or due where a time is
/// said, with ~ where it is provisional; why.
/// </summary>
internal static class TermCases
{
    public static IEnumerable<object[]> All => Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries));

    private const string Table = """
        # Months end on the day of the same number
        2026-03-15       | M | 1m    |                                       | 2026-04-15       | a Wednesday
        2026-01-31       | M | 1m    |                                       | 2026-03-02       | February has no 31; 28 is a Saturday
        2026-01-31       | M | 1m=   |                                       | 2026-02-28       | left on the Saturday
        2026-01-31       | M | 1m<   |                                       | 2026-02-27       | back to Friday
        2026-01-30       | M | 1m    |                                       | 2026-03-02       | February has no 30 either
        2026-01-28       | M | 1m    |                                       | 2026-03-02       | 28 February is there, a Saturday
        2026-01-27       | M | 1m    |                                       | 2026-02-27       | a Friday
        2026-02-28       | M | 1m    |                                       | 2026-03-30       | 28 March, not 31: a Saturday
        2026-03-31       | M | 1m    |                                       | 2026-04-30       | April has 30 days
        2026-05-31       | M | 1m    |                                       | 2026-06-30       | June has 30 days
        2026-10-31       | M | 1m    |                                       | 2026-11-30       | a Monday
        2026-12-31       | M | 2m    |                                       | 2027-03-01       | 28 February 2027 is a Sunday
        2026-11-30       | M | 3m    |                                       | 2027-03-01       | the same day by another way
        2025-12-31       | M | 2m    |                                       | 2026-03-02       | 28 February 2026 is a Saturday
        2026-05-01       | M | 1m    |                                       | 2026-06-01       | an event on a holiday; a Monday

        # Leap days
        2023-12-31       | M | 2m    |                                       | 2024-02-29       | the leap day is the last of its month
        2024-01-31       | M | 1m    |                                       | 2024-02-29       | a Thursday
        2024-01-30       | M | 1m    |                                       | 2024-02-29       | 30 is not there
        2024-01-29       | M | 1m    |                                       | 2024-02-29       | 29 is
        2024-02-29       | M | 1m    |                                       | 2024-03-29       | 29 March, not the last of March
        2024-02-29       | M | 12m   |                                       | 2025-02-28       | a Friday
        2024-02-29       | M | 1y    |                                       | 2025-02-28       | a year is twelve months
        2024-02-29       | M | 4y    |                                       | ~2028-02-29      | four years later it is there again
        2025-02-28       | M | 1y    |                                       | 2026-03-02       | a Saturday
        2027-02-28       | M | 1y    |                                       | ~2028-02-28      | not the leap day; a Monday
        2023-02-28       | M | 1y    |                                       | 2024-02-28       | a Wednesday
        2024-02-29       | M | 1y^   |                                       | 2025-02-28       | with the day itself: 2025 has no 29 February, so its month ends it
        2024-03-01       | M | 1y^   |                                       | 2025-02-28       | with the day itself: the day before 1 March

        # Over New Year
        2025-12-01       | M | 1m    |                                       | 2026-01-12       | 1 January; off to the 11th
        2025-12-05       | M | 1m    |                                       | 2026-01-12       | 5 January
        2025-12-11       | M | 1m    |                                       | 2026-01-12       | 11 January is a Sunday
        2025-12-12       | M | 1m    |                                       | 2026-01-12       | a Monday that is worked
        2025-11-30       | M | 1m    |                                       | 2025-12-30       | the last day worked in 2025
        2025-12-31       | M | 1m    |                                       | 2026-02-02       | 31 January is a Saturday
        2026-11-30       | M | 1m    |                                       | 2026-12-30       | a Wednesday
        2026-12-01       | M | 1m<   |                                       | 2026-12-30       | 1 January; 31 December is off as well
        2026-12-09       | M | 1m<   |                                       | 2026-12-30       | 9 January, back over all of it
        2026-12-30       | M | 10c<  |                                       | 2027-01-11       | back would be the day of the event: forward
        2026-12-29       | M | 10c<  |                                       | 2026-12-30       | back to the day after the event
        2026-12-31       | M | 3c<   |                                       | 2027-01-11       | nothing is worked in between: forward
        2025-12-30       | M | 3c<   |                                       | 2026-01-12       | the only day after the event is off
        2026-01-01       | M | 1y    |                                       | 2027-01-11       | from holiday to holiday
        2026-01-01       | M | 1y^=  |                                       | 2026-12-31       | a calendar year
        2026-12-10       | M | 30c   |                                       | 2027-01-11       | 9 January is a Saturday
        2026-12-28       | M | 5w    |                                       | 2027-01-13       | 29 and 30 December, then 11 to 13 January
        2025-12-22       | M | 10c=  |                                       | 2026-01-01       | as it falls

        # A last day in the May holidays
        2026-04-01       | M | 1m<   |                                       | 2026-04-30       | 1 May
        2026-04-02       | M | 1m<   |                                       | 2026-04-30       | 2 May, a Saturday
        2026-04-03       | M | 1m<   |                                       | 2026-04-30       | 3 May
        2026-04-09       | M | 1m<   |                                       | 2026-05-08       | 9 May
        2026-04-11       | M | 1m<   |                                       | 2026-05-08       | 11 May is off for the 9th
        2026-04-11       | M | 1m    |                                       | 2026-05-12       | the same, forward
        2025-04-01       | M | 1m<   |                                       | 2025-04-30       | 1 May
        2025-04-04       | M | 1m<   |                                       | 2025-04-30       | 2 May is off as well
        2025-04-10       | M | 1m<   |                                       | 2025-05-07       | 8 May is off
        2024-03-30       | M | 1m<   |                                       | 2024-04-27       | 29 and 30 April are off, Saturday 27 is worked
        2024-03-28       | M | 1m<   |                                       | 2024-04-27       | Sunday, back to the worked Saturday
        2024-03-28       | M | 1m    |                                       | 2024-05-02       | Sunday, forward over 29 April to 1 May
        2027-04-03       | M | 1m<   |                                       | 2027-04-30       | 3 May is off
        2027-04-10       | M | 1m<   |                                       | 2027-05-07       | 10 May is off
        2026-04-29       | M | 3c<   |                                       | 2026-04-30       | 2 May, back to the day after the event
        2026-04-30       | M | 3c<   |                                       | 2026-05-04       | 3 May; back would be the day of the event
        2026-04-30       | M | 10c<  |                                       | 2026-05-08       | 10 May, a Sunday after a holiday
        2026-04-29       | M | 10c=  |                                       | 2026-05-09       | as it falls
        2026-04-29       | M | 5w    |                                       | 2026-05-07       | 30 April, 4 to 7 May
        2020-04-01       | M | 10c<  |                                       | 2020-05-12       | all of April 2020 is off by decree: forward
        2020-04-01       | M | 10c<* |                                       | 2020-04-10       | the decree counted as worked: a Saturday, back

        # Instructions: a last day off moves back
        2026-05-09       | M | 1m<   |                                       | 2026-06-09       | signed on a holiday
        2026-05-13       | M | 1m<   |                                       | 2026-06-11       | 13 June, a Saturday after a holiday
        2026-06-10       | M | 3c<   |                                       | 2026-06-11       | urgent: 13 June
        2026-06-11       | M | 3c<   |                                       | 2026-06-15       | urgent: nothing worked in between
        2026-06-11       | M | 10c<  |                                       | 2026-06-19       | promptly: a Sunday
        2026-06-02       | M | 10c=  |                                       | 2026-06-12       | as it falls, on a holiday

        # From the day itself
        2026-03-16       | M | 1c^   |                                       | 2026-03-16       | the day itself
        2026-03-16       | M | 10c^  |                                       | 2026-03-25       | 16 is 1
        2026-03-13       | M | 10c^  |                                       | 2026-03-23       | 22 is a Sunday
        2026-03-16       | M | 1w^   |                                       | 2026-03-16       | the day itself
        2026-03-16       | M | 5w^   |                                       | 2026-03-20       | a week
        2026-03-14       | M | 1w^   |                                       | 2026-03-16       | a Saturday does not count
        2026-03-14       | M | 2w^   |                                       | 2026-03-17       | Monday is 1
        2026-01-31       | M | 1m^   |                                       | 2026-03-02       | February has no 31: to its end, a Saturday
        2026-01-31       | M | 1m^=  |                                       | 2026-02-28       | the same as it falls
        2026-03-01       | M | 1m^   |                                       | 2026-03-31       | a whole month
        2026-03-15       | M | 1m^   |                                       | 2026-04-14       | the day before the 15th
        2026-03-30       | M | 1m^   |                                       | 2026-04-29       | the day before the 30th
        2026-03-31       | M | 1m^   |                                       | 2026-04-30       | April has no 31: to its end

        # Days, as drafts have them
        2026-03-20       | M | 30c   |                                       | 2026-04-20       | 19 April is a Sunday
        2026-11-04       | M | 30c   |                                       | 2026-12-04       | a Friday
        2027-02-19       | M | 1w    |                                       | 2027-02-20       | a Saturday that is worked
        2027-02-19       | M | 2w    |                                       | 2027-02-24       | 22 is off for it, 23 is a holiday

        # Extended
        2026-03-02       | M | 30c   | +30c                                  | 2026-05-04       | 1 April, then 1 May
        2026-03-01       | M | 30c   | +30c                                  | 2026-04-30       | 31 March, then 30 April
        2026-01-31       | M | 1m    | +1m                                   | 2026-03-31       | two months from 31 January
        2026-01-31       | M | 1m    | +1m +1m                               | 2026-04-30       | three months from 31 January
        2026-01-31       | M | 1m    | +10c                                  | 2026-03-10       | from 28 February, not from the day to which it moved
        2026-01-31       | M | 1m    | +10c +1m                              | 2026-04-10       | then a month from 10 March
        2026-01-31       | M | 1m^   | +1m                                   | 2026-03-30       | two months with the day itself
        2026-05-01       | M | 1m    | +1m                                   | 2026-07-01       | a Wednesday
        2026-03-31       | M | 1m    | +1m                                   | 2026-06-01       | 31 May is a Sunday
        2026-03-20       | M | 3c    | +7c                                   | 2026-03-30       | three days become ten
        2026-03-20       | M | 3c    | +7c +20c                              | 2026-04-20       | and ten thirty: 19 April is a Sunday
        2026-04-24       | M | 10w   | +5w                                   | 2026-05-19       | 12 May is 10
        2026-04-08       | M | 1m<   | +3c                                   | 2026-05-08       | 11 May, back to where it was
        2026-03-10       | M | 1y    | +1y                                   | ~2028-03-10      | two years
        2024-02-29       | M | 1y    | +1m                                   | 2025-03-31       | thirteen months: 29 March is a Saturday
        2026-03-10       | M | 1h    | +2h                                   | 2026-03-10 15:00 | by the clock

        # Suspended
        2026-03-10       | M | 10c   | s2026-03-13 r2026-03-16               | 2026-03-23       | over a weekend: 7 days left on Friday, from Monday on
        2026-03-10       | M | 10w   | s2026-03-13 r2026-03-16               | 2026-03-25       | only Monday is given back: 7 left, 17 to 25
        2026-03-10       | M | 10w   | s2026-03-13 r2026-03-15               | 2026-03-24       | nothing but the weekend: as it was
        2026-03-10       | M | 10c   | s2026-03-13 r2026-03-15               | 2026-03-23       | 22 is a Sunday
        2026-03-10       | M | 10w   | s2026-03-13 r2026-03-13               | 2026-03-24       | the same day changes nothing
        2026-03-10       | M | 10c   | s2026-03-10 r2026-03-12               | 2026-03-23       | on the day of the event: all ten left
        2026-03-10       | M | 10c   | s2026-03-20 r2026-03-24               | 2026-03-24       | on the last day: the day of going on is the last
        2026-03-10       | M | 10c   | s2026-03-20 r2026-03-22               | 2026-03-23       | a Sunday, moved on
        2026-03-10       | M | 10c<  | s2026-03-20 r2026-03-22               | 2026-03-23       | a Sunday; back would be before it went on
        2026-03-10       | M | 10c<  | s2026-03-19 r2026-03-20               | 2026-03-23       | Saturday; back would be the day of going on
        2026-03-10       | M | 10c<  | s2026-03-18 r2026-03-19               | 2026-03-20       | Saturday, back to the day after going on
        2026-01-31       | M | 1m    | s2026-02-10 r2026-02-20               | 2026-03-10       | 18 days left of 28 February
        2026-01-31       | M | 1m    | s2026-02-10 r2026-02-20 +1m           | 2026-04-10       | then a month from 10 March
        2026-04-15       | M | 1m    | s2026-04-30 r2026-05-12               | 2026-05-27       | 15 days left over the holidays
        2026-04-15       | M | 10w   | s2026-04-28 r2026-05-08               | 2026-05-12       | 29 April was the last; 9 to 11 May are off
        2026-03-10       | M | 10c   | s2026-03-12 r2026-03-16 s2026-03-18 r2026-03-20 | 2026-03-26 | twice: 8 left, then 6
        2026-12-21       | M | 10w   | s2026-12-30 r2027-01-08               | 2027-01-13       | only holidays: as it was
        2026-03-10       | M | 30c   | s2026-03-20 r2026-04-01 +10c          | 2026-05-04       | 20 left make 21 April, and ten 1 May
        2026-03-10       | M | 30c   | +10c s2026-03-20 r2026-04-01          | 2026-05-04       | the same the other way round
        2026-03-10       | M | 3h    | s2026-03-10T13:00 r2026-03-10T14:30   | 2026-03-10 16:30 | two hours left

        # By the clock
        2026-03-10       | M | 30n   |                                       | 2026-03-10 12:30 | the first report of an incident
        2026-03-10       | M | 2h    |                                       | 2026-03-10 14:00 | the written one
        2026-12-30       | M | 72h   |                                       | 2027-01-02 12:00 | holidays are hours like others
        2026-12-31T23:30 | V | 2h    |                                       | 2027-01-01 01:30 | over midnight and New Year
        2026-03-10T22:00 | V | 2h    |                                       | 2026-03-11 00:00 | at midnight, as the day ends
        2026-03-10T23:50 | V | 30n   |                                       | 2026-03-11 00:20 | over midnight
        2026-06-30T23:59 | V | 24h   |                                       | 2026-07-01 23:59 | a day by the clock
        2026-03-10T23:00 | V | 2h    | s2026-03-10T23:30 r2026-03-11T00:30   | 2026-03-11 02:00 | suspended over midnight
        2026-04-01T01:00 | V | 1m    |                                       | 2026-05-04       | already April there: 1 May
        2026-03-31T18:00 | M | 1m    |                                       | 2026-04-30       | the same moment, still March here
        2026-01-31T23:59 | V | 1m    |                                       | 2026-03-02       | the last minute of January
        2026-02-01T00:00 | K | 1m    |                                       | 2026-03-02       | the first of February: 1 March is a Sunday
        2026-12-31T00:30 | P | 1m    |                                       | 2027-02-01       | 31 January is a Sunday

        # While it is open, 09:00 to 18:00 from Monday to Friday
        2026-03-10T08:00 | M | 1o    |                                       | 2026-03-10 10:00 | it opens at nine
        2026-03-10       | M | 4o    |                                       | 2026-03-10 16:00 | in one day
        2026-03-10       | M | 6o    |                                       | 2026-03-10 18:00 | to the end of the day
        2026-03-10       | M | 7o    |                                       | 2026-03-11 10:00 | an hour of the next
        2026-03-13T16:00 | M | 4o    |                                       | 2026-03-16 11:00 | Friday to Monday
        2026-03-13T20:00 | M | 1o    |                                       | 2026-03-16 10:00 | after it has closed
        2026-03-14       | M | 9o    |                                       | 2026-03-16 18:00 | on a Saturday
        2026-04-30       | M | 6o    |                                       | 2026-05-04 10:00 | a short day ends at five
        2026-05-08T16:00 | M | 2o    |                                       | 2026-05-12 10:00 | an hour of a short day, then holidays
        2027-02-20       | M | 4o    |                                       | 2027-02-20 16:00 | a worked Saturday has Friday's hours
        2027-02-20T14:00 | M | 4o    |                                       | 2027-02-24 10:00 | and is short
        2026-12-30T17:00 | M | 2o    |                                       | 2027-01-11 10:00 | over New Year
        2026-03-10T17:30 | V | 1o    |                                       | 2026-03-11 09:30 | by the clock of Vladivostok
        2026-03-10       | M | 6o    | s2026-03-10T14:00 r2026-03-11T09:30   | 2026-03-11 13:30 | four hours left
        2026-03-10       | M | 7o    | s2026-03-10T20:00 r2026-03-11T08:00   | 2026-03-11 10:00 | a night changes nothing
        2026-03-10       | M | 4o    | +4o                                   | 2026-03-11 11:00 | two more, then two

        # Coming again
        2026-03-05       | M | M10   |                                       | 2026-03-10       | by the 10th
        2026-03-10       | M | M10   |                                       | 2026-04-10       | the day itself is not asked
        2026-03-10       | M | M10^  |                                       | 2026-03-10       | or is
        2026-03-05       | M | M10   | met2026-03-09                         | 2026-04-10       | met early: the next month
        2026-03-05       | M | M10   | met2026-04-20                         | 2026-04-10       | met late: April is asked all the same
        2026-03-05       | M | M10   | met2026-03-09 met2026-04-10           | 2026-05-12       | 10 May is a Sunday, 11 is off
        2026-03-05       | M | M10<  | met2026-03-09 met2026-04-10           | 2026-05-08       | the same, back
        2026-01-15       | M | M31   |                                       | 2026-02-02       | 31 January is a Saturday
        2026-01-15       | M | M31   | met2026-01-30                         | 2026-03-02       | the last of February, a Saturday
        2026-01-15       | M | M31   | met2026-01-30 met2026-02-27           | 2026-03-31       | 31 again, not 28
        2026-12-20       | M | M10   |                                       | 2027-01-11       | a Sunday of the holidays
        2026-02-01       | M | Q10   |                                       | 2026-04-10       | after the first quarter
        2026-02-01       | M | Q10   | met2026-04-01                         | 2026-07-10       | after the second
        2026-11-01       | M | Q15   |                                       | 2027-01-15       | after the fourth
        2026-11-01       | M | Q5    |                                       | 2027-01-11       | moved over the holidays
        2026-11-01       | M | Q5<   |                                       | 2026-12-30       | or back before them
        2026-03-01       | M | Y20.1 |                                       | 2027-01-20       | a yearly report
        2026-03-01       | M | Y29.2 |                                       | 2027-03-01       | no leap day: 28 February, a Sunday
        2027-03-01       | M | Y29.2 |                                       | ~2028-02-29      | a leap day
        2026-03-01       | M | Y1.1= |                                       | 2027-01-01       | as it falls
        """;
}
