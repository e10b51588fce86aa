using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using RmsOrleans.Silo.Storage;

namespace RmsOrleans.Silo.Verification;

/// <summary>The schema is that of this program, and every trigger of its scripts is in force.</summary>
internal static partial class FenceCheck
{
    public static async Task<IEnumerable<Finding>> Check(DbConnection connection)
    {
        var dialect = StoreDialect.Of(connection);
        var scripts = SchemaScript.Embedded(dialect.Name);
        await SchemaUpgrade.CheckIsUpToDate(connection, scripts);

        var inForce = (await connection.QueryAsync<string>(dialect.Fences)).ToHashSet();
        return from script in scripts
               from trigger in Trigger().Matches(script.Text)
               let name = trigger.Groups["name"].Value
               where !inForce.Contains(name)
               select new Finding($"trigger {name}", "it is missing or disabled, so nothing keeps its table as it was written");
    }

    [GeneratedRegex(@"create trigger (?<name>\w+)")]
    private static partial Regex Trigger();
}
