using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace RmsOrleans.Storage.Databases.Sqlite;

internal static class SqliteFailures
{
    /// <summary>The disk or a lock is the trouble, not what was to be written; nothing of the transaction can be counted on.</summary>
    public static bool IsStorageUnavailable(this Exception exception) => exception is StorageUnavailableException or SqliteException
    {
        SqliteErrorCode: SQLITE_FULL or SQLITE_IOERR or SQLITE_BUSY or SQLITE_LOCKED or SQLITE_NOMEM or SQLITE_READONLY or SQLITE_INTERRUPT
            or SQLITE_CANTOPEN or SQLITE_CORRUPT or SQLITE_NOTADB or SQLITE_PROTOCOL,
    };

    /// <summary>Why nothing can be written, for everybody to read; null if the next attempt may well succeed.</summary>
    public static Phrase? WhyNotWritten(this Exception exception) => exception is SqliteException failure
        ? failure.SqliteErrorCode switch
        {
            SQLITE_FULL => new("The disk is full.", "Диск переполнен."),
            SQLITE_IOERR or SQLITE_CANTOPEN => new("The disk does not take what is written.", "Диск не принимает записываемые данные."),
            SQLITE_READONLY => new("The program may not write to its data folder.", "У программы нет права записи в её папку данных."),
            SQLITE_BUSY or SQLITE_LOCKED or SQLITE_PROTOCOL => new("Another program holds the lock of the database file.", "Файл базы данных заблокирован другой программой."),
            SQLITE_CORRUPT or SQLITE_NOTADB => new("The database file is damaged.", "Файл базы данных повреждён."),
            _ => null,
        }
        : null;

    public static StorageUnavailableException AsStorageUnavailable(this Exception exception, FailedWrite? write = null) =>
        exception as StorageUnavailableException ?? new StorageUnavailableException("SQLite could not read or write its files.", exception) { Write = write };
}
