namespace RmsOrleans.Storage.Feeds;

/// <summary>
/// One writer, so positions come in the order of commit. Lines of entries have places of their own, and each knows the position of the journal behind which it was written: there it stands,
/// with its place as the line of a subject that no draft has.
/// </summary>
internal sealed class SqliteJournalReader(IDatabase database) : IJournalReader
{
    private static readonly Guid ofEntries = Guid.AllBitsSet;

    public Task<JournalPosition> End(CancellationToken cancellation) => database.Query(
        async connection => (await connection.One<EndRow>(
            "select (select coalesce(max(position), 0) from journal_lines) as Position, (select coalesce(max(place), 0) from entry_places) as Place", null, cancellation))!.Of(),
        cancellation);

    public Task<JournalPage> Read(JournalPosition after, JournalPosition? upTo, JournalScope scope, int limit, CancellationToken cancellation)
    {
        // The plus keeps SQLite from walking along the positions of all drafts where one draft has a few dozen lines.
        var lines = scope switch
        {
            { Draft: not null } => "where l.subject = @draft and +l.position > @after and +l.position <= @upTo",
            { Authority: not null } => "where l.position > @after and l.position <= @upTo and d.authority = @authority",
            _ => "where l.position > @after and l.position <= @upTo",
        };
        var sql = $"""
            select l.position as Position, 0 as Place, l.subject as Draft, l.line as Line, l.type as Type, l.at as At, d.authority as Authority
            from journal_lines l left join drafts d on d.id = l.subject
            {lines} order by l.position limit @limit
            """;
        if (scope.Entries)
        {
            sql = $"""
                select * from ({sql})
                union all
                select * from (
                  select p.behind as Position, p.place as Place, l.subject as Draft, l.line as Line, l.type as Type, l.at as At, null as Authority
                  from entry_places p join entry_lines l on l.subject = p.subject and l.line = p.line
                  where p.behind >= @after and (p.behind > @after or p.place > @afterPlace) and (p.behind < @upTo or (p.behind = @upTo and p.place <= @upToPlace))
                  order by p.behind, p.place limit @limit)
                order by Position, Place limit @limit
                """;
        }
        var parameters = new DynamicParameters(new
        {
            after = (long)after.Transaction,
            afterPlace = after.Line,
            upTo = upTo is { } last ? (long)last.Transaction : long.MaxValue,
            upToPlace = upTo is { } end ? end.Line : int.MaxValue,
            draft = scope.Draft ?? default,
            authority = scope.Authority?.Value,
            limit,
        });
        return database.Query(
            async connection => JournalPage.Of([.. (await connection.List<Row>(sql, parameters, cancellation)).Select(row => row.Of())], after, limit), cancellation);
    }

    private static JournalPosition Position(long position, long place) => place == 0 ? new((ulong)position) : new((ulong)position, ofEntries, (int)place);

    private sealed record EndRow(long Position, long Place)
    {
        public JournalPosition Of() => SqliteJournalReader.Position(Position, Place);
    }

    private sealed record Row(long Position, long Place, DraftId Draft, int Line, string Type, DateTimeOffset At, AuthorityCode? Authority)
    {
        public FeedLine Of() => new(SqliteJournalReader.Position(Position, Place), Draft, Line, Type, At, Authority);
    }
}
