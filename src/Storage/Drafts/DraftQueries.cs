namespace RmsOrleans.Storage.Drafts;

/// <summary>One draft, read from the read model and the journal. No grain is woken.</summary>
internal sealed class DraftQueries(IReadDatabase database, DraftVisibility visibility)
{
    /// <summary>The number of a draft's last line, whoever asks.</summary>
    public async Task<int?> LastLine(DraftId id, CancellationToken cancellation)
    {
        return await database.One<int?>("select last_line from drafts where id = @id", new { id }, cancellation);
    }

    /// <summary>Null if there is none, or if the caller may not know of it.</summary>
    public async Task<DraftHead?> Find(DraftId id, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { id });
        var sql = $"{JournalTables.DraftRows.Query} where d.id = @id and {visibility.Where(actor, parameters)}";
        return await database.One<DraftHead>(sql, parameters, cancellation);
    }

    /// <summary>The draft whole, as its journal tells it up to the line that the answer's tag names.</summary>
    public async Task<Draft> Whole(DraftId id, int last, CancellationToken cancellation) =>
        await Whole(id, last, static (_, _) => { }, cancellation);

    /// <param name="see">Is shown each line, and what it has made of the draft; of what it does not keep nothing stays in memory.</param>
    public async Task<Draft> Whole(DraftId id, int last, Action<JournalLine, Draft> see, CancellationToken cancellation) => (await database.FoldLines<Draft>(
        id.Value,
        last,
        (before, line) =>
        {
            var after = StoredEvents.Table.Apply(before, line);
            see(line, after);
            return after;
        },
        cancellation))!;

    /// <summary>Who wrote these lines of its journal, as the lines have it.</summary>
    public async Task<Dictionary<int, byte[]>> Writers(DraftId id, ImmutableArray<int> lines, CancellationToken cancellation)
    {
        if (lines.IsEmpty)
            return [];

        var parameters = new DynamicParameters(new { id });
        var sql = $"select line, actor from journal_lines where subject = @id and line in ({parameters.OneByOne("line", lines)})";
        return (await database.List<(int Line, byte[] Actor)>(sql, parameters, cancellation)).ToDictionary(each => each.Line, each => each.Actor);
    }

    /// <summary>What the first lines of its journal, all or some, make of a draft.</summary>
    public static Draft Fold(IEnumerable<JournalLine> lines) => StoredEvents.Table.Fold([.. lines])!;

    /// <summary>A page of its lines, behind a line, up to the one that the answer's tag names.</summary>
    public Task<BoundedRows<JournalLine>> Lines(DraftId id, int after, int last, int limit, CancellationToken cancellation) =>
        database.ReadLines(id.Value, after, last, limit, cancellation);
}
