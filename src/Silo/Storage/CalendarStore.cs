using System.Collections.Immutable;
using System.Text.Json;
using Dapper;
using RmsOrleans.Grains.Deadlines;

namespace RmsOrleans.Silo.Storage;

/// <summary>Loads of the production calendar; the same text for both databases.</summary>
internal sealed class CalendarStore(IDatabase database) : ICalendarStore
{
    private const string ReadRevision = "select coalesce(max(revision), 0) from calendar_loads";

    private const string ReadAfter = """
        select revision as Revision, year as Year, days as Days, loaded_at as LoadedAt, subject as Subject, name as Name
        from calendar_loads where revision > @revision order by revision
        """;

    private const string Insert = """
        insert into calendar_loads (revision, year, days, loaded_at, subject, name)
        select @revision, @year, @days, @at, @subject, @name where @revision = (select coalesce(max(revision), 0) + 1 from calendar_loads)
        on conflict (revision) do nothing
        """;

    public Task<long> Revision(CancellationToken cancellation) =>
        database.Query(connection => connection.ExecuteScalarAsync<long>(new CommandDefinition(ReadRevision, cancellationToken: cancellation)), cancellation);

    public Task<ImmutableArray<CalendarLoad>> LoadsAfter(long revision, CancellationToken cancellation) => database.Query(
        async connection =>
        {
            var rows = await connection.QueryAsync<Row>(new CommandDefinition(ReadAfter, new { revision }, cancellationToken: cancellation));
            return rows.Select(row => row.ToLoad()).ToImmutableArray();
        },
        cancellation);

    public Task<bool> Write(CalendarLoad load, CancellationToken cancellation) => database.Run(
        async (connection, cancellation) =>
        {
            var row = new
            {
                revision = load.Revision,
                year = load.Year.Year,
                days = JsonSerializer.Serialize(load.Year.Days, CalendarJson.Default.ImmutableArrayCalendarDay),
                at = load.At,
                subject = load.Subject,
                name = load.Name,
            };
            return await connection.ExecuteAsync(new CommandDefinition(Insert, row, cancellationToken: cancellation)) > 0;
        },
        cancellation);

    private sealed class Row
    {
        public long Revision { get; init; }
        public int Year { get; init; }
        public string Days { get; init; } = "";
        public DateTimeOffset LoadedAt { get; init; }
        public string Subject { get; init; } = "";
        public string Name { get; init; } = "";

        public CalendarLoad ToLoad() => new(
            Revision, new CalendarYear(Year, JsonSerializer.Deserialize(Days, CalendarJson.Default.ImmutableArrayCalendarDay)), LoadedAt, Subject, Name);
    }
}
