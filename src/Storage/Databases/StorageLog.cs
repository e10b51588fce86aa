namespace RmsOrleans.Storage.Databases;

/// <summary>Log events of the storage, with stable ids. None carries content or a person's name.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(2001, LogLevel.Error, "SQLite could not commit; {Works} works were turned away and nothing of them was written.")]
    public static partial void SqliteFailed(ILogger log, Exception exception, int works);

    [LoggerMessage(2002, LogLevel.Error, "SQLite could not roll back; the connection is opened anew.")]
    public static partial void SqliteReopens(ILogger log, Exception exception);

    [LoggerMessage(2003, LogLevel.Error, "Sequence {Sequence}: draft {Draft} could not be registered.")]
    public static partial void MemberFailed(ILogger log, Exception exception, SequenceKey sequence, DraftId draft);

    [LoggerMessage(2005, LogLevel.Warning, "{Appends} drafts could not be appended to together; each goes alone now, and the bad one fails alone.")]
    public static partial void AppendedApart(ILogger log, Exception exception, int appends);

    [LoggerMessage(2101, LogLevel.Error, "Directory: profile {Profile} could not be published.")]
    public static partial void ChangeFailed(ILogger log, Exception exception, ProfileId profile);

    [LoggerMessage(2004, LogLevel.Warning, "SQLite's log could not be carried into the database file: {Reason}. It grows until that succeeds.")]
    public static partial void SqliteCheckpointFailed(ILogger log, Exception? exception, string reason);
}
