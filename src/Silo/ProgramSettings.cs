namespace RmsOrleans.Silo;

/// <summary>Where settings come from: files, environment, command line, in this order; <c>--data FOLDER</c> is short for <c>--Data:Folder</c>.</summary>
internal static class ProgramSettings
{
    /// <summary>What the embedded default listens on when nothing else is said.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    public static void AddProgramSettings(this WebApplicationBuilder builder, string[] args)
    {
        AddTo(builder.Configuration, args);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
    }

    public static void AddTo(IConfigurationBuilder configuration, string[] args) =>
        configuration
            .AddInMemoryCollection([new(DataFolder.Setting, DataFolder.Default())])
            .AddEnvironmentVariables()
            .AddCommandLine(args, new Dictionary<string, string> { ["--data"] = DataFolder.Setting });
}
