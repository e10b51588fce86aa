using System.Data.Common;
using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Verification;

/// <summary>The rows of a noun with the journals of their lines, a page at a time in the order of their ids.</summary>
internal static class JournaledPages
{
    private const int PageSize = 200;

    public static async IAsyncEnumerable<JournaledPage> Pages<THead>(this JournaledRows<THead> noun, DbConnection connection, [EnumeratorCancellation] CancellationToken cancellation)
        where THead : class
    {
        for (var after = Guid.Empty; ;)
        {
            var rows = await StoredRows(connection, $"select {noun.Heads.Columns} from {noun.Heads.Table} where id > @after order by id limit @most", new { after, most = PageSize }, cancellation);
            if (rows.Count == 0)
                yield break;

            var upTo = rows[^1].Id("id");
            // Lines come after rows, and both in one transaction: what was added since is passed over.
            var journals = (await connection.List<JournalLine>(
                $"{noun.Lines.Query} where l.subject > @after and l.subject <= @upTo order by l.subject, l.line", new { after, upTo }, cancellation)).ToLookup(line => line.Subject);
            yield return new(after, upTo, [.. rows.Select(row => (row, journals[row.Id("id")].Where(line => line.Line <= row.Number("last_line")).ToArray()))]);
            after = upTo;
        }
    }

    public static async Task<List<StoredRow>> StoredRows(DbConnection connection, string sql, object parameters, CancellationToken cancellation) =>
        (await connection.QueryAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).Select(row => new StoredRow((IDictionary<string, object?>)row)).ToList();

    /// <summary>What is wrong with a journal, and with what the fold of it says.</summary>
    /// <param name="table">That has the row.</param>
    /// <param name="againstFold">Compares what is stored with the fold of the lines; it may fail where they cannot be read.</param>
    public static List<Finding> Check(string where, string table, IReadOnlyList<JournalLine> journal, Func<IEnumerable<Finding>> againstFold)
    {
        if (journal.Count == 0)
            return [new(where, $"it has a row in {table}, but no line in its journal")];

        var findings = JournalCheck.Check(where, journal).ToList();
        try
        {
            findings.AddRange(againstFold());
        }
        catch (Exception failure) when (FoldFailures.IsOne(failure))
        {
            findings.Add(new(where, $"its journal cannot be read: {failure.Message}"));
        }
        return findings;
    }

    public static IEnumerable<Finding> Differences(this StoredRow row, string where, IEnumerable<(string Column, object? Value)> expected) =>
        row.Differences(expected).Select(difference => new Finding(where, $"column {difference}"));
}

/// <param name="After">Behind this id they begin.</param>
/// <param name="UpTo">With this id they end.</param>
internal sealed record JournaledPage(Guid After, Guid UpTo, ImmutableArray<(StoredRow Row, JournalLine[] Journal)> Rows);
