using RmsOrleans.Grains.Kernel;
using RmsOrleans.Grains.Reference.Authorities;
using RmsOrleans.Grains.Registers.Entries;
using RmsOrleans.Grains.Registers.Kinds;
using RmsOrleans.Storage.Registers;
using RmsOrleans.Tests;
using Xunit.Abstractions;

namespace RmsOrleans.Api.Tests.Year;

/// <summary>
/// From June 2026 to the next: 2,000 entries of all shipped registers and of one with a term that recurs, at 15 authorities, led by chance, with three restarts and four days on which the
/// program stands still. The chance has a seed: the same seed is the same year.
/// </summary>
public sealed class EntryYearTests(ITestOutputHelper output)
{
    private const int Seed = 20260601;

    private const int Entries = 2000;
    private const int Authorities = 15;
    private const int Days = 365;

    /// <summary>Which recurs on the 10th of each month, or is due after a quarter.</summary>
    private const string Recurring = """
        { "code": "monthly-report", "title": { "ru": "Ежемесячные отчёты", "en": "Monthly reports" }, "from": "2026-01-01", "numbering": {},
          "fields": [{ "name": "subject", "title": { "ru": "О чём", "en": "Subject" }, "type": "text", "required": true }],
          "states": [{ "code": "kept", "title": { "ru": "Ведётся", "en": "Kept" } }, { "code": "shut", "title": { "ru": "Закрыт", "en": "Shut" }, "end": true }],
          "registration": { "by": { "roles": ["registrar"] }, "starts": ["month"] },
          "transitions": [{ "route": "report", "title": { "ru": "Сдать отчёт", "en": "Report" }, "from": ["kept"], "by": { "roles": ["registrar"] }, "ends": ["month"] },
            { "route": "shut", "title": { "ru": "Закрыть", "en": "Shut" }, "from": ["kept"], "to": "shut", "by": { "roles": ["authority-head"] } }],
          "terms": [{ "code": "month", "title": { "ru": "Отчёт за месяц", "en": "Report of the month" }, "recurs": { "every": "month", "day": 10 } }] }
        """;

    private static readonly DateTimeOffset start = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly int[] restarts = [60, 214, 300]; // the second is New Year's Day
    private static readonly Range standstill = 150..154;

    [Fact(Timeout = 1_800_000)] // a minute of processor time, at any load
    public async Task Every_missed_term_of_a_year_stands_once_and_numbers_are_contiguous()
    {
        output.WriteLine($"Seed {Seed}");
        await using var year = new EntryYear(start, Seed);
        year.Start();
        await year.Load(Recurring);
        var kinds = year.Registered;
        var authorities = Ceramics.Authorities.All.Where(authority => authority.Code != AuthorityCode.Fcs && authority.Code.Registers).Take(Authorities).Select(authority => authority.Code).ToArray();
        Assert.Equal(Authorities, authorities.Length);

        for (var day = 0; day < Days; day++)
        {
            if (standstill.Start.Value == day)
                await year.Stop();
            year.Turn();
            if (day >= standstill.Start.Value && day < standstill.End.Value)
                continue;
            if (standstill.End.Value == day)
                year.Start();
            if (restarts.Contains(day))
            {
                await year.Stop();
                year.Start();
            }
            await year.Tick(authorities.Append(AuthorityCode.Fcs));
            await year.Work(
                from i in Enumerable.Range(0, Entries)
                where i * Days / Entries == day || (day == standstill.End.Value && i * Days / Entries >= standstill.Start.Value && i * Days / Entries < day)
                select (kinds[i % kinds.Length], authorities[i / kinds.Length % Authorities]));
        }

        Assert.True(year.Count >= Entries, $"{year.Count}");
        Assert.Empty(await year.Errors());
        await AssertEachMissedOnce(year);
        await AssertNumbers(year, authorities);
        await AssertRows(year);
        output.WriteLine($"{year.Count} entries, {year.Steps} steps, {year.Expected.Count} terms missed");
    }

