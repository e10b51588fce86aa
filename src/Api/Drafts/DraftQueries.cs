using Dapper;
using RmsOrleans.Grains.Actors;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Journal;
using RmsOrleans.Grains.Numbering;

namespace RmsOrleans.Api.Drafts;

/// <summary>One draft, read from the read model and the journal. No grain is woken.</summary>
internal sealed class DraftQueries(IReadDatabase database, Visibility visibility)
{
    /// <summary>The number of a draft's last line, whoever asks.</summary>
    public async Task<int?> LastLine(DraftId id, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.QuerySingleOrDefaultAsync<int?>(
            new CommandDefinition("select last_line from drafts where id = @id", new { id }, cancellationToken: cancellation));
    }

    /// <summary>Null if there is none, or if the caller may not know of it.</summary>
    public Task<DraftRow?> Find(DraftId id, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { id });
        return Find($"select {DraftRow.Columns} from drafts d where d.id = @id and {visibility.Condition(actor, parameters)}", parameters, cancellation);
    }

    /// <summary>The draft that bears a number; null as for <see cref="Find(DraftId, Actor, CancellationToken)"/>.</summary>
    public Task<DraftRow?> Find(RegistrationNumber number, Actor actor, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { number });
        return Find(
            $"""
            select {DraftRow.Columns}
            from registrations r join drafts d on d.id = r.subject
            where r.number = @number and {visibility.Condition(actor, parameters)}
            """,
            parameters,
            cancellation);
    }

    /// <summary>The draft whole, as its journal tells it up to the line that the answer's tag names.</summary>
    public async Task<Draft> Whole(DraftId id, int last, CancellationToken cancellation)
    {
        var lines = await Lines(id, last, cancellation);
        return DraftJournal.Fold(id, [.. lines.Select(line => new JournalLine(id.Value, line.Line, line.Type, line.At, line.Actor, line.Payload, line.Hash))])!;
    }

    /// <summary>Its lines in order, up to the one that the answer's tag names.</summary>
    public async Task<List<LineRow>> Lines(DraftId id, int last, CancellationToken cancellation)
    {
        const string sql =
            """
            select line as Line, type as Type, at as At, actor as Actor, payload as Payload, hash as Hash
            from journal_lines where subject = @id and line <= @last order by line
            """;

        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<LineRow>(new CommandDefinition(sql, new { id, last }, cancellationToken: cancellation))).AsList();
    }

    private async Task<DraftRow?> Find(string sql, DynamicParameters parameters, CancellationToken cancellation)
    {
        await using var connection = await database.Open(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DraftRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellation));
    }
}

/// <summary>A journal line as it is stored.</summary>
internal sealed class LineRow
{
    public int Line { get; set; }

    public string Type { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public byte[] Actor { get; set; } = [];

    public byte[] Payload { get; set; } = [];

    public byte[] Hash { get; set; } = [];
}
