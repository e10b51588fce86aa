using System.Runtime.CompilerServices;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Storage.Declarations;

namespace RmsOrleans.Storage.Verification;

/// <summary>Journals of control that have ended: the chain of what remains of them, that none ended before its time, and that none is still there.</summary>
internal sealed class ControlEndCheck(IReadDatabase database)
{
    private const int PageSize = 100;

    private const string Still = """
        select e.removal from control_ends e join controls c on c.id = e.subject and c.last_line = e.lines and c.last_hash = e.last_hash limit 1
        """;

    public async IAsyncEnumerable<Finding> Check([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        var (id, hash) = (0L, (byte[]?)null);
        while (await connection.List<ControlRemoval>($"{ControlRemoval.Query} where id > @id order by id limit {PageSize}", new { id }, cancellation) is { Count: > 0 } page)
        {
            var ends = (await connection.List<EndRow>(
                "select removal as Removal, subject as Subject, lines as Lines, last_hash as LastHash from control_ends where removal > @id and removal <= @last", new { id, last = page[^1].Id }, cancellation))
                .ToLookup(end => end.Removal);
            foreach (var removal in page)
            {
                foreach (var fault in Faults(removal, id, hash, [.. ends[removal.Id]]))
                    yield return new($"control_removals, row {removal.Id}", fault);
                (id, hash) = (removal.Id, removal.Hash);
            }
        }
        if (await connection.One<long?>(Still, null, cancellation) is { } still)
            yield return new($"control_removals, row {still}", "a control whose end it has is still there");
    }

    private static IEnumerable<string> Faults(ControlRemoval removal, long before, byte[]? hash, EndRow[] ends)
    {
        if (removal.Id != before + 1)
            yield return $"it does not follow row {before}";
        if (!removal.HashAfter(hash, ends.Select(end => end.ToEnd())).AsSpan().SequenceEqual(removal.Hash))
            yield return "its hash does not follow from what it and its ends say and from the row before";
        if (ends.Length != removal.Controls || ends.Sum(end => end.Lines) != removal.Lines)
            yield return $"it counts {removal.Controls} controls with {removal.Lines} lines, and has the ends of {ends.Length}";
        var month = DeclarationRow.FirstDayOf((int)removal.Month);
        if (removal.UntilAt != ControlRetention.EndOf(month) || removal.UntilAt > MoscowDays.StartOf(ControlRetention.FirstOf(removal.RemovedAt).AddYears(-(int)removal.KeptYears)))
            yield return "what it tells of ended before its time";
    }

    private sealed class EndRow
    {
        public long Removal { get; init; }

        public Guid Subject { get; init; }

        public long Lines { get; init; }

        public byte[] LastHash { get; init; } = [];

        public ControlEnd ToEnd() => new() { Subject = Subject, Lines = Lines, LastHash = LastHash };
    }
}
