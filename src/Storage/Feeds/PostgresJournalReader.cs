using System.Globalization;

namespace RmsOrleans.Storage.Feeds;

/// <summary>
/// Transactions get their numbers before they commit, in any order. Below the lowest number that is still open, nothing can come any more.
/// </summary>
internal sealed class PostgresJournalReader(IDatabase database) : IJournalReader
{
    private const string Horizon = "pg_snapshot_xmin(pg_current_snapshot())";

    public Task<JournalPosition> End(CancellationToken cancellation) => database.Query(
        async connection => JournalPosition.EndOf(Number((await connection.One<string>($"select {Horizon}::text", null, cancellation))!) - 1), cancellation);

    public Task<JournalPage> Read(JournalPosition after, JournalPosition? upTo, JournalScope scope, int limit, CancellationToken cancellation)
    {
        string[] tables = scope.Entries ? ["journal_lines", "entry_lines"] : ["journal_lines"];
        var sql = $"""
            select l.transaction::text as Transaction, l.subject as Draft, l.line as Line, l.type as Type, l.at as At, d.authority as Authority
            from ({string.Join("\nunion all\n", tables.Select(table => Lines(table, upTo is not null, scope)))}) l left join drafts d on d.id = l.subject
            order by l.transaction, l.subject, l.line limit @limit
            """;
        var last = upTo ?? default;
        var parameters = new DynamicParameters(new
        {
            transaction = Text(after.Transaction),
            subject = after.Subject,
            line = after.Line,
            lastTransaction = Text(last.Transaction),
            lastSubject = last.Subject,
            lastLine = last.Line,
            draft = scope.Draft ?? default,
            authority = scope.Authority?.Value,
            limit,
        });
        return database.Query(
            async connection => JournalPage.Of([.. (await connection.List<Row>(sql, parameters, cancellation)).Select(row => row.Of())], after, limit), cancellation);
    }

    /// <summary>The first condition is the one that the index on the transaction alone can see.</summary>
    private static string Lines(string table, bool hasEnd, JournalScope scope) => $"""
        (select t.transaction, t.subject, t.line, t.type, t.at
        from {table} t{(scope.Authority is null ? "" : " join drafts o on o.id = t.subject")}
        where t.transaction >= @transaction::text::xid8 and (t.transaction, t.subject, t.line) > (@transaction::text::xid8, @subject, @line)
          and t.transaction < {Horizon}
          {(hasEnd ? "and (t.transaction, t.subject, t.line) <= (@lastTransaction::text::xid8, @lastSubject, @lastLine)" : "")}
          {(scope.Draft is null ? "" : "and t.subject = @draft")}
          {(scope.Authority is null ? "" : "and o.authority = @authority")}
        order by t.transaction, t.subject, t.line limit @limit)
        """;

    private static string Text(ulong transaction) => transaction.ToString(CultureInfo.InvariantCulture);

    private static ulong Number(string transaction) => ulong.Parse(transaction, CultureInfo.InvariantCulture);

    private sealed record Row(string Transaction, DraftId Draft, int Line, string Type, DateTimeOffset At, AuthorityCode? Authority)
    {
        public FeedLine Of() => new(new JournalPosition(Number(Transaction), Draft.Value, Line), Draft, Line, Type, At, Authority);
    }
}
