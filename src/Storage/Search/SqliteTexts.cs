using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using RmsOrleans.Storage.Feeds;

namespace RmsOrleans.Storage.Search;

/// <summary>
/// FTS5 in a file of its own beside the database, so that the database's writer never waits for it. It can be made again from the journal at
/// any time, and is, when it does not belong to the journal that it lies beside.
/// </summary>
internal sealed class SqliteTexts(IDatabase database, DataFolder folder) : ITextStore, ITextIndex, IMarkIndex, IDisposable
{
    private const int PageSize = 500;

    /// <summary>A draft's key has the moment of its preparation before so many bits, which count the drafts of one moment.</summary>
    private const int CountBits = 20;

    /// <summary>Before an authority's code among the words; no word of a text has it.</summary>
    private const char OfAuthority = '§';

    private readonly string file = folder.File("search.db");
    private readonly Lock writing = new();
    private readonly SemaphoreSlim opening = new(1);
    private SqliteConnection? writer;
    private volatile bool isOpen;

    public async Task<JournalPosition?> Place(CancellationToken cancellation)
    {
        await Open(cancellation);
        return Stored().Position;
    }

    public async Task<bool> Write(JournalPosition from, JournalPosition to, IReadOnlyList<DraftText> texts, CancellationToken cancellation)
    {
        var hash = await HashAt(to, cancellation) ?? throw new InvalidOperationException("The journal has no line where it was just read.");
        lock (writing)
        {
            using var transaction = writer!.BeginTransaction();
            foreach (var text in texts)
                Put(writer, transaction, text);
            writer.Execute("update place set position = @position, hash = @hash", new { position = (long)to.Transaction, hash }, transaction);
            transaction.Commit();
        }
        return true;
    }

    public Task Release() => Task.CompletedTask;

    public async IAsyncEnumerable<IReadOnlyList<DraftId>> Find(
        TextQuery query, IReadOnlyList<AuthorityCode>? authorities, DateTimeOffset? from, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Open(cancellation);
        var match = Match(query, authorities);
        var before = from is { } latest ? Key(latest) + (1L << CountBits) : long.MaxValue;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield(); // a long search lets others run between its pages
            var page = Read(match, before, 0, PageSize);
            if (page.Count == PageSize)
                page.AddRange(Read(match, page[^1].Key, page[^1].Key >> CountBits << CountBits, int.MaxValue)); // the rest of the last moment
            yield return [.. page.Select(row => row.Draft)];
            if (page.Count < PageSize)
                yield break;
            before = page[^1].Key;
        }
    }

    public async Task<IReadOnlyList<DraftId>> Newest(TextQuery query, IReadOnlyList<AuthorityCode>? authorities, int limit, CancellationToken cancellation)
    {
        await Open(cancellation);
        return [.. Read(Match(query, authorities), long.MaxValue, 0, limit).Select(row => row.Draft)];
    }

    public async Task<IReadOnlyList<MarkedDraft>> Find(IReadOnlyList<string> marks, IReadOnlyList<AuthorityCode>? authorities, CancellationToken cancellation)
    {
        await Open(cancellation);
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        return SqliteMarks.Find(connection, marks, authorities);
    }

    public void Dispose()
    {
        Close();
        opening.Dispose();
    }

    private static string Match(TextQuery query, IReadOnlyList<AuthorityCode>? authorities)
    {
        var words = query.Words.Select(word => $"\"{word.Text}\"{(word.IsPrefix ? "*" : "")}");
        return authorities is null
            ? string.Join(" AND ", words)
            : $"{string.Join(" AND ", words)} AND ({string.Join(" OR ", authorities.Select(each => $"\"{OfAuthority}{each}\""))})";
    }

    private List<Row> Read(string match, long before, long notBefore, int limit)
    {
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        return connection.Query<Row>(
            """
            select t.key as Key, t.draft as Draft from words w cross join texts t on t.key = w.rowid
            where w.words match @match and w.rowid < @before and w.rowid >= @notBefore order by w.rowid desc limit @limit
            """,
            new { match, before, notBefore, limit }).AsList();
    }

    private static void Put(SqliteConnection connection, SqliteTransaction transaction, DraftText text)
    {
        var words = $"{OfAuthority}{text.Authority} {text.Words}";
        if (connection.QuerySingleOrDefault<long?>("select key from texts where draft = @Draft", new { text.Draft }, transaction) is not { } key)
        {
            var first = Key(text.PreparedAt);
            key = connection.ExecuteScalar<long>(
                "select coalesce(max(key) + 1, @first) from texts where key >= @first and key < @end", new { first, end = first + (1L << CountBits) }, transaction);
            connection.Execute("insert into texts (key, draft) values (@key, @Draft)", new { key, text.Draft }, transaction);
        }
        connection.Execute("insert or replace into words (rowid, text) values (@key, @words)", new { key, words }, transaction);
        SqliteMarks.Put(connection, transaction, key, text);
    }

    private static long Key(DateTimeOffset preparedAt) => preparedAt.ToUnixTimeMilliseconds() << CountBits;

    private (JournalPosition Position, byte[] Hash) Stored()
    {
        lock (writing)
        {
            var row = writer!.QuerySingle<(long Position, byte[] Hash)>("select position, hash from place");
            return (new JournalPosition((ulong)row.Position), row.Hash);
        }
    }

    private Task<byte[]?> HashAt(JournalPosition place, CancellationToken cancellation) => database.Query(
        connection => connection.One<byte[]>("select hash from journal_lines where position = @position", new { position = (long)place.Transaction }, cancellation),
        cancellation);

    /// <summary>Opens the file the first time, and begins a new one where it does not belong to this journal.</summary>
    private async Task Open(CancellationToken cancellation)
    {
        if (isOpen)
            return;
        await opening.WaitAsync(cancellation);
        try
        {
            if (isOpen)
                return;
            OpenWriter();
            var (place, hash) = Stored();
            if (place.Transaction > 0 && !(await HashAt(place, cancellation) is { } known && known.AsSpan().SequenceEqual(hash)))
            {
                Close();
                foreach (var part in (string[])["", "-wal", "-shm"])
                    File.Delete(file + part);
                OpenWriter();
            }
            isOpen = true;
        }
        finally
        {
            opening.Release();
        }
    }

    private void OpenWriter()
    {
        DataFolder.Open(file, FileShare.ReadWrite).Dispose(); // for its user alone
        var connection = Connect(SqliteOpenMode.ReadWriteCreate);
        connection.Execute("pragma journal_mode = wal; pragma synchronous = normal; pragma journal_size_limit = 16777216");
        connection.Execute(SchemaScript.Read("Schema/search.sqlite.sql"));
        if (connection.ExecuteScalar<int>("pragma user_version") != SearchWords.Edition)
        {
            // What is there is found until it is written anew.
            connection.Execute($"begin immediate; update place set position = 0, hash = x''; pragma user_version = {SearchWords.Edition}; commit");
        }
        writer = connection;
    }

    private SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = mode == SqliteOpenMode.ReadOnly,
        }.ToString());
        connection.Open();
        return connection;
    }

    private void Close()
    {
        if (File.Exists(file))
        {
            using var any = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString());
            SqliteConnection.ClearPool(any);
        }
        lock (writing)
        {
            writer?.Dispose(); // last, since only who can write carries the log into the file
            writer = null;
        }
    }

    private sealed record Row(long Key, DraftId Draft);
}
