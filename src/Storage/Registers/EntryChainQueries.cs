namespace RmsOrleans.Storage.Registers;

/// <summary>The sequences of a register's numbers and their chains: what can be seen of an entry by whoever does not read it.</summary>
internal sealed class EntryChainQueries(IReadDatabase database)
{
    private static readonly string sequences = $"{EntryTables.Sequences.Query} where s.key >= @from and s.key < @end and s.last_serial > 0 order by s.key";

    private static readonly string numbers = $"{EntryTables.Numbers.Query} where n.sequence = @sequence and n.serial >= @from order by n.serial limit @most";

    public Task<List<SequenceHead>> Sequences(string register, CancellationToken cancellation) =>
        database.List<SequenceHead>(sequences, new { from = $"{register}/", end = $"{register}0" }, cancellation); // a nought is what comes behind a slash

    /// <summary>The links after a serial, each computed again from the one before it; one more than <paramref name="limit"/> if there are more.</summary>
    public async Task<IReadOnlyList<NumberLink>> Links(SequenceKey sequence, long after, int limit, CancellationToken cancellation)
    {
        var links = new List<NumberLink>();
        var before = Chain.Start;
        foreach (var row in await database.List<RegistrationRow>(numbers, new { sequence, from = after, most = limit + (after > 0 ? 2 : 1) }, cancellation))
        {
            var agrees = Chain.Registration(before, row.Number, row.Subject, row.Version, row.LineHash, row.At).AsSpan().SequenceEqual(row.Hash);
            before = row.Hash;
            if (row.Serial > after)
                links.Add(new(row.Serial, row.Number, row.At, row.Subject, row.LineHash, row.Hash, agrees));
        }
        return links;
    }
}

/// <summary>A number and its link in the chain of its sequence.</summary>
/// <param name="Agrees">It follows from the link before it.</param>
internal sealed record NumberLink(long Serial, string Number, DateTimeOffset At, Guid Entry, byte[] LineHash, byte[] Hash, bool Agrees);
