using System.Collections.Immutable;
using RmsOrleans.Grains;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Silo.Storage.Sqlite;

/// <summary>The journal on SQLite. The writer's thread is the lock: between its reading and its writing nobody else writes.</summary>
internal sealed class SqliteJournal(
    SqliteDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock, ILogger<SqliteJournal> log) : IJournal
{
    private const string ReadLines = "select line, type, at, actor, payload, hash from journal_lines where subject = $id order by line";

    public Task<IReadOnlyList<JournalLine>> Read(DraftId draft, CancellationToken cancellation) => database.Query<IReadOnlyList<JournalLine>>(
        connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = ReadLines;
            command.AddId(draft);
            using var reader = command.ExecuteReader();
            var lines = new List<JournalLine>();
            while (reader.Read())
            {
                lines.Add(new JournalLine(
                    draft.Value,
                    reader.GetInt32(0),
                    reader.GetString(1),
                    DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)),
                    reader.GetFieldValue<byte[]>(3),
                    reader.GetFieldValue<byte[]>(4),
                    reader.GetFieldValue<byte[]>(5)));
            }
            return Task.FromResult<IReadOnlyList<JournalLine>>(lines);
        },
        cancellation);

    public Task<int> LastLine(DraftId draft, CancellationToken cancellation) => database.Query(
        connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "select last_line from drafts where id = $id";
            command.AddId(draft);
            return Task.FromResult((int)(long)(command.ExecuteScalar() ?? 0L));
        },
        cancellation);

    public Task<bool> Append(DraftAppend append, CancellationToken cancellation) => database.Write(
        session =>
        {
            if (session.Journal.LastLine(append.Head.Id) != append.DecidedOn)
                return false;

            session.Journal.Write(append.DecidedOn, append.Lines, append.Head);
            return true;
        },
        cancellation);

    public Task<ImmutableArray<RegistrationAnswer>> Register(
        SequenceKey sequence,
        ImmutableArray<RegistrationRequest> batch,
        Func<SequenceHead, ImmutableArray<RegistrationRequest>, DateTimeOffset, NumberedBatch> number,
        CancellationToken cancellation) =>
        database.Write(session => new SqliteRegistering(session, sequence, number, clock.GetUtcNow(), log).Register(batch), cancellation);
}
