using System.Text;

namespace RmsOrleans.Storage.ReadLog;

/// <summary>The read log, newest first; each filter has an index that goes on in that order.</summary>
internal sealed class ReadLogQueries(IReadDatabase database)
{
    /// <summary>One row more than <paramref name="limit"/> if there is a next page.</summary>
    public async Task<List<ReadRow>> Page(ReadLogFilter filter, ReadLogPlace? after, int limit, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(new { limit = limit + 1 });
        var sql = new StringBuilder($"select position, {ReadRow.Columns} from read_log where 1 = 1");

        sql.And(parameters, "subject = @draft", "draft", filter.Draft);
        sql.And(parameters, "number = @number", "number", filter.Number);
        sql.And(parameters, "reader = @reader", "reader", filter.Reader);
        sql.And(parameters, "what = @what", "what", filter.What);
        sql.And(parameters, "at >= @from", "from", filter.From);
        sql.And(parameters, "at < @until", "until", filter.Until);
        sql.And(parameters, "(at, position) < (@afterAt, @afterPosition)", "afterAt", after?.At);
        parameters.Add("afterPosition", after?.Position);
        sql.Append(" order by at desc, position desc limit @limit");

        await using var connection = await database.Open(cancellation);
        return (await connection.QueryAsync<ReadRow>(new CommandDefinition(sql.ToString(), parameters, cancellationToken: cancellation))).AsList();
    }
}

/// <summary>Which readings a list shows; <paramref name="From"/> is included, <paramref name="Until"/> is not.</summary>
internal sealed record ReadLogFilter(DraftId? Draft, RegistrationNumber? Number, string? Reader, string? What, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>Where a page of the read log ended: the time in Unix milliseconds, and the row's place.</summary>
internal sealed record ReadLogPlace(long At, long Position);

/// <summary>A row of the read log.</summary>
internal sealed class ReadRow
{
    /// <summary>All but its position, which the database gives.</summary>
    public const string Columns = "at, what, subject, number, part, reader, name, authority, unit, roles";

    public long Position { get; set; }

    public DateTimeOffset At { get; set; }

    public string What { get; set; } = "";

    public DraftId? Subject { get; set; }

    public RegistrationNumber? Number { get; set; }

    public string? Part { get; set; }

    public string Reader { get; set; } = "";

    public string Name { get; set; } = "";

    public AuthorityCode Authority { get; set; }

    public string? Unit { get; set; }

    public string Roles { get; set; } = "";
}
