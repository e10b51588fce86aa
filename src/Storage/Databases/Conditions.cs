using System.Text;

namespace RmsOrleans.Storage.Databases;

/// <summary>The text of a query that grows by what a filter asks for.</summary>
internal static class Conditions
{
    /// <summary>Adds a condition with its parameter; nothing where the filter leaves it open.</summary>
    public static void And(this StringBuilder sql, DynamicParameters parameters, string condition, string name, object? value)
    {
        if (value is null)
            return;
        sql.Append(" and ").Append(condition);
        parameters.Add(name, value);
    }
}
