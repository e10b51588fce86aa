using System.Data.Common;

namespace Orleans.Embedded;

/// <summary>Statements with named parameters over plain ADO.NET.</summary>
internal static class SqlText
{
    public static DbCommand Sql(this DbConnection connection, string text, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
