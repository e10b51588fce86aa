using Npgsql;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Kernel.Journal;
using RmsOrleans.Grains.Kernel.Numbering;

namespace RmsOrleans.Storage.Drafts;

/// <summary>Rows as the arrays that <see cref="JournalSql"/> takes, one for each column in its order.</summary>
internal static class JournalParameters
{
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    public static void AddSequence(this NpgsqlParameterCollection parameters, SequenceHead sequence)
    {
        parameters.Add(new NpgsqlParameter<string> { TypedValue = sequence.Key.Value });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence.LastSerial });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = sequence.LastAt.ToUnixTimeMilliseconds() });
        parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = sequence.LastHash });
    }

    public static void AddLines(this NpgsqlParameterCollection parameters, List<JournalLine> lines)
    {
        parameters.AddColumn(lines, line => line.Subject);
        parameters.AddColumn(lines, line => line.Line);
        parameters.AddColumn(lines, line => line.Type);
        parameters.AddColumn(lines, line => line.At.ToUnixTimeMilliseconds());
        parameters.AddColumn(lines, line => line.Actor);
        parameters.AddColumn(lines, line => line.Payload);
        parameters.AddColumn(lines, line => line.Hash);
    }

    public static void AddRegistrations(this NpgsqlParameterCollection parameters, List<RegistrationRow> rows)
    {
        parameters.AddColumn(rows, row => row.Sequence.Value);
        parameters.AddColumn(rows, row => row.Serial);
        parameters.AddColumn(rows, row => row.Number);
        parameters.AddColumn(rows, row => row.Subject);
        parameters.AddColumn(rows, row => row.Version);
        parameters.AddColumn(rows, row => row.LineHash);
        parameters.AddColumn(rows, row => row.At.ToUnixTimeMilliseconds());
        parameters.AddColumn(rows, row => row.Hash);
    }

    public static void AddHeads(this NpgsqlParameterCollection parameters, List<DraftHead> heads)
    {
        parameters.AddColumn(heads, head => head.Id.Value);
        parameters.AddColumn(heads, head => head.Authority.Value);
        parameters.AddColumn(heads, head => head.PreparedAt.ToUnixTimeMilliseconds());
        parameters.AddColumn(heads, head => head.Kind.ToString());
        parameters.AddColumn(heads, head => head.Status.ToString());
        parameters.AddColumn(heads, head => head.Version);
        parameters.AddColumn(heads, head => head.Number?.ToString());
        parameters.AddColumn(heads, head => head.Number?.Sequence.Value);
        parameters.AddColumn(heads, head => head.Number?.Serial);
        parameters.AddColumn(heads, head => head.Title);
        parameters.AddColumn(heads, head => head.Territory.ToString());
        parameters.AddColumn(heads, head => head.Mode.ToString());
        parameters.AddColumn(heads, head => head.Paperwork);
        parameters.AddColumn(heads, head => head.ChangedAt.ToUnixTimeMilliseconds());
        parameters.AddColumn(heads, head => head.RegisteredAt?.ToUnixTimeMilliseconds());
        parameters.AddColumn(heads, head => head.Deadline?.DueAt.ToUnixTimeMilliseconds());
        parameters.AddColumn(heads, head => head.Deadline?.Kind.ToString());
        parameters.AddColumn(heads, DraftColumns.Deadline);
        parameters.AddColumn(heads, head => head.Deadline?.Responsible.Value);
        parameters.AddColumn(heads, head => head.Deadline?.CalendarRevision);
        parameters.AddColumn(heads, head => head.ContentLine);
        parameters.AddColumn(heads, head => head.Line);
        parameters.AddColumn(heads, head => head.LineHash);
    }

    /// <summary>What a draft cannot have with its first lines.</summary>
    public static void AddLater(this NpgsqlParameterCollection parameters, List<DraftHead> heads)
    {
        parameters.AddColumn(heads, head => head.Executor?.Subject);
        parameters.AddColumn(heads, head => head.Executor?.Name);
        parameters.AddColumn(heads, head => head.ResponsibleUnit);
        parameters.AddColumn(heads, head => head.DeadlineIsMissed);
        parameters.AddColumn(heads, head => head.Overdue);
    }

    public static void AddColumn<TRow, TValue>(this NpgsqlParameterCollection parameters, List<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = column });
    }
}
