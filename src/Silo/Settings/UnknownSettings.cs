using System.Collections;
using System.Reflection;
using RmsOrleans.Api.Edge;
using RmsOrleans.Api.Registers;
using RmsOrleans.Api.Tokens;
using RmsOrleans.Grains.Declarations;
using RmsOrleans.Grains.Drafts;
using RmsOrleans.Grains.Efficiency;
using RmsOrleans.Grains.Kernel.Numbering;
using RmsOrleans.Grains.Kernel.Terms;
using RmsOrleans.Grains.Prices;
using RmsOrleans.Silo.Hosting;
using RmsOrleans.Silo.Shutdown;
using RmsOrleans.Silo.Telemetry;
using RmsOrleans.Storage.Declarations;
using RmsOrleans.Storage.Feeds;
using RmsOrleans.Storage.Search;
using RmsOrleans.Storage.Webhooks;

namespace RmsOrleans.Silo.Settings;

/// <summary>A misspelt setting would leave its default in force, and numbers that are given by it cannot be taken back.</summary>
internal static class UnknownSettings
{
    private static readonly (string Name, Type Settings)[] sections =
    [
        (NumberingSettings.Section, typeof(NumberingSettings)),
        (DeadlinePolicy.Section, typeof(DeadlinePolicy)),
        (ConsiderationSettings.Section, typeof(ConsiderationSettings)),
        (AttachmentSettings.Section, typeof(AttachmentSettings)),
        (SelectionSettings.Section, typeof(SelectionSettings)),
        (EfficiencySettings.Section, typeof(EfficiencySettings)),
        (PriceSettings.Section, typeof(PriceSettings)),
        (RegisterSettings.Section, typeof(RegisterSettings)),
        (DeclarationSettings.Section, typeof(DeclarationSettings)),
        (StorageSettings.Section, typeof(StorageSettings)),
        (TokenSettings.Section, typeof(TokenSettings)),
        (LimitSettings.Section, typeof(LimitSettings)),
        (RateSettings.Section, typeof(RateSettings)),
        (EdgeSettings.Section, typeof(EdgeSettings)),
        (FeedSettings.Section, typeof(FeedSettings)),
        (SearchSettings.Section, typeof(SearchSettings)),
        (WebhookSettings.Section, typeof(WebhookSettings)),
        (TelemetrySettings.Section, typeof(TelemetrySettings)),
        (OrleansSettings.Section, typeof(OrleansSettings)),
        (ShutdownSettings.Section, typeof(ShutdownSettings)),
        (DataFolder.Section, typeof(DataSettings)),
        (SecretFiles.Section, typeof(SecretSettings)),
        ("Kestrel", typeof(KestrelSettings)),
    ];

    /// <summary>Every argument is <c>--key value</c> or <c>--key=value</c>; the stock reader passes over anything else.</summary>
    public static void Refuse(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is not ['-', '-', not ('-' or '='), ..])
                throw new StartRefusedException($"'{args[i]}' is neither a command nor a setting such as --data FOLDER; see --help.");
            if (args[i].Contains('='))
                continue;
            if (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal))
                throw new StartRefusedException($"{args[i]} has no value.");
            i++;
        }
    }

    /// <summary>Keys that nothing would read: in the sections of this program wherever they come from, and names beside them.</summary>
    public static void Refuse(ConfigurationManager configuration)
    {
        UnknownNames.Refuse(configuration, sections.Select(section => section.Name));
        foreach (var (name, settings) in sections)
            Refuse(configuration.GetSection(name), settings);
    }

    private static void Refuse(IConfigurationSection section, Type settings)
    {
        if (settings != typeof(string) && settings.IsAssignableTo(typeof(IEnumerable)))
            return;
        foreach (var child in section.GetChildren())
        {
            var property = settings.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
                ?? throw new StartRefusedException(
                    $"{child.Path} is not a setting; {section.Path} has {string.Join(", ", settings.GetProperties().Select(known => known.Name))}.");
            Refuse(child, property.PropertyType);
        }
    }

    private sealed record DataSettings(string Folder);

    /// <summary>What the server reads by itself; its limits stand in <see cref="LimitSettings"/>.</summary>
    private sealed record KestrelSettings(IEnumerable Endpoints, IEnumerable EndpointDefaults, IEnumerable Certificates);
}
