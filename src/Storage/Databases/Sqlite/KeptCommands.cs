using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>An open connection and the commands that wait on it, by their texts.</summary>
internal sealed class KeptCommands(SqliteConnection connection) : IDisposable
{
    private const int MostCommands = 64;

    /// <summary>Characters. Longer ones name many values, and hardly come twice.</summary>
    private const int LongestText = 8000;

    private readonly Dictionary<string, (SqliteCommand Command, long LastUsed)> waiting = [];
    private readonly Dictionary<string, Statement> statements = [];
    private long uses;

    public SqliteConnection Connection => connection;

    public bool IsInTransaction => sqlite3_get_autocommit(connection.Handle) == 0;

    /// <summary>Of texts that the program has, and none that is made for a call: it stays as long as the connection.</summary>
    public Statement Statement(string text)
    {
        if (!statements.TryGetValue(text, out var known))
            statements.Add(text, known = new(connection, text));
        return known;
    }

    public SqliteCommand Take(string text)
    {
        if (waiting.Remove(text, out var known))
            return known.Command;
        var command = connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    public void Keep(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (command.CommandText.Length > LongestText || !waiting.TryAdd(command.CommandText, (command, ++uses)))
        {
            command.Dispose();
            return;
        }
        if (waiting.Count > MostCommands && waiting.Remove(waiting.MinBy(each => each.Value.LastUsed).Key, out var oldest))
            oldest.Command.Dispose();
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        foreach (var (command, _) in waiting.Values)
            command.Dispose();
        connection.Dispose();
    }
}

/// <summary>An open connection whose commands stay prepared, lent until it is closed.</summary>
/// <param name="commands">Of the connection.</param>
/// <param name="giveBack">What is done when it is closed.</param>
internal sealed class LentConnection(KeptCommands commands, Action giveBack) : DbConnection
{
    private bool isBack;

    /// <summary>The connection that was lent.</summary>
    public SqliteConnection Sqlite => commands.Connection;

    public Statement Statement(string text) => commands.Statement(text);

    [AllowNull]
    public override string ConnectionString
    {
        get => commands.Connection.ConnectionString;
        set => throw new NotSupportedException("A connection that is lent is open already.");
    }

    public override string Database => commands.Connection.Database;

    public override string DataSource => commands.Connection.DataSource;

    public override string ServerVersion => commands.Connection.ServerVersion;

    public override ConnectionState State => isBack ? ConnectionState.Closed : ConnectionState.Open;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("A file is one database.");

    public override void Open() => throw new NotSupportedException("A connection that is lent is open already.");

    public override void Close()
    {
        if (isBack)
            return;
        isBack = true;
        giveBack();
    }

    protected override DbCommand CreateDbCommand() => new LentCommand(this, commands);

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => throw new NotSupportedException("Transactions are of whoever lends the connection.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }
}

/// <summary>Once its text is known, a command that waits with that text does its work.</summary>
internal sealed class LentCommand(LentConnection connection, KeptCommands commands) : DbCommand
{
    private SqliteCommand? command;
    private bool hasFailed;

    [AllowNull]
    public override string CommandText
    {
        get => command?.CommandText ?? "";
        set
        {
            GiveBack();
            command = commands.Take(value ?? "");
        }
    }

    public override int CommandTimeout
    {
        get => Command.CommandTimeout;
        set => Command.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set
        {
            if (value != CommandType.Text)
                throw new NotSupportedException("SQLite knows texts alone.");
        }
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A command stays with its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => Command.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => null;
        set
        {
            if (value is not null)
                throw new NotSupportedException("Transactions are of whoever lends the connection.");
        }
    }

    private SqliteCommand Command => command ?? throw new InvalidOperationException("A command has its text first.");

    public override void Cancel() => Command.Cancel();

    public override void Prepare() => Command.Prepare();

    public override int ExecuteNonQuery() => Run(command => command.ExecuteNonQuery());

    public override object? ExecuteScalar() => Run(command => command.ExecuteScalar());

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Run(command => command.ExecuteReader(behavior));

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            GiveBack();
        base.Dispose(disposing);
    }

    private T Run<T>(Func<SqliteCommand, T> run)
    {
        try
        {
            return run(Command);
        }
        catch
        {
            hasFailed = true; // what it was about is not known
            throw;
        }
    }

    private void GiveBack()
    {
        if (command is null)
            return;
        if (hasFailed || connection.State != ConnectionState.Open)
            command.Dispose();
        else
            commands.Keep(command);
        command = null;
    }
}
