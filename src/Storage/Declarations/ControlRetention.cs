using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using RmsOrleans.Grains.Kernel.Terms;

namespace RmsOrleans.Storage.Declarations;

/// <summary>
/// Ends journals of control that are older than is kept, by whole months: some at a time have their ends written down, chained to those before, and go in the same transaction with their rows,
/// hits and records of checks. What waits for somebody stays. Records of checks that found nothing go with their month, in the same way.
/// </summary>
internal sealed class ControlRetention(IDatabase database, IOptions<DeclarationSettings> settings, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>Journals that end in one transaction, so that nobody waits for long.</summary>
    private const int JournalsAtOnce = 500;

    private const int ChecksAtOnce = 5_000;

    /// <summary>Checks of declarations wait for the same lock, so few statements are sent while it is held.</summary>
    private const int InOneStatement = 500;

    private const string Ending =
        "c.undecided = 0 and c.open_measures = 0 and c.changed_at < @until and not exists (select 1 from checks k where k.number = c.number and k.at >= @until)";

    /// <summary>No part of a journal. The day of the first check is what there is an index on.</summary>
    private const string Alone = "k.selection_day <= @day and k.at < @until and not exists (select 1 from controls c where c.number = k.number)";

    private const string Oldest = $"""
        select min(o.at) from (select min(c.changed_at) as at from controls c where {Ending} union all select min(k.at) as at from checks k where {Alone}) o
        """;

    private static readonly string some = $"""
        select c.id as Subject, c.number as Number, c.last_line as Lines, c.last_hash as LastHash from controls c where {Ending} order by c.id limit {JournalsAtOnce}
        """;

    private static readonly string someChecks = $"select k.number as Number, k.version as Version, k.moment as Moment from checks k where {Alone} limit {ChecksAtOnce}";

    /// <returns>What has ended.</returns>
    public async Task<EndedControls> End(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var first = FirstOf(now).AddYears(-settings.Value.JournalYears);
        var ended = new EndedControls(0, 0);
        if (await database.One<long?>(Oldest, new { until = MoscowDays.StartOf(first), day = first }, cancellation) is not { } oldest)
            return ended;
        for (var month = FirstOf(DateTimeOffset.FromUnixTimeMilliseconds(oldest)); month < first; month = month.AddMonths(1))
        {
            foreach (var step in (Func<DbConnection, DateOnly, DateTimeOffset, Task<EndedControls>>[])[EndSome, RemoveChecks])
            {
                while (await database.Run((connection, _) => step(connection, month, now), cancellation) is { IsNothing: false } more)
                {
                    ended += more;
                    cancellation.ThrowIfCancellationRequested();
                }
            }
        }
        return ended;
    }

    private async Task<EndedControls> EndSome(DbConnection connection, DateOnly month, DateTimeOffset now)
    {
        await DeclarationStore.Lock(connection); // of several nodes one does it
        var ends = (await connection.QueryAsync<ControlEnd>($"{some}{(connection is NpgsqlConnection ? " for update of c" : "")}", new { until = EndOf(month) })).ToList();
        if (ends.Count == 0)
            return new(0, 0);
        var numbers = new DynamicParameters();
        var theirs = $"where number in ({numbers.OneByOne("number", ends.ConvertAll(end => end.Number))})";
        var checks = await connection.ExecuteScalarAsync<long>($"select count(*) from checks {theirs}", numbers);
        var id = await Tell(connection, month, ends, checks, now);
        const string ended = "in (select subject from control_ends where removal = @id)";
        await connection.ExecuteAsync($"delete from controls where id {ended}", new { id });
        await connection.ExecuteAsync($"delete from control_lines where subject {ended}", new { id });
        await connection.ExecuteAsync($"delete from control_hits where subject {ended}", new { id });
        await connection.ExecuteAsync($"delete from checks {theirs}", numbers);
        return new(ends.Count, checks);
    }

    /// <summary>Of checks that found nothing.</summary>
    private async Task<EndedControls> RemoveChecks(DbConnection connection, DateOnly month, DateTimeOffset now)
    {
        await DeclarationStore.Lock(connection);
        var going = (await connection.QueryAsync<GoingCheck>(someChecks, new { until = EndOf(month), day = month.AddMonths(1) })).ToList();
        if (going.Count == 0)
            return new(0, 0);
        await Tell(connection, month, [], going.Count, now);
        foreach (var some in going.Chunk(InOneStatement))
        {
            var parameters = new DynamicParameters();
            await connection.ExecuteAsync(
                $"delete from checks where (number, version, moment) in (values {parameters.Rows(some, check => [check.Number, check.Version, check.Moment])})", parameters);
        }
        return new(0, going.Count);
    }

    /// <returns>The id of the removal.</returns>
    private async Task<long> Tell(DbConnection connection, DateOnly month, IReadOnlyList<ControlEnd> ends, long checks, DateTimeOffset now)
    {
        var last = await connection.QueryFirstOrDefaultAsync<ControlRemoval>($"{ControlRemoval.Query} order by id desc limit 1");
        var next = new ControlRemoval
        {
            Id = (last?.Id ?? 0) + 1,
            Month = DeclarationRow.MonthOf(month),
            UntilAt = EndOf(month),
            Controls = ends.Count,
            Lines = ends.Sum(end => end.Lines),
            Checks = checks,
            KeptYears = settings.Value.JournalYears,
            RemovedAt = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
        };
        await connection.ExecuteAsync(ControlRemoval.Insert, next with { Hash = next.HashAfter(last?.Hash, ends) });
        foreach (var some in ends.Chunk(InOneStatement))
        {
            var parameters = new DynamicParameters(new { next.Id });
            await connection.ExecuteAsync(
                $"insert into control_ends (removal, subject, lines, last_hash) values {parameters.Rows(some, end => [end.Subject, end.Lines, end.LastHash], "@Id, ")}", parameters);
        }
        return next.Id;
    }

    /// <summary>The first day of the month in Moscow.</summary>
    internal static DateOnly FirstOf(DateTimeOffset moment) => MoscowDays.Of(moment) switch { var day => new(day.Year, day.Month, 1) };

    internal static DateTimeOffset EndOf(DateOnly month) => MoscowDays.StartOf(month.AddMonths(1));

    private sealed class GoingCheck
    {
        public string Number { get; init; } = "";

        public long Version { get; init; }

        public string Moment { get; init; } = "";
    }
}

