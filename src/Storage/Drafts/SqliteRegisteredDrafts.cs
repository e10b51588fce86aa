using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Drafts;

/// <summary>Reads by a statement that stays prepared, on connections that stay open: preparing took longer than reading.</summary>
internal sealed class SqliteRegisteredDrafts(SqliteDatabase database) : IRegisteredDrafts, IDisposable
{
    private const string ByNumber = $"{RegisteredDraftRow.Query} where r.number = ?1";

    private readonly ConcurrentBag<Reader> idle = [];

    public ValueTask<RegisteredDraft?> Find(RegistrationNumber number)
    {
        Reader? reader = null;
        try
        {
            reader = idle.TryTake(out var kept) ? kept : new Reader(database.OpenReader());
            var draft = reader.Find(number);
            idle.Add(reader);
            reader = null;
            return ValueTask.FromResult(draft);
        }
        catch (SqliteException failure) when (failure.IsStorageUnavailable())
        {
            return ValueTask.FromException<RegisteredDraft?>(failure.AsStorageUnavailable());
        }
        finally
        {
            reader?.Dispose();
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var reader))
            reader.Dispose();
    }

    private sealed class Reader(SqliteConnection connection) : IDisposable
    {
        private readonly Statement byNumber = new(connection, ByNumber);

        public RegisteredDraft? Find(RegistrationNumber number)
        {
            byNumber.Bind(1, number.ToString()).TryRead(Row, out var draft);
            return draft;
        }

        public void Dispose()
        {
            byNumber.Dispose();
            connection.Dispose();
        }

        private static RegisteredDraft Row(Statement row) => new(
            new DraftId(row.Guid(0)),
            new AuthorityCode(row.Text(1)!),
            Enum.Parse<DraftStatus>(row.Text(2)!),
            (int)row.Integer(3),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Integer(4)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Integer(5)),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Integer(6)),
            row.Text(7),
            row.Integer(8) != 0,
            (int)row.Integer(9),
            row.Text(10)!);
    }
}
