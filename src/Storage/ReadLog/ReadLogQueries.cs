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

        return await database.List<ReadRow>(sql.ToString(), parameters, cancellation);
    }
}

/// <summary>Which readings a list shows; <paramref name="From"/> is included, <paramref name="Until"/> is not.</summary>
internal sealed record ReadLogFilter(DraftId? Draft, RegistrationNumber? Number, string? Reader, string? What, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>Where a page of the read log ended: the time in Unix milliseconds, and the row's place.</summary>
internal sealed record ReadLogPlace(long At, long Position);

/// <summary>A row of the read log.</summary>
internal sealed record ReadRow(
    long Position, DateTimeOffset At, string What, DraftId? Subject, RegistrationNumber? Number, string? Part, string Reader, string Name, AuthorityCode Authority,
    string? Unit, string Roles)
{
    /// <summary>All but its position, which the database gives.</summary>
    public const string Columns = "at, what, subject, number, part, reader, name, authority, unit, roles";
}
