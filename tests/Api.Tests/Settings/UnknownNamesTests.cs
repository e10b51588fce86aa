using Microsoft.Extensions.Configuration;
using RmsOrleans.Silo.Settings;
using RmsOrleans.Storage.Databases;

namespace RmsOrleans.Api.Tests.Settings;

public sealed class UnknownNamesTests : IDisposable
{
    private const string Prefix = "RMS_UNKNOWN_NAMES_";

    private readonly List<string> variables = [];

    public void Dispose() => variables.ForEach(name => Environment.SetEnvironmentVariable(name, null));

    [Theory]
    [InlineData("Strorage__Postgres", "Storage")]
    [InlineData("Stroage__Postgres", "Storage")]
    [InlineData("RATE__PerToken", "Rates")]
    [InlineData("Kestrl__Endpoints__Https__Url", "Kestrel")]
    public void In_the_environment_are_refused_when_they_are_nearly_ours(string name, string meant)
    {
        var refused = Assert.Throws<StartRefusedException>(() => UnknownSettings.Refuse(WithVariable(name)));

        Assert.EndsWith($"is not a setting; did you mean {meant}?", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Storage__Postgres")]
    [InlineData("STORAGE__POSTGRES")]
    [InlineData("Weather__Tomorrow")]
    [InlineData("RATE")]
    [InlineData("PATH")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public void In_the_environment_are_left_alone_when_they_are_not(string name) => UnknownSettings.Refuse(WithVariable(name));

    [Fact]
    public void In_a_file_are_all_refused()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{ "Weather": "fine" }""");
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(file);
        File.Delete(file);

        Assert.StartsWith("Weather is not a setting", Assert.Throws<StartRefusedException>(() => UnknownSettings.Refuse(configuration)).Message, StringComparison.Ordinal);
    }

    private ConfigurationManager WithVariable(string name)
    {
        Environment.SetEnvironmentVariable(Prefix + name, "x");
        variables.Add(Prefix + name);
        var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables(Prefix);
        return configuration;
    }
}