/// <param name="Journals">That ended.</param>
/// <param name="Checks">Whose records were removed.</param>
internal sealed record EndedControls(long Journals, long Checks)
{
    public bool IsNothing => Journals == 0 && Checks == 0;

    public static EndedControls operator +(EndedControls one, EndedControls other) => new(one.Journals + other.Journals, one.Checks + other.Checks);
}

/// <summary>Journals of a month that ended together, as a row of <c>control_removals</c>.</summary>
internal sealed record ControlRemoval
{
    public const string Query = """
        select id as Id, month as Month, until_at as UntilAt, controls as Controls, lines as Lines, checks as Checks, kept_years as KeptYears, removed_at as RemovedAt, hash as Hash from control_removals
        """;

    public const string Insert = """
        insert into control_removals (id, month, until_at, controls, lines, checks, kept_years, removed_at, hash)
        values (@Id, @Month, @UntilAt, @Controls, @Lines, @Checks, @KeptYears, @RemovedAt, @Hash)
        """;

    public long Id { get; init; }

    public long Month { get; init; }

    /// <summary>The end of the month in Moscow: nothing that went was of later.</summary>
    public DateTimeOffset UntilAt { get; init; }

    public long Controls { get; init; }

    public long Lines { get; init; }

    public long Checks { get; init; }

    public long KeptYears { get; init; }

    public DateTimeOffset RemovedAt { get; init; }

    public byte[] Hash { get; init; } = [];

    /// <summary>What it must hash to: the row, the ends in the order of their controls, and the hash of the row before.</summary>
    public byte[] HashAfter(byte[]? before, IEnumerable<ControlEnd> ends)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before ?? new byte[SHA256.HashSizeInBytes]);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{Id} {Month} {UntilAt.ToUnixTimeMilliseconds()} {Controls} {Lines} {Checks} {KeptYears} {RemovedAt.ToUnixTimeMilliseconds()}\n")));
        Span<byte> number = stackalloc byte[sizeof(int)];
        foreach (var end in ends.OrderBy(end => end.Subject.ToString(), StringComparer.Ordinal))
        {
            hash.AppendData(end.Subject.ToByteArray(bigEndian: true));
            BinaryPrimitives.WriteInt32BigEndian(number, (int)end.Lines);
            hash.AppendData(number);
            hash.AppendData(end.LastHash);
        }
        return hash.GetHashAndReset();
    }
}

/// <summary>What remains of a journal: how many lines it had, and the hash of the last, which follows from all of them.</summary>
internal sealed class ControlEnd
{
    public Guid Subject { get; init; }

    /// <summary>Of the declaration; known only when it ends.</summary>
    public string Number { get; init; } = "";

    public long Lines { get; init; }

    public byte[] LastHash { get; init; } = [];
}
