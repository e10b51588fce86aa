using System.Data.Common;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;
using RmsOrleans.Declarations.Loading;
using RmsOrleans.Declarations.Reading;
using RmsOrleans.Declarations.Reading.Files;
using RmsOrleans.Storage.Databases.Rows;
using RmsOrleans.Storage.Databases.Sqlite;

namespace RmsOrleans.Storage.Declarations;

/// <summary>
/// Loads of declarations, batch by batch, each in one transaction. All that changes the data is done under one lock, its revision, so what a batch does follows from what is stored;
/// and what was answered is there, whatever comes.
/// </summary>
internal sealed class DeclarationStore(IDatabase database, [FromKeyedServices(Clocks.Domain)] TimeProvider clock)
{
    /// <summary>So many faults of a load are kept; the others are only counted.</summary>
    public const int MostFaults = 10_000;

    private const string Insert = """
        insert into declaration_loads (id, kind, source, format, mapping, state, lines, taken, unchanged, refused, conflicts, stale, begun_at, touched_at, ended_at, subject, name, authority)
        select coalesce(max(id), 0) + 1, @Kind, @Source, @Format, @Mapping, @State, 0, 0, 0, 0, 0, 0, @Now, @Now, @Ended, @Subject, @Name, @Authority from declaration_loads
        returning id
        """;

    private const string Count = """
        update declaration_loads set lines = lines + @Lines, taken = taken + @Taken, unchanged = unchanged + @Unchanged, refused = refused + @Refused,
          conflicts = conflicts + @Conflicts, stale = stale + @Stale, touched_at = @now,
          period_from = case when cast(@from as text) is null or period_from < @from then period_from else @from end,
          period_to = case when cast(@to as text) is null or period_to > @to then period_to else @to end
        where id = @load
        """;

    private const string Finish = """
        update declaration_loads set state = @state, sha256 = @sha256, failure = @failure, detail = @detail, ended_at = @now, touched_at = @now,
          revision = (select revision from declaration_data)
        where id = @load and state = 'Running'
        """;

    private const string Cover = """
        on conflict (month, authority) do update
        set declarations = declaration_coverage.declarations + excluded.declarations, items = declaration_coverage.items + excluded.items, changed_at = excluded.changed_at
        """;

