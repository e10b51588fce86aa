using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Tests;

namespace RmsOrleans.Api.Tests.Year;

/// <summary>From June 2026 to the next: 300 drafts of 15 authorities, two restarts, and one day on which the program stands still.</summary>
public sealed class YearTests
{
    private const int Drafts = 300;
    private const int Authorities = 15;

    private static readonly DateTimeOffset start = new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan length = TimeSpan.FromDays(365);
    private static readonly TimeSpan day = TimeSpan.FromDays(1);

    [Fact(Timeout = 600_000)]
    public async Task Every_missed_deadline_of_a_year_stands_once_and_numbers_are_contiguous()
    {
        await using var year = new AYear(start);
        year.Start();
        PlanDrafts(year);
        year.Plan(start.AddDays(90).AddHours(3), () => Restart(year));
        year.Plan(start.AddDays(270).AddHours(3), () => Restart(year));
        var stoodStill = new TaskCompletionSource<DateTimeOffset>();
        PlanStandstill(year, start.AddDays(150).AddHours(3), stoodStill);

        await year.Walk();

        var stoodFrom = await stoodStill.Task;
        await AssertEachMissedOnce(year, stoodFrom, stoodFrom + day);
        await AssertNumbers(year);
    }

    private static void PlanDrafts(AYear year)
    {
        var authorities = Ceramics.Authorities.All.Where(authority => authority.Code.Registers).Take(Authorities).ToArray();
        for (var i = 0; i < Drafts; i++)
        {
            var at = start + (length * i / Drafts) + TimeSpan.FromSeconds(i);
            new Paths(year, new DraftId(new Guid(i + 1, 3, 3, [1, 2, 3, 4, 5, 6, 7, 8])), authorities[i % Authorities].Code, at).Plan(i / Authorities % 6);
        }
    }

    private static async Task Restart(AYear year)
    {
        await year.Stop();
        year.Start();
    }

    /// <summary>On the first day from then on with deadlines that fall due.</summary>
    private static void PlanStandstill(AYear year, DateTimeOffset at, TaskCompletionSource<DateTimeOffset> stoodStill) => year.Plan(at, async () =>
    {
        if (year.DueBefore(at + day) < 2)
        {
            PlanStandstill(year, at + day, stoodStill);
            return;
        }
        await year.Stop();
        year.Clock.Turn(day);
        year.Start();
        stoodStill.SetResult(at);
    });

    private static async Task AssertEachMissedOnce(AYear year, DateTimeOffset stoodFrom, DateTimeOffset stoodUntil)
    {
        var lines = (await year.Query<MissedRow>("select subject as Draft, at as At, payload as Payload from journal_lines where type = 'DeadlineMissed'"))
            .Select(row => (row.Draft, row.At, Missed: (DeadlineMissed)StoredEvents.Table.Read("DeadlineMissed", row.Payload)))
            .ToList();

        Assert.Equal(
            year.Missed.Keys.Order(Comparer<(DraftId, DateTimeOffset)>.Create(Compare)),
            lines.Select(line => (line.Draft, line.Missed.DueAt)).Order(Comparer<(DraftId, DateTimeOffset)>.Create(Compare)));
        Assert.True(lines.Count > 250, $"Only {lines.Count} deadlines were missed.");
        Assert.Equal(7, lines.Select(line => line.Missed.Kind).Distinct().Count());
        Assert.All(lines, line =>
        {
            var stood = line.Missed.DueAt >= stoodFrom && line.Missed.DueAt < stoodUntil;
            Assert.InRange(line.Missed.SeenAt, stood ? stoodUntil : line.Missed.DueAt, stood ? stoodUntil + AYear.Tick : line.Missed.DueAt + AYear.Tick);
            Assert.Equal(line.Missed.SeenAt, line.At);
        });
        Assert.Contains(lines, line => line.Missed.DueAt > stoodFrom && line.Missed.DueAt < stoodUntil);
    }

    private static int Compare((DraftId Draft, DateTimeOffset DueAt) one, (DraftId Draft, DateTimeOffset DueAt) other) =>
        (one.Draft.Value, one.DueAt).CompareTo((other.Draft.Value, other.DueAt));

    private static async Task AssertNumbers(AYear year)
    {
        var numbers = (await year.Query<string>("select number from registrations order by sequence, serial"))
            .Select(text => RegistrationNumber.TryParse(text, out var number) ? number : throw new FormatException(text))
            .GroupBy(number => number.Sequence)
            .ToList();

        Assert.Equal((Authorities, Drafts), (numbers.Count, numbers.Sum(sequence => sequence.Count())));
        Assert.All(numbers, sequence =>
        {
            Assert.Equal(Enumerable.Range(1, sequence.Count()).Select(serial => (long)serial), sequence.Select(number => number.Serial));
            Assert.Equal(sequence.Select(number => number.Date).Order(), sequence.Select(number => number.Date));
            Assert.Equal([2026, 2027], sequence.Select(number => number.Date.Year).Distinct());
        });
    }

    private sealed class MissedRow
    {
        public DraftId Draft { get; init; }
        public DateTimeOffset At { get; init; }
        public byte[] Payload { get; init; } = [];
    }
}
