using System.Data.Common;
using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Verification;

/// <summary>A noun whose events stand in lines of its own: the chain of each journal, and each row against the fold of its lines. It holds one page in memory.</summary>
/// <param name="one">What findings call one of them, before its id.</param>
internal abstract class JournaledCheck<THead>(IReadDatabase database, JournaledRows<THead> rows, string one) : IJournaledCheck where THead : class
{
    protected long Count { get; private set; }

    /// <summary>How many there are, in words.</summary>
    protected abstract FormattableString Counted { get; }

    public string Summary => Count == 0 ? "" : $", {FormattableString.Invariant(Counted)}";

    public async IAsyncEnumerable<Finding> Check([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        await foreach (var finding in CheckBefore(connection, cancellation))
            yield return finding;
        await foreach (var page in rows.Pages(connection, cancellation))
        {
            await ReadBeside(connection, page, cancellation);
            foreach (var (row, journal) in page.Rows)
            {
                var where = $"{one} {row.Id("id")}";
                foreach (var finding in JournaledPages.Check(where, rows.Heads.Table, journal, () => AgainstFold(where, row, journal)))
                    yield return finding;
            }
            Count += page.Rows.Length;
        }
    }

    /// <summary>What is looked at before the rows.</summary>
    protected virtual IAsyncEnumerable<Finding> CheckBefore(DbConnection connection, CancellationToken cancellation) => AsyncEnumerable.Empty<Finding>();

    /// <summary>Reads what else there is of the rows of a page.</summary>
    protected virtual Task ReadBeside(DbConnection connection, JournaledPage page, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Compares what is stored with the fold of the lines; it may fail where they cannot be read.</summary>
    protected abstract IEnumerable<Finding> AgainstFold(string where, StoredRow row, JournalLine[] journal);
}

internal interface IJournaledCheck
{
    /// <summary>Nothing where there are none.</summary>
    string Summary { get; }

    IAsyncEnumerable<Finding> Check(CancellationToken cancellation);
}
