using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using RmsOrleans.Api.Tests.Stage;
using RmsOrleans.Silo.Settings;

namespace RmsOrleans.Api.Tests.Settings;

/// <summary>docker-compose.yml beside the program that it starts: no name there may have gone out of date.</summary>
public sealed partial class ComposeTests
{
    private static readonly string compose = File.ReadAllText(Path.Combine(Installation.Repository!, "docker-compose.yml"));

    private static readonly string dockerfile = File.ReadAllText(Path.Combine(Installation.Repository!, "Dockerfile"));

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

    /// <summary>The developer's cluster is not built with the solution.</summary>
    [Fact]
    public void Every_setting_of_the_developers_cluster_is_one_of_the_program()
    {
        var host = File.ReadAllText(Path.Combine(Installation.Repository!, "ops", "AppHost", "Program.cs"));
        var names = HostSetting().Matches(host).Select(match => match.Groups["name"].Value).Distinct().ToList();
        Assert.Contains("Orleans__SiloPort", names);

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

        Assert.All(passwords, line => Assert.Matches("/run/secrets/|\\./secrets/|target: |source: |secrets: |- [*&]", line));
    }

    /// <summary>pg_dump refuses a server that is newer than itself.</summary>
    [Fact]
    public void The_client_programs_of_the_backup_are_of_the_servers_major_version()
    {
        var server = ServerImage().Match(compose).Groups["major"].Value;

        Assert.Equal(server, ClientsVersion().Match(compose).Groups["major"].Value);
        Assert.Equal(server, ClientsVersion().Match(dockerfile).Groups["major"].Value);
    }

    [Fact]
    public void The_image_has_the_project_files_of_the_program()
    {
        var silo = File.ReadAllText(Path.Combine(Installation.Repository!, "src", "Silo", "Silo.csproj"));
        var needed = References().Matches(silo).Select(match => match.Groups["name"].Value).Append("Silo").Order().ToList();

        Assert.Equal(needed, ProjectFiles().Matches(dockerfile).Select(match => match.Groups["name"].Value).Order());
    }

    /// <summary>In Secrets:Folder each file is a setting, by its name.</summary>
    [Fact]
    public void Certificates_do_not_lie_among_the_settings()
    {
        var certificates = Setting().Matches(compose).Where(match => match.Groups["name"].Value.StartsWith("Orleans__Certificate", StringComparison.Ordinal))
            .Select(match => match.Groups["value"].Value).ToList();

        Assert.Equal(2, certificates.Count);
        Assert.All(certificates, path => Assert.Contains($"target: {path}\n", compose, StringComparison.Ordinal));
        Assert.All(certificates, path => Assert.DoesNotContain("/run/secrets", path, StringComparison.Ordinal));
    }

    /// <summary>The program's own names begin with a capital and a small letter; those of other images are all capitals.</summary>
    [GeneratedRegex(@"^\s+(target: )?(?<name>[A-Z][a-z]\w*__\w+)(: (?<value>\S.*))?$", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\s+- (?<file>\./[^:]+):", RegexOptions.Multiline)]
    private static partial Regex Mounted();

    [GeneratedRegex(@"WithEnvironment\(""(?<name>\w+__\w+)""")]
    private static partial Regex HostSetting();

    [GeneratedRegex(@"image: postgres:(?<major>\d+)")]
    private static partial Regex ServerImage();

    [GeneratedRegex("PostgresVersion(=|: \")(?<major>\\d+)")]
    private static partial Regex ClientsVersion();

    [GeneratedRegex(@"ProjectReference Include=""[^""]*/(?<name>\w+)\.csproj""")]
    private static partial Regex References();

    [GeneratedRegex(@"^COPY src/(?<name>\w+)/\k<name>\.csproj", RegexOptions.Multiline)]
    private static partial Regex ProjectFiles();
}
