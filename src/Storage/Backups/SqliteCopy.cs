using Microsoft.Data.Sqlite;
using RmsOrleans.Storage.Verification;
using static SQLitePCL.raw;

namespace RmsOrleans.Storage.Backups;

/// <summary>SQLite's online backup: the whole file as it stands at one moment, also while a program writes.</summary>
internal static class SqliteCopy
{
    private const int PagesAtOnce = 512;

    /// <summary>Fills an empty file, which then needs no other file beside it.</summary>
    /// <exception cref="SqliteException">A file could not be read or written, or the copy is not sound page by page.</exception>
    public static void Make(string from, string to, IProgressDisplay progress, CancellationToken cancellation)
    {
        using var target = Open(to, SqliteOpenMode.ReadWrite);
        using (var source = Open(from, SqliteOpenMode.ReadOnly))
        {
            // As long as this transaction reads, what others write does not make the copy begin anew.
            source.Execute("begin deferred");
            source.ExecuteScalar("select count(*) from sqlite_master");
            Copy(source, target, progress, cancellation);
        }
        target.ExecuteScalar("pragma journal_mode = delete");
        if (target.ExecuteScalar<string>("pragma integrity_check(1)") is var sound and not "ok")
            throw new SqliteException($"{to} is not a sound database: {sound}", SQLITE_CORRUPT);
    }

    private static void Copy(SqliteConnection source, SqliteConnection target, IProgressDisplay progress, CancellationToken cancellation)
    {
        using var copying = sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        if (copying.IsInvalid)
            throw new SqliteException(sqlite3_errmsg(target.Handle).utf8_to_string(), sqlite3_errcode(target.Handle));

        IProgress<long>? shown = null;
        var (code, remaining) = (SQLITE_OK, 0);
        while (code == SQLITE_OK)
        {
            cancellation.ThrowIfCancellationRequested();
            code = sqlite3_backup_step(copying, PagesAtOnce);
            shown ??= progress.Begin("Pages", remaining = sqlite3_backup_pagecount(copying));
            shown.Report(remaining - (remaining = sqlite3_backup_remaining(copying)));
        }
        if (code != SQLITE_DONE)
            throw new SqliteException(sqlite3_errstr(code).utf8_to_string(), code);
    }

    public static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
