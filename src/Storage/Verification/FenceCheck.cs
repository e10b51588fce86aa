using System.Data.Common;
using System.Text.RegularExpressions;

namespace RmsOrleans.Storage.Verification;

/// <summary>The schema is that of this program, and every trigger of its scripts is in force as the script made it.</summary>
internal static partial class FenceCheck
{
    public static async Task<IEnumerable<Finding>> Check(DbConnection connection)
    {
        var dialect = StoreDialect.Of(connection);
        var scripts = SchemaScript.Embedded(dialect.Name);
        await SchemaUpgrade.CheckIsUpToDate(connection, scripts);

        var inForce = (await connection.QueryAsync<(string Name, string Text)>(dialect.Fences)).ToDictionary(fence => fence.Name, fence => InOneForm(fence.Text));
        return from fence in Made(string.Concat(scripts.Select(script => script.Text)))
               let found = inForce.GetValueOrDefault(fence.Name)
               where found != fence.Text
               select new Finding($"trigger {fence.Name}", found is null
                   ? "it is missing or disabled, so nothing keeps its table as it was written"
                   : "it does something else than the one that this program made, so its table may not be as it was written");
    }

    /// <summary>Name and text of each trigger; on PostgreSQL the function that it calls belongs to it.</summary>
    private static IEnumerable<(string Name, string Text)> Made(string scripts)
    {
        var bodies = Function().Matches(scripts).ToDictionary(function => function.Groups["name"].Value, function => function.Groups["body"].Value);
        // A later script may have put another in the place of one.
        return Trigger().Matches(scripts)
            .Select(trigger => (Name: trigger.Groups["name"].Value, Text: InOneForm($"{trigger.Groups["text"].Value} {bodies.GetValueOrDefault(trigger.Groups["function"].Value)}")))
            .GroupBy(trigger => trigger.Name).Select(each => each.Last());
    }

    /// <summary>The databases give the text back with other capitals and spaces, PostgreSQL with the events in an order of its own.</summary>
    private static string InOneForm(string text) => Events().Replace(
        Spaces().Replace(text, " ").Trim().ToLowerInvariant().Replace("public.", "", StringComparison.Ordinal),
        events => $"before {string.Join(" or ", events.Groups["events"].Value.Split(" or ").Order(StringComparer.Ordinal))} on");

    /// <summary>On SQLite up to its <c>end</c>, on PostgreSQL up to the function that it calls.</summary>
    [GeneratedRegex(@"(?<text>create trigger (?<name>\w+)[^;]*?(?:execute function (?<function>\w+)\(\)|;\s*end));")]
    private static partial Regex Trigger();

    [GeneratedRegex(@"create function (?<name>\w+)\(\)[^$]*\$\$(?<body>.*?)\$\$", RegexOptions.Singleline)]
    private static partial Regex Function();

    [GeneratedRegex(@"before (?<events>\w+(?: or \w+)*) on")]
    private static partial Regex Events();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
