using Npgsql;
using RmsOrleans.Storage.Databases.Rows;

namespace RmsOrleans.Storage.Databases.Postgres;

/// <summary>
/// The pools, all under the session limits of the settings. Half of the connections write; the other half is divided among those who ask and
/// those who fetch what they know the key of.
/// </summary>
internal sealed class PostgresConnections(StorageSettings settings) : IAsyncDisposable
{
    private const string ReadOnly = "-c default_transaction_read_only=on";

    /// <summary>
    /// Everything that writes finds its rows by an index. A plan that was made and kept while the tables were empty would not.
    /// </summary>
    private const string ByIndexOnly = "-c enable_seqscan=off -c jit=off";

    public NpgsqlDataSource Writing { get; } = Build(settings, settings.PostgresConnections / 2, ByIndexOnly);

    /// <summary>Can only read, whatever is asked.</summary>
    public NpgsqlDataSource Reading { get; } = Build(settings, settings.PostgresConnections / 4, ReadOnly);

    /// <summary>Can only read, rows whose keys are given.</summary>
    public NpgsqlDataSource ByKey { get; } = Build(settings, settings.PostgresConnections / 4, $"{ReadOnly} {ByIndexOnly}");

    public string RunTimeRole { get; } = new NpgsqlConnectionStringBuilder(settings.Postgres).Username ?? Environment.UserName;

    /// <summary>A connection of the role that owns the tables; an upgrade may take as long as it needs.</summary>
    public async Task<NpgsqlConnection> OpenOwner(CancellationToken cancellation)
    {
        var text = new NpgsqlConnectionStringBuilder(settings.PostgresOwner ?? settings.Postgres) { Pooling = false, CommandTimeout = 0 };
        var connection = new NpgsqlConnection(text.ToString());
        await connection.OpenAsync(cancellation);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Writing.DisposeAsync();
        await Reading.DisposeAsync();
        await ByKey.DisposeAsync();
    }

    private static NpgsqlDataSource Build(StorageSettings settings, int connections, string options)
    {
        var text = new NpgsqlConnectionStringBuilder(settings.Postgres)
        {
            MaxPoolSize = connections,
            Timeout = WholeSeconds(settings.ConnectTimeout),
            CommandTimeout = WholeSeconds(settings.StatementTimeout) + 1,
            CancellationTimeout = 1000,
            MaxAutoPrepare = 40,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true, // nothing here changes a session
            WriteBufferSize = 64 * 1024, // a batch is some 100 KB; in pieces of 8 KB it wakes the server a dozen times
            ApplicationName = "rms",
        };
        text.Options = string.Join(' ', [text.Options,
            Set("lock_timeout", settings.LockTimeout),
            Set("statement_timeout", settings.StatementTimeout),
            Set("idle_in_transaction_session_timeout", settings.IdleInTransactionTimeout),
            Set("tcp_user_timeout", settings.TcpUserTimeout),
            "-c default_transaction_isolation=read\\ committed",
            options]);
        return NpgsqlDataSource.Create(text);
    }

    private static string Set(string name, TimeSpan limit) => $"-c {name}={(long)limit.TotalMilliseconds}";

    private static int WholeSeconds(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}

/// <summary>Statements of a batch, and arrays as their parameters.</summary>
internal static class PostgresRows
{
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    /// <summary>A statement that takes the rows and nothing else; none, where there are no rows.</summary>
    public static void Add<TRow>(this NpgsqlBatch batch, string sql, RowMapping<TRow> mapping, IReadOnlyList<TRow> rows) where TRow : class
    {
        if (rows.Count > 0)
            mapping.AddTo(batch.Add(sql).Parameters, rows);
    }

    public static void AddColumn<TRow, TValue>(this NpgsqlParameterCollection parameters, IReadOnlyCollection<TRow> rows, Func<TRow, TValue> value) =>
        parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = [.. rows.Select(value)] });
}
