using System.Runtime.CompilerServices;
using RmsOrleans.Storage.Drafts;

namespace RmsOrleans.Storage.Sequences;

/// <summary>The sequences and their registers.</summary>
internal sealed class SequenceQueries(IReadDatabase database)
{
    /// <summary>The revisions of the directory in the form of a register of numbers.</summary>
    private const string RevisionsAsRegister = """
        (select 'directory' as sequence, revision as serial, 'directory/' || revision as number, profile as subject, version, line_hash, at, hash
        from directory_entries) revisions
        """;

    private const int PageSize = 2_000;

    /// <param name="only">One sequence; all if null.</param>
    public async Task<List<SequenceHead>> Find(string? only, CancellationToken cancellation)
    {
        var sql = $"{JournalTables.SequenceRows.Query} {(only is null ? "" : "where key = @only")} order by key";
        return await database.List<SequenceHead>(sql, new { only }, cancellation);
    }

    /// <summary>The registrations of a sequence up to a serial, page by page: no statement runs long, and no more than a page is held.</summary>
    public async IAsyncEnumerable<RegisterEntry> Register(SequenceKey key, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var register = key == SequenceKey.Directory ? RevisionsAsRegister : "registrations";
        var sql =
            $"""
            select serial as Serial, number as Number, subject as Subject, version as Version, line_hash as LineHash, at as At, hash as Hash
            from {register}
            where sequence = @key and (serial, number) > (@serial, @number) and serial <= @upTo
            order by serial, number
            limit @limit
            """;

        await using var connection = await database.Open(cancellation);
        var (serial, number) = (0L, "");
        while (true)
        {
            var parameters = new { key, serial, number, upTo, limit = PageSize };
            var page = await connection.List<RegisterEntry>(sql, parameters, cancellation);
            foreach (var entry in page)
                yield return entry;
            if (page.Count < PageSize)
                yield break;
            (serial, number) = (page[^1].Serial, page[^1].Number);
        }
    }
}
