using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Silo;
using RmsOrleans.Silo.Start;

namespace RmsOrleans.Api.Tests.Settings;

/// <summary>docker-compose.yml beside the program that it starts: no name there may have gone out of date.</summary>
public sealed partial class ComposeTests
{
    private static readonly string compose = File.ReadAllText(Path.Combine(Installation.Repository!, "docker-compose.yml"));

    [Fact]
    public void Every_setting_is_one_of_the_program()
    {
        var names = Setting().Matches(compose).Select(match => match.Groups["name"].Value).Distinct().ToList();
        Assert.Contains("Storage__PostgresOwnerPassword", names);
        Assert.Contains("Shutdown__Notice", names);

        var configuration = new ConfigurationManager();
        configuration.AddCommandLine([.. names.Select(name => $"--{name.Replace("__", ":", StringComparison.Ordinal)}=x")]);

        UnknownSettings.Refuse(configuration);
    }

    [Fact]
    public async Task The_limits_and_rates_are_in_their_ranges()
    {
        string[] sections = ["Edge", "Limits", "Rates", "Shutdown"];
        var settings = Setting().Matches(compose)
            .Where(match => sections.Contains(match.Groups["name"].Value.Split("__")[0]))
            .Select(match => (match.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal), match.Groups["value"].Value.Trim('"')))
            .ToArray();
        Assert.NotEmpty(settings);

        await using var program = new TheProgram([.. settings, ("Shutdown:Notice", "00:00:00")]);

        Assert.True((await program.As(null).GetAsync("/health/ready")).IsSuccessStatusCode);
    }

    [Fact]
    public void Every_file_that_is_mounted_is_there()
    {
        var files = Mounted().Matches(compose).Select(match => match.Groups["file"].Value).ToList();

        Assert.Contains("./ops/proxy/haproxy.cfg", files);
        Assert.All(files, file => Assert.True(Path.Exists(Path.Combine(Installation.Repository!, file)), $"{file} is not there."));
    }

    [Fact]
    public void No_password_stands_in_it()
    {
        var passwords = compose.Split('\n').Where(line => line.Contains("PASSWORD", StringComparison.OrdinalIgnoreCase) && !line.TrimStart().StartsWith('#'));

        Assert.All(passwords, line => Assert.Matches("/run/secrets/|\\./secrets/|target: |source: |secrets: ", line));
    }

    /// <summary>The program's own names begin with a capital and a small letter; those of other images are all capitals.</summary>
    [GeneratedRegex(@"^\s+(target: )?(?<name>[A-Z][a-z]\w*__\w+)(: (?<value>\S.*))?$", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\s+- (?<file>\./[^:]+):", RegexOptions.Multiline)]
    private static partial Regex Mounted();
}
