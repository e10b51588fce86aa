using System.Runtime.CompilerServices;
using Dapper;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Storage.Sequences;

/// <summary>A sequence's row: how far it has come.</summary>
internal sealed class SequenceRow
{
    public string Key { get; set; } = "";

    public long LastSerial { get; set; }

    public DateTimeOffset LastAt { get; set; }

    public byte[] LastHash { get; set; } = [];

    /// <summary>Profile numbers and directory revisions, which no office has for itself.</summary>
    public bool IsOfTheCentre => Key == SequenceKey.Profiles.Value || Key == SequenceKey.Directory.Value;
}

/// <summary>The sequences and their registers.</summary>
internal sealed class SequenceQueries(IReadDatabase database)
{
    /// <summary>The revisions of the directory in the form of a register of numbers.</summary>
    private const string RevisionsAsRegister = """
        (select 'directory' as sequence, revision as serial, 'directory/' || revision as number, profile as subject, version, line_hash, at, hash
        from directory_entries) revisions
        """;

    private const int PageSize = 2_000;
    private const string Columns = "key as Key, last_serial as LastSerial, last_at as LastAt, last_hash as LastHash";

    /// <param name="only">One sequence; all if null.</param>
    public async Task<List<SequenceRow>> Find(string? only, CancellationToken cancellation)
    {
        var sql = $"select {Columns} from sequences {(only is null ? "" : "where key = @only")} order by key";
        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<SequenceRow>(new CommandDefinition(sql, new { only }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>The registrations of a sequence up to a serial, page by page: no statement runs long, and no more than a page is held.</summary>
    public async IAsyncEnumerable<RegisterEntry> Register(string key, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var register = key == SequenceKey.Directory.Value ? RevisionsAsRegister : "registrations";
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
            var page = (await connection.QueryAsync<EntryRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
            foreach (var row in page)
                yield return new RegisterEntry(row.Serial, row.Number, row.Subject.Value, row.Version, row.LineHash, row.At, row.Hash);
            if (page.Count < PageSize)
                yield break;
            (serial, number) = (page[^1].Serial, page[^1].Number);
        }
    }

    private sealed class EntryRow
    {
        public long Serial { get; set; }

        public string Number { get; set; } = "";

        public DraftId Subject { get; set; }

        public int Version { get; set; }

        public byte[] LineHash { get; set; } = [];

        public DateTimeOffset At { get; set; }

        public byte[] Hash { get; set; } = [];
    }
}
