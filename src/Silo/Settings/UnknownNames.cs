using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.KeyPerFile;

namespace RmsOrleans.Silo.Settings;

/// <summary>
/// A misspelt section would leave all its defaults in force. Command line and files are ours, so every name there must be known; the
/// environment is everybody's, so there only a section is refused that is nearly one of ours.
/// </summary>
internal static class UnknownNames
{
    private const string TelemetryPrefix = "OTEL_";

    /// <summary>What the framework reads, beside our own sections.</summary>
    private static readonly string[] stock =
    [
        "AllowedHosts", "ApplicationName", "ContentRoot", "Environment", "ForwardedHeaders_Enabled", "Http_Ports", "Https_Ports", "Logging", "Urls",
    ];

    public static void Refuse(IConfigurationRoot configuration, IEnumerable<string> sections)
    {
        var known = sections.Concat(stock).ToList();
        foreach (var provider in configuration.Providers)
        {
            foreach (var name in provider.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (IsKnown(name, known))
                    continue;
                var near = known.Find(each => IsNear(name.ToUpperInvariant(), each.ToUpperInvariant()));
                var isOurs = provider is CommandLineConfigurationProvider or JsonConfigurationProvider or KeyPerFileConfigurationProvider;
                var isSection = provider is EnvironmentVariablesConfigurationProvider && provider.GetChildKeys([], name).Any();
                if (isOurs || (isSection && near is not null))
                    throw new StartRefusedException(near is null ? $"{name} is not a setting; there are {string.Join(", ", known)}." : $"{name} is not a setting; did you mean {near}?");
            }
        }
    }

    private static bool IsKnown(string name, List<string> known) =>
        known.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith(TelemetryPrefix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether one comes from the other by one slip of the pen, or two in a longer name.</summary>
    private static bool IsNear(string name, string known) => Distance(name, known) <= (known.Length < 6 ? 1 : 2);

    /// <summary>How many letters must be added, dropped or changed (Levenshtein).</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }
        return row[^1];
    }
}