    private static async Task AssertEachMissedOnce(EntryYear year)
    {
        var lines = (await year.Query<MissedRow>("select subject as Entry, at as At, payload as Payload from entry_lines where type = 'EntryTermMissed'"))
            .Select(row => (row.Entry, row.At, Missed: (EntryTermMissed)StoredEntryEvents.Table.Read("EntryTermMissed", row.Payload)))
            .ToList();

        var (expected, found) = (
            year.Expected.Select(each => $"{each.Entry} {each.Term} {each.DueAt:O} {each.SeenAt:O}").ToArray(), // by the next look or command after it was due, and no later
            lines.Select(line => $"{line.Entry} {line.Missed.Term} {line.Missed.DueAt.ToUniversalTime():O} {line.At.ToUniversalTime():O}").ToArray());
        Assert.Equal(lines.Count, found.Distinct().Count());
        Assert.Empty(expected.Except(found));
        Assert.Empty(found.Except(expected));
        Assert.True(lines.Count > 1000, $"Only {lines.Count} terms were missed.");
        Assert.Contains(lines, line => line.Missed.DueAt > start.AddDays(standstill.Start.Value) && line.Missed.DueAt < start.AddDays(standstill.End.Value));
        var months = lines.Where(line => line.Missed.Term == "month").GroupBy(line => line.Entry).Select(each => each.Count()).ToArray();
        Assert.Contains(months, count => count > 1); // met, begun anew, and missed again
    }

    private static async Task AssertNumbers(EntryYear year, AuthorityCode[] authorities)
    {
        var numbers = (await year.Query<NumberRow>("select sequence as Sequence, serial as Serial, number as Number, at as At from entry_numbers order by sequence, serial")).GroupBy(row => row.Sequence).ToArray();

        Assert.Equal(year.Count, numbers.Where(sequence => !sequence.Key.StartsWith("duty-summary/", StringComparison.Ordinal)).Sum(sequence => sequence.Count())); // these it writes itself
        Assert.All(numbers, sequence =>
        {
            Assert.Equal(Enumerable.Range(1, sequence.Count()).Select(serial => (long)serial), sequence.Select(row => row.Serial));
            Assert.Equal(sequence.Select(row => row.At).Order(), sequence.Select(row => row.At));
        });
        foreach (var kind in year.Registered)
        {
            var of = numbers.Where(sequence => sequence.Key.StartsWith($"{kind.Code}/", StringComparison.Ordinal)).Select(sequence => sequence.Key).ToArray();
            var owners = kind.Numbering.Scope == NumberScope.Fcs ? 1 : authorities.Length;
            if (kind.Numbering.Run == NumberRun.RunningOn)
            {
                Assert.Equal(owners, of.Length);
                continue;
            }
            foreach (var of2027 in of.Where(key => key.EndsWith("/2027", StringComparison.Ordinal)))
                Assert.EndsWith("/2027", numbers.Single(sequence => sequence.Key == of2027).First().Number, StringComparison.Ordinal);
            Assert.Contains(of, key => key.EndsWith("/2026", StringComparison.Ordinal));
            Assert.Contains(of, key => key.EndsWith("/2027", StringComparison.Ordinal));
        }
    }

    private static async Task AssertRows(EntryYear year)
    {
        foreach (var (expected, row) in await year.Rows())
            Assert.Equal(EntryTables.Heads.Values(expected with { CalendarRevision = row.CalendarRevision }), EntryTables.Heads.Values(row));
    }

    private sealed class MissedRow
    {
        public Guid Entry { get; init; }
        public DateTimeOffset At { get; init; }
        public byte[] Payload { get; init; } = [];
    }

    private sealed class NumberRow
    {
        public string Sequence { get; init; } = "";
        public long Serial { get; init; }
        public string Number { get; init; } = "";
        public DateTimeOffset At { get; init; }
    }
}
