namespace RmsOrleans.Storage.Drafts;

/// <summary>One draft, read from the read model and the journal. No grain is woken.</summary>
internal sealed class DraftQueries(IReadDatabase database, Visibility visibility)
{
    /// <summary>The number of a draft's last line, whoever asks.</summary>
    public async Task<int?> LastLine(DraftId id, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(
            new CommandDefinition("select last_line from drafts where id = @id", new { id }, cancellationToken: cancellation));
    }

    /// <summary>Null if there is none, or if the caller may not know of it.</summary>
    public async Task<DraftHead?> Find(DraftId id, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { id });
        var sql = $"{JournalTables.DraftRows.Query} where d.id = @id and {visibility.Where(actor, parameters)}";
        await using var connection = await database.Open(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DraftHead>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
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

    /// <summary>Each draft whole as its row has it, in the order of the rows, by one reading of the journal.</summary>
    public async Task<List<(DraftHead Row, Draft Draft)>> Whole(List<DraftHead> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return [];

        var parameters = new DynamicParameters();
        var sql = $"""
            {JournalTables.LineRows.Query}
            where l.subject in ({parameters.OneByOne("id", [.. rows.Select(row => row.Id)])}) order by l.subject, l.line
            """;
        await using var connection = await database.Open(cancellation);
        var lines = (await connection.QueryAsync<JournalLine>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).ToLookup(line => line.Subject);
        return [.. rows.Select(row => (row, Fold(lines[row.Id.Value].Where(line => line.Line <= row.LastLine))))];
    }

    /// <summary>Who wrote these lines of its journal, as the lines have it.</summary>
    public async Task<Dictionary<int, byte[]>> Writers(DraftId id, ImmutableArray<int> lines, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { id });
        for (var i = 0; i < lines.Length; i++)
            parameters.Add($"line{i}", lines[i]);
        var sql = $"select line as Line, actor as Actor from journal_lines where subject = @id and line in ({string.Join(", ", lines.Select((_, i) => $"@line{i}"))})";
        if (lines.IsEmpty)
            return [];

        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<LineWriter>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).ToDictionary(each => each.Line, each => each.Actor);
    }

    /// <summary>What the first lines of its journal, all or some, make of a draft.</summary>
    public static Draft Fold(IEnumerable<JournalLine> lines) => StoredEvents.Table.Fold([.. lines])!;

    /// <summary>A page of its lines, behind a line, up to the one that the answer's tag names.</summary>
    public Task<BoundedRows<JournalLine>> Lines(DraftId id, int after, int last, int limit, CancellationToken cancellation) =>
        database.ReadLines(id.Value, after, last, limit, cancellation);

    private sealed class LineWriter
    {
        public int Line { get; init; }

        public byte[] Actor { get; init; } = [];
    }
}
