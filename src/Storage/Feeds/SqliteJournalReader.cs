namespace RmsOrleans.Storage.Feeds;

/// <summary>One writer, so positions come in the order of commit.</summary>
internal sealed class SqliteJournalReader(IDatabase database) : IJournalReader
{
    public Task<JournalPosition> End(CancellationToken cancellation) => database.Query(
        async connection => new JournalPosition((ulong)await connection.One<long>("select coalesce(max(position), 0) from journal_lines", null, cancellation)),
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
            select l.position as Position, l.subject as Draft, l.line as Line, l.type as Type, l.at as At, d.authority as Authority
            from journal_lines l left join drafts d on d.id = l.subject
            {lines} order by l.position limit @limit
            """;
        var parameters = new DynamicParameters(new
        {
            after = (long)after.Transaction,
            upTo = upTo is { } last ? (long)last.Transaction : long.MaxValue,
            draft = scope.Draft ?? default,
            authority = scope.Authority?.Value,
            limit,
        });
        return database.Query(
            async connection => JournalPage.Of([.. (await connection.List<Row>(sql, parameters, cancellation)).Select(row => row.Of())], after, limit), cancellation);
    }

    private sealed record Row(long Position, DraftId Draft, int Line, string Type, DateTimeOffset At, AuthorityCode? Authority)
    {
        public FeedLine Of() => new(new JournalPosition((ulong)Position), Draft, Line, Type, At, Authority);
    }
}
