using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace RmsOrleans.Storage.Databases.Sqlite;

/// <summary>
/// The program's own file for whoever speaks ADO.NET, such as the providers of Orleans: queries read it by the pool of readers, and everything
/// else is done by the one thread that writes, as a work of its own behind a savepoint. So what goes for the journal goes for it too: one
/// writer, durable commits, no waiting on the caller's thread.
/// </summary>
internal sealed class SqliteDataSource(SqliteDatabase database) : DbDataSource
{
    public override string ConnectionString => database.ConnectionString;

    /// <summary>The base would open the file on the caller's thread; here nothing is opened before a command runs.</summary>
    protected override ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(CreateDbConnection());

    protected override DbConnection CreateDbConnection() => new Connection(database);

    /// <summary>A subclass, since the providers ask for a connection of the library's own type. It never opens anything itself.</summary>
    private sealed class Connection(SqliteDatabase database) : SqliteConnection
    {
        public override SqliteCommand CreateCommand() => new Command(database);

        protected override DbCommand CreateDbCommand() => CreateCommand();
    }

    /// <summary>A command that writes ends before its rows are read, or the writer would wait for whoever reads them.</summary>
    private sealed class Command(SqliteDatabase database) : SqliteCommand
    {
        protected override async Task<DbDataReader> ExecuteDbDataReaderAsync(CommandBehavior behavior, CancellationToken cancellationToken) =>
            CommandText.AsSpan().TrimStart().StartsWith("select", StringComparison.OrdinalIgnoreCase)
                ? await Task.Run(Read, cancellationToken)
                : (await database.Write(session => Rows(session.Connection), cancellationToken)).CreateDataReader();

        private SqliteDataReader Read()
        {
            var connection = database.OpenReader();
            try
            {
                return On(connection).ExecuteReader(CommandBehavior.CloseConnection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }

        /// <summary>The providers read whole numbers of 32 bits, and a row that is copied converts nothing.</summary>
        private DataTable Rows(SqliteConnection connection)
        {
            using var command = On(connection);
            using var reader = command.ExecuteReader();
            var rows = new DataTable();
            for (var column = 0; column < reader.FieldCount; column++)
                rows.Columns.Add(reader.GetName(column), typeof(int));
            while (reader.Read())
                rows.Rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => (object)reader.GetInt32(column))]);
            return rows;
        }

        private SqliteCommand On(SqliteConnection connection)
        {
            var command = connection.CreateCommand();
            command.CommandText = CommandText;
            foreach (SqliteParameter parameter in Parameters)
                command.Parameters.AddWithValue(parameter.ParameterName, parameter.Value ?? DBNull.Value);
            return command;
        }
    }
}
