using RmsOrleans.Grains.Registers.Entries;

namespace RmsOrleans.Storage.Registers;

/// <summary>How many entries of each register have not ended, and how many of those are late. It is counted anew only if entries may stand otherwise than when it was counted last.</summary>
internal sealed class EntryCounts(IReadDatabase database)
{
    private const string Open = """
        select kind as Kind, authority as Authority, count(*) as Open, coalesce(sum(case when overdue then 1 else 0 end), 0) as Overdue
        from entries where not ended group by kind, authority
        """;

    private EntryCounted? last;

    public async Task<EntryCounted> Now(CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        // First the moment: what is written behind it may be counted too, and then it is counted again.
        var moment = await connection.One<string>(StoreDialect.Of(connection).Entries, null, cancellation) ?? "";
        if (last is { } known && known.Moment == moment)
            return known;
        return last = new(moment, (await connection.List<AuthorityCount>(Open, null, cancellation)).ToLookup(count => count.Kind));
    }
}

/// <param name="Moment">At which the entries stood so.</param>
internal sealed record EntryCounted(string Moment, ILookup<string, AuthorityCount> Counts)
{
    /// <summary>Of a register those that somebody sees.</summary>
    public EntryCount Of(string kind, EntryReader reader)
    {
        var seen = Counts[kind].Where(count => reader.Has(count.Authority)).ToArray();
        return new(seen.Sum(count => count.Open), seen.Sum(count => count.Overdue));
    }
}

internal sealed record AuthorityCount(string Kind, AuthorityCode Authority, long Open, long Overdue);

internal sealed record EntryCount(long Open, long Overdue);