    /// <returns>The number of the load.</returns>
    public Task<long> Begin(BegunLoad load, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            await Lock(connection);
            return await Begin(connection, load, LoadState.Running);
        },
        cancellation);

    /// <returns>What became of the lines; null if the load has been ended by another, and nothing is written.</returns>
    public Task<LoadCounts?> Write(LoadBatch batch, CancellationToken cancellation) => database.Run<LoadCounts?>(
        async (connection, _) =>
        {
            var revision = await Lock(connection) + 1;
            if (await connection.ExecuteScalarAsync<string>("select state from declaration_loads where id = @Load", new { batch.Load }) != nameof(LoadState.Running))
                return null;
            var settled = new SettledBatch(batch, await Read(connection, batch), revision);
            await Write(connection, batch.Load, settled, revision);
            return settled.Counts;
        },
        cancellation);

    /// <summary>A load that others count up with what they bring: it is done whenever one looks.</summary>
    /// <param name="connection">In a transaction that has the lock.</param>
    public Task<long> BeginDone(DbConnection connection, BegunLoad load) => Begin(connection, load, LoadState.Done);

    /// <summary>Takes what comes with something else, in its transaction, which has the lock.</summary>
    /// <param name="revision">Of the data, as it is locked at.</param>
    /// <returns>What became of the lines; those with a fault are not stored.</returns>
    public async Task<SettledBatch> Take(DbConnection connection, LoadBatch batch, long revision)
    {
        var settled = new SettledBatch(batch, await Read(connection, batch), revision + 1);
        await Write(connection, batch.Load, settled, revision + 1);
        await connection.ExecuteAsync("update declaration_loads set ended_at = touched_at, revision = (select revision from declaration_data) where id = @Load", new { batch.Load });
        return settled;
    }

    /// <summary>What would become of the lines if they were loaded now; lines of another batch of the same file are not known.</summary>
    public Task<SettledBatch> Try(LoadBatch batch, CancellationToken cancellation) => database.Query(
        async connection => new SettledBatch(batch, await Read(connection, batch), 0), cancellation);

    public Task<bool> End(long load, LoadState state, string? sha256, FileFault? failure, string? detail, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            await Lock(connection);
            return await connection.ExecuteAsync(Finish, new { load, state = $"{state}", sha256, failure = failure?.ToString(), detail, now = clock.GetUtcNow() }) > 0;
        },
        cancellation);

    /// <summary>Ends what nobody has gone on with since then: its node is gone.</summary>
    public Task<int> EndSilentSince(DateTimeOffset time, CancellationToken cancellation) => database.Run(
        async (connection, _) =>
        {
            await Lock(connection);
            return await connection.ExecuteAsync("""
                update declaration_loads set state = 'Interrupted', ended_at = @now, revision = (select revision from declaration_data) where state = 'Running' and touched_at < @time
                """, new { time, now = clock.GetUtcNow() });
        },
        cancellation);

    /// <summary>The revision of the data, which nobody else moves before the transaction has ended. On SQLite the writer's thread is the lock.</summary>
    internal static Task<long> Lock(DbConnection connection) =>
        connection.ExecuteScalarAsync<long>($"select revision from declaration_data{(connection is NpgsqlConnection ? " for update" : "")}");

    private Task<long> Begin(DbConnection connection, BegunLoad load, LoadState state)
    {
        var now = clock.GetUtcNow();
        return connection.ExecuteScalarAsync<long>(Insert, new
        {
            Kind = $"{load.Kind}",
            load.Source,
            Format = $"{load.Format}",
            load.Mapping,
            State = $"{state}",
            Now = now,
            Ended = state == LoadState.Done ? now : (DateTimeOffset?)null,
            load.By.Subject,
            load.By.Name,
            load.By.Authority,
        });
    }

    /// <summary>The versions that are stored of each of these numbers; of those without one nothing.</summary>
    internal static async Task<Dictionary<string, Versions>> Versions(DbConnection connection, IEnumerable<string> numbers) =>
        (await Of(connection, "number, version, hash, is_first, is_latest", "declarations", numbers))
            .GroupBy(row => (string)row.number)
            .ToDictionary(rows => rows.Key, rows => new Versions([.. rows.Select(row => new StoredVersion((int)row.version, (byte[])row.hash, Truth(row.is_first), Truth(row.is_latest)))]));

    private static async Task<StoredRows> Read(DbConnection connection, LoadBatch batch)
    {
        var versions = await Versions(connection, batch.Declarations.Select(each => each.Row.Number));
        var outcomes = (await Of<OutcomeRow>(connection, OutcomeRow.Mapping, batch.Outcomes.Select(each => each.Row.Number).Concat(batch.Declarations.SelectMany(each => each.Outcomes.Select(row => row.Number)))))
            .ToDictionary(row => (row.Number, row.Item));
        var events = (await Of<EventRow>(connection, EventRow.Mapping, batch.Events.Select(each => each.Row.Number))).ToDictionary(row => (row.Number, row.At, row.Code));
        var figures = (await Of(connection, "p.key, p.figures", $"(select * from price_points p where {PriceRow.Counts}) p", batch.Prices.Select(each => each.Row.Key), "p.key")).ToDictionary(row => (string)row.key, row => (string)row.figures);
        return new(versions, outcomes, events, figures);
    }

    private static bool Truth(object value) => value is bool truth ? truth : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) != 0;

    private async Task Write(DbConnection connection, long load, SettledBatch settled, long revision)
    {
        var now = clock.GetUtcNow();
        foreach (var (number, version) in settled.Replaced)
        {
            await connection.ExecuteAsync(
                "update declarations set is_first = @IsFirst, is_latest = @IsLatest where number = @number and version = @Version", new { number, version.Version, version.IsFirst, version.IsLatest });
        }
        await Add(connection, DeclarationRow.Mapping, settled.Inserted);
        await Add(connection, EventRow.Mapping, settled.Happened);
        if (settled.Priced.Count > 0)
        {
            var last = await connection.ExecuteScalarAsync<long>("select coalesce(max(id), 0) from price_points");
            await Add(connection, PriceRow.Mapping, [.. settled.Priced.Select((row, i) => row with { Id = last + 1 + i })]);
        }
        await Add(connection, OutcomeRow.Mapping, settled.Told, """
            on conflict (number, item) do update set controlled = excluded.controlled, finding = excluded.finding, payments = excluded.payments, hours = excluded.hours,
              load = excluded.load, revision = excluded.revision
            """);
        var covered = settled.New.GroupBy(row => (row.Month, row.Control)).OrderBy(place => place.Key.Month).ThenBy(place => place.Key.Control, StringComparer.Ordinal)
            .Select(place => new DeclarationCoverageRow(place.Key.Month, place.Key.Control, place.LongCount(), place.Sum(row => row.Items), now));
        await Add(connection, DeclarationCoverageRow.Mapping, [.. covered], Cover);
        await KeepFaults(connection, load, settled.Faults);
        var counts = settled.Counts;
        await connection.ExecuteAsync(Count, new
        {
            counts.Lines,
            counts.Taken,
            counts.Unchanged,
            counts.Refused,
            counts.Conflicts,
            counts.Stale,
            now,
            from = settled.Period?.From,
            to = settled.Period?.To,
            load,
        });
        if (settled.ChangesAnything)
            await connection.ExecuteAsync("update declaration_data set revision = @revision", new { revision });
    }

    private static async Task KeepFaults(DbConnection connection, long load, IReadOnlyList<LoadFaultRow> faults)
    {
        if (faults.Count == 0)
            return;
        var kept = await connection.ExecuteScalarAsync<long>("select coalesce(max(position), 0) from declaration_load_faults where load = @load", new { load });
        foreach (var fault in faults.Take((int)(MostFaults - kept)))
        {
            await connection.ExecuteAsync(
                "insert into declaration_load_faults (load, position, line, pointer, code, detail) values (@load, @position, @Line, @Pointer, @code, @Detail)",
                new { load, position = ++kept, fault.Line, fault.Pointer, code = $"{fault.Code}", fault.Detail });
        }
    }

    /// <summary>The rows of these numbers.</summary>
    internal static Task<IEnumerable<TRow>> Of<TRow>(DbConnection connection, RowMapping<TRow> mapping, IEnumerable<string> numbers) where TRow : class =>
        Ask(numbers, (where, parameters) => connection.QueryAsync<TRow>($"{mapping.Query} where {where}", parameters), connection);

    private static Task<IEnumerable<dynamic>> Of(DbConnection connection, string columns, string table, IEnumerable<string> numbers, string by = "number") =>
        Ask(numbers, (where, parameters) => connection.QueryAsync($"select {columns} from {table} where {where}", parameters), connection, by);

    private static Task<IEnumerable<T>> Ask<T>(IEnumerable<string> numbers, Func<string, object, Task<IEnumerable<T>>> query, DbConnection connection, string by = "number")
    {
        string[] asked = [.. numbers.Distinct().Order(StringComparer.Ordinal)]; // as the index has them
        if (asked.Length == 0)
            return Task.FromResult(Enumerable.Empty<T>());
        return connection is NpgsqlConnection
            ? query($"{by} = any(@asked)", new { asked })
            : query($"{by} in (select value from json_each(@asked))", new { asked = JsonSerializer.Serialize(asked) });
    }

    /// <summary>Writes new rows in one statement, on SQLite by one that is prepared once.</summary>
    private static async Task Add<TRow>(DbConnection connection, RowMapping<TRow> mapping, IReadOnlyList<TRow> rows, string onConflict = "") where TRow : class
    {
        if (rows.Count == 0)
            return;
        if (connection is NpgsqlConnection postgres)
        {
            await using var command = new NpgsqlCommand($"{mapping.InsertMany} {onConflict}", postgres);
            mapping.AddTo(command.Parameters, rows);
            await command.ExecuteNonQueryAsync();
            return;
        }
        using var statement = new Statement(((LentConnection)connection).Sqlite, $"{mapping.InsertOne} {onConflict}");
        foreach (var row in rows)
            mapping.Bind(statement, row).Run();
    }
}

/// <summary>A load that begins.</summary>
/// <param name="Source">What its sender calls it.</param>
internal sealed record BegunLoad(RecordKind Kind, FileFormat Format, string? Mapping, string Source, Actor By);
